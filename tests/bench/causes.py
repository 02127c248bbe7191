"""Where procheck goes wrong: errors per element and per cause, with the quotes of misses and false alarms.

    python -m tests.bench.causes [--no-scorer] [--held-out] [--quotes] [--element MA1.refer] [--cause scope] [--gold FOLDER]

Counts the documents that were seen; with --held-out those held out, of which only counts are ever printed. Phrases and scorer
were made on the documents that were seen, so the causes of the held-out ones tell more of what new documents will meet.

There are four kinds of error: `missed` (the labels say yes or weak, procheck less), `false alarm` (procheck says more), `opposite
missed` and `opposite false` (contradicted in the labels alone, or in procheck alone). The cause is told by rule from one passage,
and so is a pointer and no proof. For what was missed, the passage is the statement of the document that shares words with a
labelled quote and got furthest:

- place: the labelled quote is in no statement (a heading, a contents line, a form's label);
- vocabulary: no phrase and no likeness found it, and it is a sentence of its own;
- list, table: the same, but it is a list item or a table row (its wording and its setting are not told apart);
- scope: found, but read as general text, or in a section about something else;
- cross-reference: found, but held to be weak because a reference leads to it;
- negation: found, but read as denied (for `opposite missed`: read as saying it);
- strength: found, but read as a choice, a hope or a plan, or as said in part;
- quotation: found, but read as history, guidance or an example;
- exception: for `opposite missed`, the labelled passage has "unless", "except" or the like;
- doubt: found, but the scorer doubts it;
- spread: found at its full worth, but the element wants several passages.

For false alarms the passage is one that gave the value, where there is one that shares words with a labelled quote:

- other topic: no labelled quote shares words with any passage that gave the value;
- cross-reference: the same, and every such passage was reached by a reference;
- strength: the labels call a passage weak that procheck reads as firm, and it or its headings speak of HSB;
- scope: the same, but neither speaks of HSB;
- spread: several passages together made the value;
- for `opposite false`, exception (the passage has "unless" or the like), negation (the labels quote the same
  passage), or other topic.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.criteria.model import Element
from procheck.documents.opening import open_document
from procheck.judgement.candidates import Candidate
from procheck.judgement.judging import Found, Judge
from procheck.judgement.model import Value
from procheck.judgement.reading import ReadStatement, read
from procheck.judgement.together import element_value, weighed_together
from procheck.judgement.weighing import DOUBTFUL, IN_PART, MAY_OPPOSE
from procheck.language.titles import HSB, HSB_SECTION, HSB_TITLE
from procheck.scoring.scorer import available
from tests.bench.accuracy import GOLD, held_out, scorer_for
from tests.bench.scoring import Pair, kappa, overlaps, share

MISSED, ALARM, OPPOSITE_MISSED, OPPOSITE_FALSE = KINDS = ("missed", "false alarm", "opposite missed", "opposite false")
_RANK = {"no": 0, "weak": 1, "yes": 2}
_WORTH = _RANK | {"contradicted": 3}
_EXCEPTION = re.compile(r"\b(unless|except|exempt\w*|other than|apart from|do(es)? not apply|save (that|where|for))\b", re.I)
_MANNERS = {"negated": "negation", "permissive": "strength", "softened": "strength", "deferred": "strength"}
_SETTINGS = {"list-item": "list", "table-row": "table"}


@dataclass(frozen=True)
class Error:
    """One element of one document that procheck and the labels see differently."""

    document: str
    element: str
    label: str
    value: str
    kind: str
    cause: str
    labelled: tuple[str, ...]
    """The quotes of the labels."""
    passage: str
    """What the cause was told from; "" where procheck found nothing."""


def kind_of(label: str, value: str) -> str:
    """Which of the four kinds of error it is to give `value` where the labels give `label`."""
    if label == "contradicted":
        return OPPOSITE_MISSED
    if value == "contradicted":
        return OPPOSITE_FALSE
    return MISSED if _RANK[label] > _RANK[value] else ALARM


def cause_of(
    element: Element, label: str, value: str, quotes: Sequence[str], made: Sequence[ReadStatement], found: Found
) -> tuple[str, str]:
    """The cause of an error, and the passage that it was told from (the module says how)."""
    kind = kind_of(label, value)
    if kind == ALARM:
        return _alarm(element, value, quotes, found)
    if kind == OPPOSITE_FALSE:
        return _opposite_false(quotes, found)
    labelled = [each for each in made if overlaps(_text(each), quotes)]
    if not labelled:
        return "place", ""
    own = [(each, statement) for each, statement in found if statement in labelled]
    return (_missed if kind == MISSED else _opposite_missed)(labelled, own)


def _missed(labelled: Sequence[ReadStatement], found: Found) -> tuple[str, str]:
    says = [(each, statement) for each, statement in found if each.stand != "contradicts"]
    if not says:
        return _not_found(labelled)
    best, statement = max(says, key=lambda pair: _WORTH[pair[0].value])
    return _held_back(best), _text(statement)


def _not_found(labelled: Sequence[ReadStatement]) -> tuple[str, str]:
    topical = [each for each in labelled if each.reach.subject != "off-topic"]
    if not topical:
        return "scope", _text(labelled[0])
    plain = next((each for each in topical if each.statement.kind not in _SETTINGS), None)
    if plain:
        return "vocabulary", _text(plain)
    return _SETTINGS[topical[0].statement.kind], _text(topical[0])


def _held_back(candidate: Candidate) -> str:
    """What holds a find below its full worth."""
    manner = candidate.reading.manner
    if manner in _MANNERS:
        return _MANNERS[manner]
    if manner != "says":
        return "quotation"
    if "in general" in candidate.because:
        # Both scope and cross-reference are worded by what general text is about.
        return "cross-reference" if "sends the reader" in candidate.because else "scope"
    if candidate.because in (DOUBTFUL, MAY_OPPOSE) or "seems to speak" in candidate.because:
        return "doubt"
    return "strength" if candidate.because == IN_PART else "spread"


def _opposite_missed(labelled: Sequence[ReadStatement], found: Found) -> tuple[str, str]:
    against = [(each, statement) for each, statement in found if each.stand == "contradicts"]
    if against:
        candidate, statement = against[0]
        return _held_back(candidate), _text(statement)
    excepting = next((each for each in labelled if _EXCEPTION.search(_text(each))), None)
    if excepting:
        return "exception", _text(excepting)
    counted = next((statement for each, statement in found if each.value in ("yes", "weak")), None)
    return ("negation", _text(counted)) if counted else _not_found(labelled)


def _alarm(element: Element, value: str, quotes: Sequence[str], found: Found) -> tuple[str, str]:
    says = [(each, statement) for each, statement in found if each.value in ("yes", "weak")]
    giving = [(each, statement) for each, statement in says if each.value == value and not each.part]
    if element.parts and not giving:
        return "spread", " / ".join(_text(statement) for _, statement in says)
    labelled = next((statement for _, statement in giving if overlaps(_text(statement), quotes)), None)
    if labelled:
        about_hsb = any(name in labelled.hits or name in labelled.around for name in (HSB, HSB_SECTION, HSB_TITLE))
        return ("strength" if about_hsb else "scope"), _text(labelled)
    if all(statement.reach.via for _, statement in giving):
        return "cross-reference", _text(giving[0][1])
    return "other topic", _text(giving[0][1])


def _opposite_false(quotes: Sequence[str], found: Found) -> tuple[str, str]:
    against = [statement for each, statement in found if each.value == "contradicted"]
    statement = next((each for each in against if overlaps(_text(each), quotes)), against[0])
    if _EXCEPTION.search(_text(statement)):
        return "exception", _text(statement)
    return ("negation" if overlaps(_text(statement), quotes) else "other topic"), _text(statement)


def _text(each: ReadStatement) -> str:
    return " ".join(each.document.text[each.statement.start : each.statement.end].split())


def examine(judge: Judge, label_files: Iterable[Path]) -> tuple[dict[str, list[Pair]], list[Error]]:
    """Of each element the pairs of label and value, and every error with its cause."""
    pairs: dict[str, list[Pair]] = {element.id: [] for element in judge.pack.elements}
    errors: list[Error] = []
    for label_file in label_files:
        labels = json.loads(label_file.read_text(encoding="utf-8"))["elements"]
        document = open_document(label_file.with_name(label_file.name.replace(".labels.json", ".md")))
        made = read(document, judge.pack.lexicon)
        found: dict[str, Found] = defaultdict(list)
        for statement, candidates in judge.candidates(made):
            for candidate in candidates:
                found[candidate.element.id].append((candidate, statement))
        elements = tuple(judge.pack.elements)
        weighed = weighed_together(elements, {id: [candidate for candidate, _ in own] for id, own in found.items()})
        for element in elements:
            label = labels[element.id]
            own = [(candidate, statement) for candidate, (_, statement) in zip(weighed[element.id], found[element.id], strict=True)]
            value: Value = element_value(element, [candidate for candidate, _ in own])
            pairs[element.id].append((label["value"], value))
            if label["value"] != value:
                quotes = tuple(label.get("quotes", ()))
                cause, passage = cause_of(element, label["value"], value, quotes, made, own)
                kind = kind_of(label["value"], value)
                errors.append(Error(document.name, element.id, label["value"], value, kind, cause, quotes, passage))
    return pairs, errors


def table(pairs: Mapping[str, Sequence[Pair]], errors: Sequence[Error]) -> str:
    """Counts per cause and kind, then figures per element with the causes of its errors."""
    lines = [f"{'cause':18}" + "".join(f"{kind:>17}" for kind in KINDS) + f"{'all':>8}"]
    for cause, total in Counter(each.cause for each in errors).most_common():
        of = Counter(each.kind for each in errors if each.cause == cause)
        lines.append(f"{cause:18}" + "".join(f"{of[kind]:17}" for kind in KINDS) + f"{total:8}")
    of = Counter(each.kind for each in errors)
    lines.append(f"{'all':18}" + "".join(f"{of[kind]:17}" for kind in KINDS) + f"{len(errors):8}")
    lines.append(f"\n{'element':22}{'accuracy':>9}{'kappa':>7}  causes")
    for element, own in sorted(pairs.items(), key=lambda item: share(a == b for a, b in item[1])):
        causes = Counter(f"{each.cause} ({each.kind})" for each in errors if each.element == element)
        named = ", ".join(f"{count} {cause}" for cause, count in causes.most_common())
        lines.append(f"{element:22}{share(a == b for a, b in own):9.2f}{kappa(own):7.2f}  {named}")
    return "\n".join(lines)


def main() -> None:
    """Print the counts, and the quotes where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-scorer", action="store_true", help="phrases alone")
    parser.add_argument("--held-out", action="store_true", help="the documents held out: counts, never their text")
    parser.add_argument("--quotes", action="store_true", help="print the quotes of every error")
    parser.add_argument("--element", default="", help="only quotes of this element")
    parser.add_argument("--cause", default="", help="only quotes of this cause")
    parser.add_argument("--gold", type=Path, default=GOLD)
    args = parser.parse_args()
    if args.held_out and args.quotes:
        parser.error("the text of documents held out is not shown: leave out --quotes or --held-out.")
    judge = Judge(find_pack(DEFAULT_PACK), scorer_for(args.gold) if available() and not args.no_scorer else None)
    files = [path for path in sorted(args.gold.glob("*.labels.json")) if held_out(path) == args.held_out]
    pairs, errors = examine(judge, files)
    every = [pair for own in pairs.values() for pair in own]
    print(f"{len(files)} documents {'held out' if args.held_out else 'seen'}, {len(every)} elements, kappa {kappa(every):.3f}\n")
    print(table(pairs, errors))
    if args.quotes:
        for each in sorted(errors, key=lambda each: (each.cause, each.kind, each.element, each.document)):
            if args.element in ("", each.element) and args.cause in ("", each.cause):
                print(f"\n{each.cause}, {each.kind}: {each.element} in {each.document}: {each.label}, got {each.value}")
                print(f"  labelled  {' / '.join(each.labelled) or '(nothing)'}\n  told from {each.passage or '(nothing)'}")


if __name__ == "__main__":
    main()

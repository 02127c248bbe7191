"""Labelled statements and documents -> training rows: what is known of each element, and how much it counts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from procheck.documents.opening import open_document
from procheck.judgement.reading import read
from procheck.language.lexicon import Lexicon, read_lexicon
from procheck.resources import data_folder
from procheck.scoring.model import ScorerInput

HERE = Path(__file__).parent
BANKS = (HERE / "bank", HERE / "statements")
"""Folders of ELEMENT.jsonl and ELEMENT-KIND.jsonl, one labelled statement a line."""
PROSE = HERE / "prose"
"""Folder of KIND.jsonl: one statement a line, with its value for every element that it says anything of. What is in its folder `kept` no
network learns from."""
OWN_DOCUMENTS = HERE / "documents"
GOLD = HERE.parents[1] / "tests" / "gold"
FOLDS = 3
_A_SCRAP = 15
"""Letters up to which a statement that stands within a quote tells nothing of it."""
MEASURED_SINCE = 243
"""Number of the first of our own documents that no network learns from: they show what the one that is shipped makes of new ones."""

# How much a known answer counts in the loss. What a bank line says of other elements is not known, only unlikely; a
# document's labels quote what decides, so a statement that is not quoted may yet say something.
SAID, NOT_SAID, PROBABLY_NOT, NOT_QUOTED = 2.0, 1.0, 0.1, 0.5
OPPOSITE, NOT_OPPOSITE, HARDLY_OPPOSITE = 3.0, 0.5, 0.03


@dataclass
class Target:
    """For each output, the answer of each element and its weight; weight 0 where the answer is not known."""

    elements: Sequence[str]
    answers: dict[tuple[str, str], tuple[float, float]] = field(default_factory=dict)
    """(output, element) -> answer, weight. Outputs are says, firmly and opposite."""

    def set(self, output: str, element: str, answer: bool, weight: float) -> None:
        """Say what is known of one element."""
        self.answers[output, element] = (float(answer), weight)

    def value(self, element: str, value: str, *, firmness_known: bool = True) -> None:
        """Say that the statement has this value for the element."""
        if value == "contradicted":
            self.set("opposite", element, True, OPPOSITE)
            self.answers.pop(("says", element), None)
            return
        said = value in ("yes", "weak")
        self.set("says", element, said, SAID if said else NOT_SAID)
        self.set("opposite", element, False, NOT_OPPOSITE)
        if said and firmness_known:
            self.set("firmly", element, value == "yes", 1.0)


@dataclass(frozen=True)
class Row:
    """One statement to learn from."""

    input: ScorerInput
    target: Target


@dataclass(frozen=True)
class LabelledDocument:
    """A document with its labels, and its statements as rows."""

    name: str
    is_ours: bool
    """Written for training; not one of the gold documents."""
    rows: tuple[Row, ...]

    @property
    def number(self) -> int:
        """Its number among our own or the gold ones."""
        return number_of(self.name)

    @property
    def fold(self) -> int:
        """Which of the thirds it is in: each document is of another organisation."""
        return self.number % FOLDS


def bank_lines(elements: Sequence[str], folders: Iterable[Path] = BANKS) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every line of the statement banks, with the element that it is for."""
    for folder in folders:
        for element in elements:
            for path in sorted([*folder.glob(f"{element}.jsonl"), *folder.glob(f"{element}-*.jsonl")]):
                for line in path.read_text(encoding="utf-8").splitlines():
                    yield element, json.loads(line)


def bank_rows(elements: Sequence[str]) -> Iterator[Row]:
    """Every line of the statement banks as a row."""
    for element, entry in bank_lines(elements):
        target = Target(elements)
        for other in elements:
            target.set("says", other, False, PROBABLY_NOT)
            target.set("opposite", other, False, HARDLY_OPPOSITE)
        target.value(element, entry["value"])
        for also in entry.get("also", ()):
            if also in elements:
                target.value(also, "yes")
        yield Row(ScorerInput(entry["text"], entry.get("heading", ""), entry.get("before", "")), target)


def prose_rows(elements: Sequence[str], paths: Iterable[Path] | None = None) -> Iterator[Row]:
    """Every line of plain prose, or of these files, as a row.

    It is known to say nothing of the elements that it does not name, but of those in its `unknown`, which its reader did not judge.
    """
    for path in sorted(PROSE.glob("*.jsonl") if paths is None else paths):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            target = Target(elements)
            values = entry["values"]
            for element in elements:
                if element not in values and element in entry.get("unknown", ()):
                    continue
                value = values.get(element, "no")
                # As in documents: a general statement is weak for what it is about, which is no flaw in how it says it.
                target.value(element, value, firmness_known=value == "yes" or not entry.get("general"))
            yield Row(ScorerInput(entry["text"], entry["heading"], entry["before"]), target)


def labelled_documents(elements: Sequence[str], folders: Iterable[Path] = (GOLD, OWN_DOCUMENTS)) -> list[LabelledDocument]:
    """Every labelled Markdown document."""
    lexicon = Lexicon(read_lexicon(data_folder("criteria") / "lexicon"))
    documents = []
    for folder in folders:
        for path in sorted(folder.glob("*.labels.json")):
            name = path.name.removesuffix(".labels.json")
            labels = json.loads(path.read_text(encoding="utf-8"))["elements"]
            rows = tuple(_document_rows(path.with_name(f"{name}.md"), labels, elements, lexicon))
            documents.append(LabelledDocument(name, folder == OWN_DOCUMENTS, rows))
    return documents


def number_of(name: str) -> int:
    """The number of a labelled document by its file's name: 7 for "o07-boarding-school.md"."""
    return int(name[1:].partition("-")[0])


def _document_rows(path: Path, labels: dict[str, dict[str, object]], elements: Sequence[str], lexicon: Lexicon) -> Iterator[Row]:
    quoted = [
        (element, str(label["value"]), folded(str(quote)))
        for element, label in labels.items()
        for quote in label["quotes"]  # type: ignore[attr-defined]
    ]
    for statement in read(open_document(path), lexicon):
        entry = statement.scorer_input
        own = folded(entry.text)
        target = Target(elements)
        for element in elements:
            target.set("says", element, False, NOT_QUOTED)
            target.set("opposite", element, False, HARDLY_OPPOSITE * 3)
        for element, value, quote in quoted:
            if is_quoted(own, quote):
                # A general statement is weak for what it is about, which is no flaw in how it says it.
                target.value(element, value, firmness_known=value == "yes" or statement.reach.subject == "hsb")
        yield Row(entry, target)


def is_quoted(statement: str, quote: str) -> bool:
    """Whether a label's quote is of this statement, or goes on over it; both folded."""
    return bool(quote) and (quote in statement or (statement in quote and len(statement) > _A_SCRAP))


def folded(text: str) -> str:
    """The words and numbers of `text` in small letters."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))

"""How often what is missing is placed where it belongs: in the section where the document would have said it.

    python -m tests.bench.placing [FOLDER]

Over the Word files with labels in FOLDER: for each criterion that a document has passages for, these are taken out of its words and of the
report, as if nothing of the criterion were there. The place of its first element is right where it is in the section of one of those
passages. Judged by phrases alone.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from procheck.checking import DEFAULT_PACK, check, find_judge
from procheck.documents.model import Document
from procheck.documents.opening import open_document
from procheck.judgement.model import CriterionFinding
from procheck.reports.model import Report
from procheck.reports.placing import places
from tests.bench.accuracy import GOLD


def is_right(criterion: CriterionFinding, report: Report, document: Document) -> bool:
    """Whether the criterion, had the document nothing of it, would be placed where the document has it."""
    gone = {evidence.paragraph - 1 for element in criterion.elements for evidence in element.evidence}
    first = criterion.elements[0]
    hidden = replace(criterion, status="not-met", elements=(replace(first, value="no", evidence=()),))
    rest = (
        replace(other, elements=tuple(replace(element, value="yes") for element in other.elements))
        for other in report.criteria
        if other.id != criterion.id
    )
    blank = (replace(block, text="-", cells=(), header=()) if number in gone else block for number, block in enumerate(document.blocks))
    place = places(replace(report, criteria=(hidden, *rest)), [replace(document, blocks=tuple(blank))])[first.id]
    return place.heading in {heading_of(document, number) for number in gone}


def heading_of(document: Document, number: int) -> int | None:
    """The heading that a block stands under."""
    return next((above for above in range(number, -1, -1) if document.blocks[above].kind == "heading"), None)


def main() -> None:
    """Print the share that is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD)
    folder = parser.parse_args().folder
    judge = find_judge(DEFAULT_PACK, scored=False)
    right = []
    for labels in sorted(folder.glob("*.labels.json")):
        document = open_document(labels.with_name(labels.name.replace(".labels.json", ".docx")))
        report = check([document], judge, submission=document.name, as_of=date(2026, 11, 22))
        found = [each for each in report.criteria if any(element.evidence for element in each.elements)]
        right += [is_right(criterion, report, document) for criterion in found]
    print(f"{len(right)} criteria: {sum(right) / len(right):.0%} placed in a section where the document has something of them")


if __name__ == "__main__":
    main()

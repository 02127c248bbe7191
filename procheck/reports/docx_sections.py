"""What stands in the Word report, section by section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence, Status
from procheck.reports import ordering, wording
from procheck.reports.docx_parts import (
    add_link,
    add_row,
    add_table,
    add_text,
    bookmark,
    box,
    new_paragraph,
    shade_cell,
    shade_run,
)
from procheck.reports.model import Report

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_COLOURS: dict[Status, tuple[str, str]] = {
    "contradicted": ("8C1024", "FCE8EA"),
    "not-met": ("8A3C00", "FEEEDE"),
    "partial": ("675000", "FCF3CD"),
    "met": ("0C5A30", "E2F4E9"),
    "not-applicable": ("4A5663", "E9EDF0"),
}
"""Letters and background: at least 4.5 to 1, and never without the words."""
_PERSON = ("4B2A86", "F0EAFB")


class SectionWriter:
    """Writes one report at the end of a document."""

    def __init__(self, document: Document, report: Report, number: int, *, below: bool) -> None:
        """`number` keeps the bookmarks of several reports apart; `below` puts all headings one level down."""
        self.document = document
        self.report = report
        self.number = number
        self.down = int(below)
        self.several = len(report.documents) > 1

    def write(self) -> None:
        """Every section, in the order in which a reader needs them."""
        self.summary()
        self.actions()
        if self.report.criteria:
            self.glance()
            self.findings()
        self.notes()
        self.documents()
        self.further()
        self.limits()

    def heading(self, text: str, level: int) -> Paragraph:
        """A heading; `level` is 1 for a section."""
        paragraph = new_paragraph(self.document, f"Heading {level + self.down}")
        add_text(paragraph, text)
        return paragraph

    def say(self, text: str, *, label: str = "", style: str = "", soft: bool = False) -> Paragraph:
        """A paragraph, with a bold label before it."""
        paragraph = new_paragraph(self.document, style)
        if label:
            add_text(paragraph, f"{label} ", bold=True)
        add_text(paragraph, text, soft=soft)
        return paragraph

    def mark(self, criterion: CriterionFinding) -> str:
        """The name of a criterion's bookmark: Word allows letters, digits and 40 characters."""
        return f"r{self.number}_{re.sub('[^A-Za-z0-9]', '_', criterion.id)}"[:40]

    def summary(self) -> None:
        """Counts, what was not read, who must look, what the report is not."""
        self.heading("Summary", 1)
        counts = self.report.counts()
        if not counts["not-applicable"]:
            del counts["not-applicable"]
        line = new_paragraph(self.document)
        add_text(line, wording.counts_sentence(self.report.counts()), bold=True).font.size = self._points(12)
        heads = [f"{wording.STATUS_SYMBOLS[status]} {wording.STATUS_WORDS[status]}" for status in counts]
        table = add_table(self.document, heads, [16.8 / len(counts)] * len(counts))
        for cell, (status, count) in zip(add_row(table), counts.items(), strict=True):
            ink, fill = _COLOURS[status]
            shade_cell(cell, fill)
            shade_run(run := add_text(cell.paragraphs[0], str(count), bold=True), fill, ink)
            run.font.size = self._points(18)
        self.say("")
        unread = ordering.unread(self.report)
        if unread:
            box(self.say(wording.UNREAD_MEANS, label=wording.UNREAD), *_COLOURS["contradicted"])
            for part in unread:
                where = f"{part.document}, {part.where}:" if part.where else f"{part.document}:"
                box(self.say(part.why, label=f"• {where}"), *_COLOURS["contradicted"])
            self.say("")
        people = [criterion for criterion in self.report.criteria if criterion.needs_review]
        if people:
            paragraph = self.say("Each says why: ", label=wording.person_sentence(self.report))
            for place, criterion in enumerate(people):
                add_text(paragraph, ", " if place else "")
                add_link(paragraph, criterion.id, self.mark(criterion))
            box(paragraph, *_PERSON)
        if wording.accepted_sentence(self.report):
            self.say(wording.accepted_sentence(self.report))
        self.say(f"{wording.SHORT_LIMITS} Its limits stand at the end.", soft=True)

    def actions(self) -> None:
        """The list of what to add, with columns for who and when."""
        groups = ordering.actions(self.report)
        if not groups:
            return
        self.heading("What to add", 1)
        self.say(f"{wording.ADVICE} The last two columns are yours to fill in.", soft=True)
        for group in groups:
            self.heading(f"{group.title} ({len(group.actions)})", 2)
            table = add_table(self.document, ["No.", wording.ADD, "Lead", "By when"], [1.1, 10.7, 2.5, 2.5])
            for action in group.actions:
                number, what, _, _ = add_row(table)
                add_text(number.paragraphs[0], str(action.number))
                add_link(
                    what.paragraphs[0], f"{action.criterion.id} {action.criterion.title}", self.mark(action.criterion)
                )
                if action.opposite:
                    opposite = new_paragraph(what, "Cell")
                    add_text(opposite, f"The document says: “{wording.clean(action.opposite.quote)}” ")
                    add_text(opposite, wording.place(action.opposite, several_documents=self.several), soft=True)
                add_text(new_paragraph(what, "Cell"), action.advice)

    def glance(self) -> None:
        """Every criterion on one page, with a column for the reviewer."""
        self.heading("Criteria at a glance", 1)
        table = add_table(
            self.document, ["Criterion", "Status", "A person should look", "Reviewer’s decision"], [6.8, 3.8, 3, 3.2]
        )
        for theme in ordering.by_theme(self.report):
            for criterion in theme.criteria:
                which, status, person, _ = add_row(table)
                add_link(which.paragraphs[0], f"{criterion.id} {criterion.title}", self.mark(criterion))
                self._badge(status.paragraphs[0], criterion.status)
                self._accepted_tag(status.paragraphs[0], criterion)
                add_text(
                    person.paragraphs[0], "Yes" if criterion.needs_review else "No", bold=bool(criterion.needs_review)
                )

    def findings(self) -> None:
        """Theme by theme, criterion by criterion."""
        self.heading("Findings", 1)
        for theme in ordering.by_theme(self.report):
            self.heading(theme.name, 2)
            for criterion in theme.criteria:
                self.finding(criterion)

    def finding(self, criterion: CriterionFinding) -> None:
        """One criterion: its status, its elements in a table, why it matters, what to ask."""
        title = self.heading(f"{criterion.id} {criterion.title}", 3)
        bookmark(title, self.mark(criterion), self.number * 1000 + self.report.criteria.index(criterion))
        status = new_paragraph(self.document)
        status.paragraph_format.keep_with_next = True
        self._badge(status, criterion.status)
        self._accepted_tag(status, criterion)
        if criterion.needs_review:
            reasons = " ".join(wording.sentence(reason) for reason in criterion.needs_review)
            person = self.say(reasons, label=f"{wording.PERSON}.")
            person.paragraph_format.keep_with_next = True
            box(person, *_PERSON)
        short = any(element.value != "yes" for element in criterion.elements)
        said = "What was found, and what to add" if short else "What was found"
        table = add_table(self.document, ["What is asked", said], [4.6, 12.2])
        for element in ordering.elements(criterion):
            asked, found = add_row(table)
            self._asked(asked, element)
            self._found(found, element)
        if criterion.why_it_matters:
            why = self.say(wording.sentence(criterion.why_it_matters), label="Why it matters.")
            why.paragraph_format.space_before = self._points(6)
            if criterion.source:
                add_text(why, f" Source: {wording.sentence(criterion.source)}", soft=True)
        if criterion.questions:
            ask = self.say("", label="Questions to ask")
            ask.paragraph_format.keep_with_next = True
            for question in criterion.questions:
                self.say(question, style="List Bullet")

    def notes(self) -> None:
        """Notes for the author, in groups."""
        groups = ordering.notes_by_kind(self.report)
        if not groups:
            return
        self.heading("Notes for the author", 1)
        self.say(wording.NOTES_MEAN, soft=True)
        for kind, remarks in groups:
            self.heading(wording.NOTE_WORDS[kind], 2)
            for remark in remarks:
                self.say(remark.message)
                for note in remark.examples:
                    quote = f"“{wording.clean(note.quote)}” " if note.quote else ""
                    where = wording.note_place(note, several_documents=self.several)
                    if quote or where:
                        add_text(self.say(quote, style="List Bullet"), where, soft=True)
                if remark.more:
                    self.say(remark.more, style="List Bullet", soft=True)

    def documents(self) -> None:
        """Facts about every document."""
        self.heading("Documents read", 1)
        for document in self.report.documents:
            self.heading(document.name, 2)
            table = add_table(self.document, ["Fact", "What was found"], [4, 12.8])
            for fact, value in ordering.facts(document, self.report):
                name, what = add_row(table)
                add_text(name.paragraphs[0], fact, bold=True)
                add_text(what.paragraphs[0], value)

    def further(self) -> None:
        """The passages that the findings only count."""
        rest = ordering.further_passages(self.report)
        if not rest:
            return
        self.heading("Further passages", 1)
        self.say("Passages found besides those shown with the findings, in the order of the document.", soft=True)
        table = add_table(self.document, ["Passage", "For"], [13.2, 3.6])
        for evidence, ids in rest:
            passage, which = add_row(table)
            add_text(passage.paragraphs[0], f"“{wording.clean(evidence.quote)}”")
            self._place(passage, evidence)
            add_text(which.paragraphs[0], ", ".join(ids))

    def limits(self) -> None:
        """What the report is not, and what its words mean."""
        self.heading("How to read this report, and its limits", 1)
        for limit in wording.limits(self.report):
            self.say(limit, style="List Bullet")
        table = add_table(self.document, ["Status", "What it means"], [4, 12.8])
        for status, meaning in wording.STATUS_MEANINGS.items():
            name, what = add_row(table)
            self._badge(name.paragraphs[0], status)
            add_text(what.paragraphs[0], wording.sentence(meaning))

    def _asked(self, cell: _Cell, element: ElementFinding) -> None:
        self._badge(cell.paragraphs[0], wording.VALUE_STATUS[element.value], wording.VALUE_WORDS[element.value])
        add_text(new_paragraph(cell, "Cell"), element.title)
        if not element.required:
            add_text(new_paragraph(cell, "Place"), f"({wording.EXTRA})")

    def _found(self, cell: _Cell, element: ElementFinding) -> None:
        """Why, the passages, what to add. The cell's first paragraph takes the first of them."""
        accepted = self.report.accepted_as(element.id)
        why, advice = wording.reason(element), ordering.advice(element, accepted)
        if why:
            add_text(cell.paragraphs[0], why)
        for evidence in ordering.shown(element):
            add_text(new_paragraph(cell, "Passage"), f"“{wording.clean(evidence.quote)}”")
            self._place(cell, evidence, wording.found(evidence))
        more = len(ordering.further(element))
        if more:
            counted = f"{wording.plural(more, 'more passage')}: see Further passages."
            add_text(new_paragraph(cell, "Place"), counted)
        if accepted:
            self._labelled(cell, wording.accepted_label(accepted), wording.accepted_words(accepted))
        if advice:
            self._labelled(cell, wording.ADD, advice)

    @staticmethod
    def _labelled(cell: _Cell, label: str, text: str) -> None:
        """A paragraph with a bold label; it takes the cell's first where that is all there is."""
        paragraph = new_paragraph(cell, "Cell") if cell.text else cell.paragraphs[0]
        add_text(paragraph, f"{label}: ", bold=True)
        add_text(paragraph, text)

    def _accepted_tag(self, paragraph: Paragraph, criterion: CriterionFinding) -> None:
        number = len(ordering.accepted_of(criterion, self.report))
        if number:
            add_text(paragraph, f" {number} accepted", soft=True)

    def _place(self, cell: _Cell, evidence: Evidence, found: str = "") -> None:
        paragraph = new_paragraph(cell, "Place")
        add_text(paragraph, wording.place(evidence, several_documents=self.several), bold=True)
        read = ["; ".join(wording.reading(evidence)), wording.because(evidence).rstrip("."), found]
        add_text(paragraph, f" · {'. '.join(filter(None, read))}")

    @staticmethod
    def _badge(paragraph: Paragraph, status: Status, text: str = "") -> None:
        ink, fill = _COLOURS[status]
        # No-break spaces give the colour room on either side of the words.
        run = paragraph.add_run(
            f"\u00a0{wording.STATUS_SYMBOLS[status]}\u00a0{text or wording.STATUS_WORDS[status]}\u00a0"
        )
        run.bold = True
        shade_run(run, fill, ink)

    @staticmethod
    def _points(size: float) -> Length:
        from docx.shared import Pt

        return Pt(size)

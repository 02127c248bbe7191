"""The board report, as a Word file and as a web page, both from one template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from procheck.audit.anonymising import scrubber
from procheck.audit.model import Audit
from procheck.audit.outputs import overview, page, report_passages, report_rounds, report_tables, word, words
from procheck.audit.outputs.blocks import Block, Bullet, Span, Turn
from procheck.audit.outputs.templates import Templates
from procheck.reports import wording
from procheck.reports.model import Report

WORD, PAGE, TEMPLATE = "board-report.docx", "board-report.html", "board-report.md"


@dataclass(frozen=True, slots=True)
class Sums:
    """The figures that the report's first page tells. Templates use them as `sums`."""

    agencies: int
    judged: int
    documents: int
    pages: int
    words: int
    ratings: int
    """Ratings that have a rank: neither set aside nor not judged."""
    decided: int
    to_look_at: int
    opposed: int
    opposed_agencies: int
    unread: int
    unread_agencies: int
    self_scored: int
    overrated: int
    """Self-scores that are better than the rating."""
    better: int
    worse: int


def write(audit: Audit, folder: Path, templates: Path | None) -> list[Path]:
    """Writes both files into `folder`. Raises TemplateProblem, and OSError where a file cannot be written."""
    found = Templates(templates)
    blocks = made(audit, found)
    paths = [folder / WORD, folder / PAGE]
    paths[0].write_bytes(as_word(audit, blocks, found))
    paths[1].write_bytes(as_page(audit, blocks, found))
    return paths


def made(audit: Audit, templates: Templates) -> tuple[Block, ...]:
    """The report as blocks."""
    scrub = scrubber(audit)
    standings = [each for each in overview.standings(audit) if each.judged]
    parts: Mapping[str, tuple[Block, ...]] = {
        "standings": report_tables.standings(audit),
        "matrix": report_tables.matrix(audit),
        "gaps": report_passages.gaps(audit, scrub),
        "contradictions": report_tables.contradictions(audit),
        "self-scores": report_rounds.self_scores(audit),
        "unread": report_tables.unread(audit),
        "questions": report_passages.questions(audit),
        "movement": report_rounds.movement(audit),
        "actions": report_rounds.actions(audit),
        "decisions": report_rounds.decisions(audit),
        "documents": report_tables.documents(audit),
        "limits": tuple(Bullet((Span(limit),)) for limit in _limits(audit)),
        "wide": (Turn(True),),
        "upright": (Turn(False),),
    }
    return templates.blocks(
        TEMPLATE,
        parts,
        audit=audit,
        sums=sums(audit),
        has={name: bool(blocks) for name, blocks in parts.items()},
        strongest=[_share(audit, each) for each in standings[::-1] if each.best][:3],
        weakest=[_share(audit, each) for each in standings if each.best < each.judged][:3],
        problems=_problems(audit),
        scale=[(words.badge(audit.scale, rating.word), rating.meaning or _meaning(audit, rating.word)) for rating in audit.scale.ratings],
    )


def as_word(audit: Audit, blocks: tuple[Block, ...], templates: Templates) -> bytes:
    """The blocks as a Word file on the board's own base file, or ours."""
    base = templates.path(WORD)
    assert base is not None
    return word.letter_or_report(
        blocks, base, title=_title(audit), board=audit.board.name, logo=audit.board.logo, as_of=audit.as_of, author=_author(audit)
    )


def as_page(audit: Audit, blocks: tuple[Block, ...], templates: Templates) -> bytes:
    """The blocks as a web page, with the board's own style after ours."""
    style = templates.path("board-report.css")
    return page.render(
        blocks,
        logo=audit.board.logo,
        footer=f"Made offline by procheck {audit.procheck}. {wording.SHORT_LIMITS}",
        css=style.read_text(encoding="utf-8-sig", errors="replace") if style else "",
    )


def sums(audit: Audit) -> Sums:
    """The figures of the first page."""
    cells = [cell for _, cell in overview.agency_cells(audit)]
    documents = [document for submission in audit.submissions if submission.report for document in submission.report.documents]
    opposed, unread = overview.opposites(audit), overview.unread(audit)
    movements = [cell.movement.kind for cell in cells if cell.movement]
    return Sums(
        agencies=len(audit.submissions),
        judged=overview.judged(audit),
        documents=len(documents),
        pages=sum(document.pages or 0 for document in documents),
        words=sum(document.words for document in documents),
        ratings=sum(audit.scale.rank(cell.final) is not None for cell in cells),
        decided=sum(bool(cell.to_fill_in[0]) for cell in cells),
        to_look_at=sum(bool(cell.needs_person) for cell in cells),
        opposed=len(opposed),
        opposed_agencies=len({each.submission.agency.id for each in opposed}),
        unread=len(unread),
        unread_agencies=len({part.agency for part in unread}),
        self_scored=sum(cell.difference is not None for cell in cells),
        overrated=sum((cell.difference or 0) > 0 for cell in cells),
        better=movements.count("better"),
        worse=movements.count("worse"),
    )


def _share(audit: Audit, standing: overview.Standing) -> str:
    """ "Clear roles (3 of 5 rated Green)"."""
    return f"{standing.criterion.title} ({standing.best} of {standing.judged} rated {words.good_words(audit.scale)})"


def _problems(audit: Audit) -> list[str]:
    """What was wrong with what was given, besides what the table of unread parts tells."""
    told = {part.why for part in overview.unread(audit)}
    return [problem for problem in audit.problems if problem not in told]


def _meaning(audit: Audit, word: str) -> str:
    """What a word means, in procheck's terms, where the board says nothing of it."""
    statuses = next(rating.statuses for rating in audit.scale.ratings if rating.word == word)
    if not statuses:
        return "given by a person only"
    return "; or ".join(wording.STATUS_MEANINGS[status] for status in statuses)


def _limits(audit: Audit) -> tuple[str, ...]:
    """What every report must say of itself."""
    empty = Report("", audit.as_of, audit.procheck, audit.pack, (), ())
    return wording.limits(empty)


def _title(audit: Audit) -> str:
    return ", ".join(filter(None, [audit.title, audit.round]))


def _author(audit: Audit) -> str:
    return audit.board.name or f"procheck {audit.procheck}"

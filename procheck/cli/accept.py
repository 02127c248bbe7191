"""`procheck accept`: the author's record that a thing is dealt with elsewhere or does not apply."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from procheck.cli.options import PACK, folded, unknown
from procheck.cli.reading import reading_options

if TYPE_CHECKING:
    from procheck.acceptance.model import RecordFile
    from procheck.criteria.model import Element, Pack
    from procheck.documents.isolated import IsolatedReader

_DAY = click.DateTime(["%Y-%m-%d"])
UNREAD = 3


@click.command(short_help="Record that something is dealt with elsewhere or does not apply.")
@click.argument("draft", type=click.Path(path_type=Path), metavar="DRAFT")
@click.argument("element", required=False, metavar="[ELEMENT]")
@click.option("--reason", metavar="TEXT", help="Why it is accepted, in a sentence.")
@click.option("--document", "elsewhere", default="", metavar="TEXT", help='Where it is dealt with: "Behaviour policy, s.4".')
@click.option("--until", type=_DAY, metavar="DATE", help="Last day on which the record holds (YYYY-MM-DD).")
@click.option("--by", default="", metavar="NAME", help="Who accepts it.")
@click.option("--list", "listing", is_flag=True, help="Show what is recorded for DRAFT.")
@click.option("--remove", is_flag=True, help="Take the record of ELEMENT out.")
@PACK
@click.option("--today", type=_DAY, metavar="DATE", help="Day that the record is dated by (YYYY-MM-DD); today if left out.")
@reading_options
def accept(
    draft: Path,
    element: str | None,
    reason: str | None,
    elsewhere: str,
    until: datetime | None,
    by: str,
    listing: bool,
    remove: bool,
    pack: str,
    today: datetime | None,
    reader: IsolatedReader,
) -> None:
    """Record that DRAFT need not say what ELEMENT asks for, because another document does or because it does not apply.

    The record stands in a small file beside the draft, DRAFT.accepted.yaml, which survives edits and new names of the draft. Reports then
    show the element as accepted, with the reason; it is still counted as a gap and never as met. Ids of elements (such as PC1.inform)
    stand in "procheck criteria list" and in reports.

    Exit status: 0 done, 2 could not run, 3 the draft could not be read.
    """
    from procheck.acceptance import recording
    from procheck.acceptance.finding import find
    from procheck.acceptance.model import Record
    from procheck.checking import find_pack
    from procheck.documents.errors import UnreadableDocument

    _check_usage(element, reason, listing=listing, remove=remove)
    as_of = today.date() if today else date.today()
    if until and until.date() < as_of:
        raise click.UsageError(f"--until {until.date()} is past: give a day to come, or leave it out.")
    criteria = find_pack(pack)
    try:
        document = reader.open(draft)
    except UnreadableDocument as error:
        click.echo(f"procheck: {error}", err=True)
        raise SystemExit(UNREAD) from None
    if element is None:
        found = find(draft, document.text)
        _show(found.file, found.remark, criteria, as_of, draft)
        return
    if remove:
        written = recording.remove(draft, document, element)
        if written is None:
            raise click.UsageError(f"nothing is recorded for {element}: see procheck accept {draft.name} --list.")
        _tell_move(written.moved_from, written.path)
        last = "" if written.file.records else ", and the file with it: it was the last record"
        click.echo(f"{element} is taken out of {written.path.name}{last}.")
        return
    asked = _element(element, criteria, pack)
    written = recording.record(
        draft,
        document,
        Record(asked.id, reason or "", asked.title, elsewhere, until.date() if until else None, as_of, by, criteria.id),
    )
    _tell_move(written.moved_from, written.path)
    click.echo(f"Recorded in {written.path.name}: {asked.id} {asked.title}")
    click.echo("Reports now show it as accepted, with your reason. It is still counted as a gap.")


def _check_usage(element: str | None, reason: str | None, *, listing: bool, remove: bool) -> None:
    if listing and (element or reason or remove):
        raise click.UsageError("--list goes with no element and no other option: it shows all records.")
    if listing:
        return
    if element is None:
        raise click.UsageError("say which element (such as PC1.inform), or --list what is recorded.")
    if remove and reason:
        raise click.UsageError("--remove takes a record out: leave --reason away.")
    if not remove and not (reason or "").strip():
        raise click.UsageError(f'say why {element} is accepted: --reason "Parents are told as the Behaviour policy says".')


def _element(id: str, pack: Pack, name: str) -> Element:
    element = pack.element(id)
    if element is not None:
        return element
    criterion = pack.criterion(id)
    if criterion is None:
        raise unknown(id, name)
    if len(criterion.elements) == 1:
        return criterion.elements[0]
    raise click.UsageError(f"{id} asks for several things: accept them one by one: {', '.join(each.id for each in criterion.elements)}.")


def _tell_move(moved_from: str, path: Path) -> None:
    if moved_from:
        click.echo(f"{moved_from} is now {path.name}, because the draft was renamed.")


def _show(file: RecordFile | None, remark: str, pack: Pack, as_of: date, draft: Path) -> None:
    """The records, one after another."""
    from procheck.reports.wording import clean, day, plural

    if remark:
        click.echo(folded(remark, 0, hang=0))
    if file is None:
        click.echo(f"Nothing is recorded for {clean(draft.name)}.")
        return
    click.echo(f"{clean(file.name)}: {plural(len(file.records), 'record')}")
    for record in sorted(file.records, key=lambda each: each.element):
        known = pack.element(record.element)
        click.echo()
        click.echo(folded(clean(f"{record.element} {known.title if known else record.title}"), 0))
        click.echo(folded(clean(f"Reason: {record.reason}"), 2))
        if record.document:
            click.echo(folded(clean(f"Dealt with in: {record.document}"), 2))
        if record.until:
            past = " (past: no longer accepted)" if record.until < as_of else ""
            click.echo(f"  Until: {day(record.until.isoformat())}{past}")
        if record.recorded:
            by = f" by {clean(record.by)}" if record.by else ""
            click.echo(f"  Recorded: {day(record.recorded.isoformat())}{by}")
        if known is None and record.criteria in ("", pack.id):
            click.echo("  The criteria have no such element: remove the record.")

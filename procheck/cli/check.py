"""`procheck check`: documents in, gap reports out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from procheck.cli import options
from procheck.cli.destination import form_for, write
from procheck.cli.options import GLOSSARY, NO_ACCEPTED, NO_SCORER, PACK
from procheck.cli.reading import reading_options
from procheck.reports import FORMS

if TYPE_CHECKING:
    from procheck.acceptance.model import RecordFile
    from procheck.documents.isolated import IsolatedReader
    from procheck.documents.model import Document
    from procheck.reports.model import Report

ALL_MET, FALLS_SHORT, COULD_NOT_RUN, UNREAD = 0, 1, 2, 3


@click.command(short_help="Test documents against the criteria and report what falls short.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--together", metavar="NAME", help="Judge all the documents as one submission called NAME.")
@click.option("--format", "form", type=click.Choice(FORMS), help="Form of the report; by the suffix of -o if left out.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH",
    help="Write to this file, or, for several submissions, to files in this folder.",
)  # fmt: skip
@PACK
@GLOSSARY
@options.today()
@NO_SCORER
@NO_ACCEPTED
@reading_options
def check(
    paths: tuple[Path, ...],
    together: str | None,
    form: str | None,
    output: Path | None,
    pack: str,
    glossary: Path | None,
    today: datetime | None,
    no_scorer: bool,
    no_accepted: bool,
    reader: IsolatedReader,
) -> None:
    """Test documents against the criteria and report what falls short.

    Each PATH is a document (Word, PDF, HTML, Markdown, plain text) or a folder of them. Several documents are several
    submissions, each with its own report, unless --together says that they belong together.

    Exit status: 0 all criteria met, 1 something falls short, 2 could not run, 3 some document could not be read.
    """
    from procheck.acceptance.finding import check_files, find
    from procheck.checking import check as check_documents
    from procheck.checking import find_judge
    from procheck.documents.errors import UnreadableDocument
    from procheck.documents.finding import find_documents

    chosen = form_for(form, output)
    files = find_documents(paths)
    if not files:
        raise click.UsageError(f"no documents in {', '.join(map(str, paths))}: give a document or a folder of them.")
    if not no_accepted:
        check_files(files)
    judge = find_judge(pack, glossary, scored=not no_scorer)
    as_of = today.date() if today else date.today()
    unreadable: list[UnreadableDocument] = []
    reports: list[Report] = []
    documents: list[Document] = []
    held: list[RecordFile] = []
    said: list[str] = []
    names = submission_names(files)
    for path in _progress(files):
        try:
            document = reader.open(path)
        except UnreadableDocument as error:
            unreadable.append(error)
            continue
        found = None if no_accepted else find(path, document.text)
        said += found.said if found else ()
        records = found.records if found else ()
        if together:
            documents.append(document)
            held += records
        else:
            reports.append(check_documents([document], judge, submission=names[path], as_of=as_of, accepted=records))
    if documents and together:
        report = check_documents(documents, judge, submission=together, as_of=as_of, unreadable=unreadable, accepted=held)
        reports.append(report)
    if reports:
        write(reports, chosen, output, several=len(files) > 1 and not together)
    for sentence in [*dict.fromkeys(said), *unreadable]:
        click.echo(f"procheck: {sentence}", err=True)
    sys.exit(UNREAD if unreadable else FALLS_SHORT if any(report.falls_short for report in reports) else ALL_MET)


def _progress(files: Sequence[Path]) -> Iterator[Path]:
    """The files in turn, with a progress bar on a terminal where there is more than one."""
    if len(files) < 2 or not sys.stderr.isatty():
        yield from files
        return
    with click.progressbar(
        files, label="Checking", file=sys.stderr, item_show_func=lambda path: path.name if path else ""
    ) as bar:
        yield from bar


def submission_names(files: Sequence[Path]) -> dict[Path, str]:
    """Each file's submission name: its own without suffix, or as much of its path as tells it from the others."""
    names: dict[Path, str] = {}
    for path in files:
        name = path.stem
        if sum(other.stem == name for other in files) > 1:
            name = path.name
        if sum(other.name == path.name for other in files) > 1:
            name = " - ".join([*path.parent.parts[-1:], path.name])
        while name in names.values():
            name += "'"
        names[path] = name
    return names

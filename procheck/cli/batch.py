"""`procheck batch`: thousands of documents, overnight."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import click

from procheck.cli import options
from procheck.cli.options import GLOSSARY, NO_SCORER, PACK
from procheck.cli.reading import MAX_EXPANDED, MAX_PAGES, MAX_SIZE, OCR, check_ocr
from procheck.documents.safety import MEGABYTE

ALL_MET, FALLS_SHORT, COULD_NOT_RUN, UNREAD, STOPPED = 0, 1, 2, 3, 130


@click.command(short_help="Judge thousands of documents, in a run that survives anything.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="RESULTS",
              help="Folder for the results and the journal. The same folder goes on where it was left.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 4096), metavar="N", show_default="one for each core, or all of a cluster",
              help="Documents judged side by side.")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS",
              help="Judge on the Dask cluster with its scheduler at this address, such as tcp://192.168.1.20:8786.")  # fmt: skip
@click.option("--send", type=click.Choice(["path", "content"]), default="path", show_default=True,
              help="With --scheduler: how documents travel. By path, all computers must find them under the same one.")  # fmt: skip
@click.option("--timeout", "seconds", metavar="S", type=click.FloatRange(min=0, min_open=True), default=300, show_default=True,
              help="Give up a document that takes longer than this many seconds.")  # fmt: skip
@click.option("--memory", metavar="MB", type=click.IntRange(min=256), default=2048, show_default=True,
              help="Give up a document that needs more memory than this.")  # fmt: skip
@click.option("--retry", type=click.Choice(["failed"]), help="Try again what could not be read in an earlier run.")
@click.option("--plan", "is_plan", is_flag=True, help="Only say how long it will take and what it will cost, from measured rates.")
@click.option("--documents", type=click.IntRange(min=1), metavar="N", help="With --plan: for N documents like these.")
@click.option("--price", type=click.FloatRange(min=0), metavar="P", help="With --plan: the price of one worker for an hour.")
@PACK
@GLOSSARY
@options.today("Date that reviews are overdue by (YYYY-MM-DD); the day on which the batch began if left out.")
@NO_SCORER
@click.option("--no-pages", is_flag=True, help="Write no page for each document, only its JSON report.")
@OCR
@MAX_SIZE
@MAX_EXPANDED
@MAX_PAGES
def batch(
    paths: tuple[str, ...],
    folder: Path,
    workers: int | None,
    scheduler: str | None,
    send: Literal["path", "content"],
    seconds: float,
    memory: int,
    retry: str | None,
    is_plan: bool,
    documents: int | None,
    price: float | None,
    pack: str,
    glossary: Path | None,
    today: datetime | None,
    no_scorer: bool,
    no_pages: bool,
    ocr: bool,
    max_size: int,
    max_expanded: int,
    max_pages: int,
) -> None:
    """Judge thousands of documents, in a run that survives anything.

    Each PATH is a document, a folder, @LIST.txt with a path on each line, or a CSV table with a column "path", perhaps one "id", and
    others that are carried to the results. Each document is judged by itself, in a process that can be ended. Stop it with Ctrl-C, or
    lose it to a power cut: the same command goes on from there.

    Exit status: 0 all criteria met, 1 something falls short, 2 could not run, 3 some document could not be read, 130 stopped.
    """
    from procheck.batch import cluster
    from procheck.batch.inputs import ListError
    from procheck.batch.journal import JournalError
    from procheck.batch.judging import Judging
    from procheck.batch.model import CannotJudge, Effort
    from procheck.batch.planning import plan
    from procheck.batch.pool import Pool
    from procheck.batch.running import DiskFull, NothingToDo, Order, run
    from procheck.batch.stopping import Stopping
    from procheck.batch.telling import Teller, summary
    from procheck.cli import stop
    from procheck.documents.safety import Limits

    check_ocr(ocr)
    limits = Limits(
        file_bytes=max_size * MEGABYTE, expanded_bytes=max_expanded * MEGABYTE, pages=max_pages,
        seconds=seconds, memory_bytes=memory * MEGABYTE,
    )  # fmt: skip
    how = Judging(pack, today.date() if today else date.today(), glossary, not no_scorer, limits, ocr, not no_pages)
    try:
        many = workers or (cluster.threads(scheduler) if scheduler else os.cpu_count() or 1)
        order = Order(paths, folder, how, Effort(many, seconds, memory * MEGABYTE), retry == "failed", today.date() if today else None)
        pools = cluster.on(scheduler, send, most=workers, say=lambda line: teller.say(line)) if scheduler else Pool
        if is_plan:
            teller = Teller()
            for line in plan(order, documents=documents, price=price, say=teller.say, pools=pools).lines():
                click.echo(line)
            return
        stopping = Stopping(lambda line: teller.say(line))
        teller = Teller(on_start=stopping.watches)
        with stopping.listening():
            outcome = run(order, teller, pools)
    except (NothingToDo, ListError, JournalError, CannotJudge, DiskFull) as error:
        stop(str(error))
    except KeyboardInterrupt:
        click.echo("\nStopped at once. Nothing is lost: give the same command again to go on.", err=True)
        sys.exit(STOPPED)
    teller.clear()
    for line in summary(outcome, folder):
        click.echo(line)
    tally = outcome.tally
    sys.exit(STOPPED if tally.waiting else UNREAD if tally.unreadable else FALLS_SHORT if tally.falling_short else ALL_MET)

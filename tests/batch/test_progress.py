"""Rates, times and plans in words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from procheck.batch.model import Effort
from procheck.batch.planning import Measured, Plan, plan
from procheck.batch.progress import Pace, Progress, duration, rate
from procheck.batch.results import Tally
from procheck.batch.running import Outcome
from procheck.batch.stopping import Stopping
from procheck.batch.telling import Teller, summary
from tests.batch.building import Here, done, order


def test_progress_tells_rate_time_left_and_counts() -> None:
    """The rate is of the last documents; what an earlier run did counts as done, and not for the rate."""
    clock: Iterator[float] = iter([0.0, 0.5, 1.0])
    pace = Pace(1010, done=8, unreadable=1, clock=lambda: next(clock))
    assert "8 of 1,010 documents, 1 could not be read" == str(pace.now())
    pace.count(unreadable=False)

    assert "10 of 1,010 documents, 2.0 a second, 8 minutes left, 2 could not be read" == str(pace.count(unreadable=True))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1, "1 second"), (89.4, "89 seconds"), (120, "2 minutes"), (5400, "1 h 30 min"), (36_060, "10 h 1 min")],
)
def test_durations(seconds: float, words: str) -> None:
    """As a person says them."""
    assert words == duration(seconds)


@pytest.mark.parametrize(("per_second", "words"), [(2.44, "2.4 a second"), (0.5, "30 a minute"), (0.01, "36 an hour")])
def test_rates(per_second: float, words: str) -> None:
    """As a person says them."""
    assert words == rate(per_second)


def test_a_plan_tells_time_and_cost() -> None:
    """From measured seconds of one worker, with how far it may be out."""
    made = Plan(10_000, 4, Measured(100, 0.9, 0.05, 3, "100 documents of this batch were judged before"), 0.06)

    assert [
        "10,000 documents on 4 workers: about 38 minutes (between 33 minutes and 42 minutes).",
        "100 documents of this batch were judged before: 0.90 seconds of one worker for a document, 3 of them could not be read.",
        "Cost: 0.15, at 0.06 for an hour of one worker.",
    ] == made.lines()[:3]


def test_a_plan_goes_by_what_was_judged_before(tmp_path: Path) -> None:
    """Where enough documents were, none is judged for it."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    for number in range(21):
        (folder / f"{number}.md").write_text(str(number) if number else "")
    wanted = order(tmp_path, folder)
    done(wanted)

    made = plan(wanted, documents=500, price=None, say=pytest.fail)

    assert (500, 21, 1, None) == (made.documents, made.measured.documents, made.measured.unreadable, made.cost)


def test_a_plan_judges_a_few_where_nothing_is_known(tmp_path: Path) -> None:
    """It says so, and leaves no results behind."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.md").write_text(f"# Policy {number}\n\nThe lead refers to social care.")
    said: list[str] = []

    made = plan(order(tmp_path, folder, effort=Effort(2)), documents=None, price=1.5, say=said.append)

    assert (3, 3, 2) == (made.documents, made.measured.documents, made.workers)
    assert made.measured.mean > 0 and made.cost and "3 are judged now" in said[0]
    assert not (tmp_path / "results").exists()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_has_one_line_that_changes() -> None:
    """A log has a line now and then, and the last one."""
    screen, log = _Terminal(), io.StringIO()
    for out in (screen, log):
        teller = Teller(out)
        teller.stage("judging", 0, 3)
        for number in (1, 2, 3):
            teller.progress(Progress(number, 3, 0, 1.0))
        teller.clear()

    assert "\n" not in screen.getvalue() and screen.getvalue().endswith("\r\x1b[K")
    assert ["Judging: 0 of 3 documents", "3 of 3 documents, 1.0 a second"] == log.getvalue().splitlines()


def test_the_last_words_tell_first_what_could_not_be_read() -> None:
    """With causes, at most ten, and where the others are."""
    tally = Tally(20, 8, 12, 0, 5, 1, 2, [f"{number}.doc is old: save it again." for number in range(10)], "abc")

    lines = summary(Outcome(tally, 20), Path("out"))

    assert "12 documents could not be read, and must be looked at by a person:" == lines[0]
    assert "  and 2 more: see out/unreadable.csv" == lines[11]
    assert "8 documents judged: 1 contradicts a criterion, 5 fall short of some, 2 need a person's look." == lines[13]
    assert lines[-1].endswith("abc")


def test_ctrl_c_finishes_and_twice_ends() -> None:
    """The first asks what judges to take no more; the second, or the first before anything is judged, ends all."""
    import signal

    said: list[str] = []
    # Not every runner lets Ctrl-C through to what it starts.
    before = signal.getsignal(signal.SIGINT)
    here = Here()
    stopping = Stopping(said.append)
    with stopping.listening():
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        here._more = True
        stopping.watches(here)
        signal.raise_signal(signal.SIGINT)
        assert not here._more and "Ctrl-C again stops at once" in said[0]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_the_first_plan_of_missing_documents_says_so(tmp_path: Path) -> None:
    """Documents that are not there take no time, and are counted as unreadable."""
    made = plan(order(tmp_path, tmp_path / "gone.pdf"), documents=None, price=None, say=lambda line: None)

    assert (0, 1) == (made.measured.documents, made.measured.unreadable)

from procheck.reports import watched
from procheck.reports.paper import Paper
from tests.reports import fake
from tests.reports.fake_comparison import accepted, changed, hostile, same


def test_first_every_gap_in_a_line() -> None:
    """Watching begins with the counts and each gap in one line, most serious first, and says how it goes on."""
    made = watched.first(accepted(), "policy.docx", "09:30:00", Paper())
    assert made.startswith("09:30:00 policy.docx: 3 contradicted")
    assert made.index("✗ AT1.report") < made.index("○ WC2.patterns") < made.index("◐ WC1.own-safeguarding")
    assert "Not everything could be read." in made and "1 gap is accepted" in made.replace("\n", " ")
    assert made.endswith("Save the draft and it is checked again. Ctrl-C ends.\n")
    assert max(map(len, made.split("\n"))) <= 80


def test_then_what_changed() -> None:
    """After a save the changes come with their words, and in short what changed since the beginning."""
    made = watched.changed(changed(), same(), "09:31:00", Paper())
    assert made.startswith("09:31:00 Saved: 2 new gaps, 1 worse, 1 better, 2 closed. Now 1 contradicted")
    assert "▼ NEW GAP WC1.recognise" in made and "XXXX Council" in made
    assert "Since you began: every finding is as it was." in made


def test_nothing_changed() -> None:
    """A save that changed no finding, or no word, is answered in a line."""
    assert watched.changed(same(), None, "09:31:00", Paper()).startswith("09:31:00 Saved. Every finding is as before. Now 1 contradicted")
    assert watched.same("09:31:00", Paper()) == "09:31:00 Saved. The words are as they were.\n"


def test_a_terminal_is_safe() -> None:
    """No escape sequence of a document reaches the terminal."""
    for made in (watched.first(fake.hostile(), fake.HOSTILE, "09:00:00", Paper()), watched.changed(hostile(), None, "09:00:00", Paper())):
        assert "\x1b" not in made and "\u202e" not in made

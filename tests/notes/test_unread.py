"""What could not be read."""

from procheck.documents.model import Unread
from procheck.notes import notes
from tests.notes.building import TODAY, document


def test_alike_things_are_one_note_with_their_pages() -> None:
    """Pictures that could not be read for one reason are told together."""
    why = "a picture with no text layer: perhaps a flowchart"
    found = notes(
        document("# Policy", unread=(Unread("image", why, 4), Unread("image", why, 9), Unread("page", "scanned", 2))),
        TODAY,
    )
    assert [
        f"2 pictures on pages 4 and 9 could not be read: {why}. What they say was not judged, so a person should look.",
        "A page on page 2 could not be read: scanned. What it says was not judged, so a person should look.",
    ] == [note.message for note in found]
    assert [4, 2] == [note.page for note in found]

"""Finding the bank's statements that a passage is most like."""

from __future__ import annotations

from pathlib import Path

import numpy

from procheck.scoring.neighbours import Neighbour, Neighbours, write

STATEMENTS = [
    ("A.one", "says", "Refer at once."),
    ("A.one", "says", "Record what was said."),
    ("A.one", "contradicts", "Do not refer."),
    ("B.two", "says", "Refer today."),
]
VECTORS = numpy.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8], [0.8, 0.6]])


def test_the_most_alike_of_the_element_and_stance_come_first(tmp_path: Path) -> None:
    """Only statements of the same element and stance are named, most alike first, with their cosine."""
    write(tmp_path, STATEMENTS, VECTORS)  # type: ignore[arg-type]
    found = Neighbours(tmp_path).nearest("A.one", "says", [0.8, 0.6])
    assert found == (Neighbour("Refer at once.", 0.8), Neighbour("Record what was said.", 0.6))


def test_the_number_asked_for_is_not_passed(tmp_path: Path) -> None:
    """No more statements are named than were asked for."""
    write(tmp_path, STATEMENTS, VECTORS)  # type: ignore[arg-type]
    assert len(Neighbours(tmp_path).nearest("A.one", "says", [0.8, 0.6], most=1)) == 1


def test_an_unknown_element_has_no_neighbours(tmp_path: Path) -> None:
    """An element with no statement in the bank is like nothing."""
    write(tmp_path, STATEMENTS, VECTORS)  # type: ignore[arg-type]
    assert Neighbours(tmp_path).nearest("C.three", "says", [1.0, 0.0]) == ()


def test_without_files_nothing_is_near(tmp_path: Path) -> None:
    """An installation without the bank's embeddings still works, and names none."""
    assert Neighbours(tmp_path).nearest("A.one", "says", [1.0, 0.0]) == ()

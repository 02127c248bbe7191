"""Why a file could not be read: one sentence for the person who asked."""

from __future__ import annotations


class UnreadableDocument(Exception):
    """A file that cannot be read at all.

    `str(error)` is one sentence naming the file, what is wrong and what to do:
    "minutes.doc is an old Word file (.doc), which procheck cannot read: open it in Word and save it as .docx."
    """

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name} {problem}: {remedy}.")
        self.name = name
        """The file's own name."""
        self.problem = problem
        """What is wrong, as it follows the name: "is protected by a password"."""
        self.remedy = remedy
        """What to do: "save a copy without the password and check that"."""

    def __reduce__(self) -> tuple[type[UnreadableDocument], tuple[str, str, str]]:
        # An exception is otherwise copied between processes by its one sentence, which is not what it is made from.
        return type(self), (self.name, self.problem, self.remedy)


class NoWords(UnreadableDocument):
    """A document of pages that a person can read and a program cannot: scans, drawn letters, fonts without letters."""

    def __init__(self, name: str, problem: str, remedy: str, pages: int) -> None:
        super().__init__(name, problem, remedy)
        self.pages = pages
        """How many pages it has."""

    def __reduce__(self) -> tuple[type[NoWords], tuple[str, str, str, int]]:  # type: ignore[override]
        return type(self), (self.name, self.problem, self.remedy, self.pages)

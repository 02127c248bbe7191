"""Fields taken out of JSON that is not trusted, each checked for its kind."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

HOW_TO_MAKE = "make one with: procheck check POLICY.docx -o REPORT.json"
_Made = TypeVar("_Made")


class DamagedReport(ValueError):
    """A file that is no JSON report; `str(error)` is what is wrong and what to do, as it follows the file's name."""


def short(found: object) -> str:
    """What was found, cut to what a message has room for."""
    return str(found)[:100]


class Fields:
    """One object of the report; each method takes a field out, or says what is wrong with it."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise DamagedReport(f"is damaged ({where} is not an object): {HOW_TO_MAKE}")
        self._value: dict[str, Any] = value
        self._where = where

    def _wrong(self, key: str, wanted: str) -> DamagedReport:
        return DamagedReport(f"is damaged ('{key}' of {short(self._where)} is not {wanted}): {HOW_TO_MAKE}")

    def text(self, key: str, *, needed: bool = False) -> str:
        """A string; "" where it is absent or null, unless it is needed."""
        value = self._value.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str):
            raise self._wrong(key, "text")
        return value

    def maybe(self, key: str) -> str | None:
        """A string, or None."""
        return self.text(key) or None

    def number(self, key: str) -> int | None:
        """A whole number, or None."""
        value = self._value.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self._wrong(key, "a whole number")
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._value.get(key)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def one_of(self, key: str, known: Collection[str], default: str = "") -> Any:
        """One of the words `known`; where it is absent `default`, if there is one."""
        value = self._value.get(key, default)
        if value not in known:
            raise self._wrong(key, f"one of {', '.join(known)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        value = self._value.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def inner(self, key: str) -> Fields:
        """An object."""
        return Fields(self._value.get(key), f"'{key}'")

    def each(self, key: str, made: Callable[[Fields], _Made]) -> tuple[_Made, ...]:
        """A list of objects, each as `made` makes of it."""
        value = self._value.get(key, [])
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        return tuple(made(Fields(item, f"an item of '{key}'")) for item in value)

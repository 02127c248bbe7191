"""Where concepts stand in a statement, kept small: a long document has tens of thousands of statements at a time."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterator, Mapping

from procheck.language.terms import Hits, Span

_NUMBERS: dict[str, int] = {}
"""Name -> its number, given in the order in which names are first met; never more than there are concepts."""
_NAMES: list[str] = []


class PackedHits(Mapping[str, list[Span]]):
    """Names and spans as `Hits` has them and in the same order, in a tenth of the memory; each is unpacked when asked for."""

    __slots__ = ("_ends", "_numbers", "_positions")

    def __init__(self, hits: Mapping[str, list[Span]]) -> None:
        self._numbers = _packed([_number(name) for name in hits])
        self._positions = _packed([position for spans in hits.values() for span in spans for position in span])
        self._ends = _packed(list(itertools.accumulate(2 * len(spans) for spans in hits.values())))

    def unpacked(self) -> Hits:
        """The same as a dictionary."""
        return {_NAMES[number]: self._spans(place) for place, number in enumerate(self._numbers)}

    def __getitem__(self, name: str) -> list[Span]:
        try:
            return self._spans(self._numbers.index(_NUMBERS[name]))
        except (KeyError, ValueError):
            raise KeyError(name) from None

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and _NUMBERS.get(name, -1) in self._numbers

    def __iter__(self) -> Iterator[str]:
        return (_NAMES[number] for number in self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def _spans(self, place: int) -> list[Span]:
        own = self._positions[self._ends[place - 1] if place else 0 : self._ends[place]]
        return list(zip(own[::2], own[1::2], strict=True))


def _packed(numbers: list[int]) -> array[int]:
    """Two bytes a number where that is enough, as it is but for a statement of sixty thousand words."""
    return array("H" if max(numbers, default=0) < 1 << 16 else "I", numbers)


def _number(name: str) -> int:
    if name not in _NUMBERS:
        _NUMBERS[name] = len(_NAMES)
        _NAMES.append(name)
    return _NUMBERS[name]

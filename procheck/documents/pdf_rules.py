"""Ruling lines across a page, put together: the pieces of one line, and the lines of one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from procheck.documents.pdf_marks import Box, Page

_SAME_LINE = 2.0
_TOUCHING = 3.0
_SAME_END = 4.0
_MOST_LINES = 200
"""Of one page: more than so many lines across are ruled paper or a drawing."""

_SHORTEST = 0.2
"""Of the page's width: shorter lines underline words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line across, of one stroke or of several end to end. Points; `top` < `bottom` by its thickness."""

    x0: float
    x1: float
    top: float
    bottom: float
    joints: tuple[float, ...]
    """Where one stroke ends and the next begins: programs draw the border of each cell by itself."""


def stacks_of(page: Page) -> list[list[Line]]:
    """The long lines of the page from top to bottom, those together that begin and end alike and may be one table's."""
    stacks: list[list[Line]] = []
    lines = sorted(lines_of(rule for rule in page.rules if rule.width >= rule.height), key=lambda line: line.top)
    for line in lines[:_MOST_LINES]:
        if line.x1 - line.x0 < _SHORTEST * page.width:
            continue
        if stacks and _is_same_table(stacks[-1], line, page):
            stacks[-1].append(line)
        else:
            stacks.append([line])
    return stacks


def lines_of(rules: Iterable[Box]) -> list[Line]:
    """Strokes that lie end to end made one line each."""
    lines: list[Line] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.top / _SAME_LINE), rule.x0, rule.x1)):
        last = lines[-1] if lines else None
        if last is None or abs(last.top - rule.top) > _SAME_LINE or rule.x0 > last.x1 + _TOUCHING:
            lines.append(Line(rule.x0, rule.x1, rule.top, rule.bottom, ()))
        elif rule.x1 > last.x1 + _TOUCHING:
            joints = (*last.joints, rule.x0) if rule.x0 > last.x1 - _TOUCHING else last.joints
            lines[-1] = Line(last.x0, rule.x1, last.top, max(last.bottom, rule.bottom), joints)
    return lines


def _is_same_table(stack: list[Line], below: Line, page: Page) -> bool:
    """Whether a line ends like those above it, with words between them and none that stick out at their sides."""
    above = stack[-1]
    joints = next((line.joints for line in stack if line.joints), ())
    if joints and below.joints and not _are_alike(joints, below.joints):
        return False
    if abs(above.x0 - below.x0) > _SAME_END or abs(above.x1 - below.x1) > _SAME_END:
        return False
    between = [run for run in page.runs if above.top < run.y <= below.bottom]
    return bool(between) and all(run.x0 >= above.x0 - _SAME_END and run.x1 <= above.x1 + _SAME_END for run in between)


def _are_alike(joints: tuple[float, ...], others: tuple[float, ...]) -> bool:
    """Whether the fewer of the joints are all among the more: cells may be joined in some rows."""
    few, many = sorted((joints, others), key=len)
    return all(any(abs(place - other) <= _SAME_END for other in many) for place in few)

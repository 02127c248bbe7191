"""From elements to a criterion's status."""

from __future__ import annotations

from collections.abc import Iterable

from procheck.judgement.model import Status


def status(elements: Iterable[tuple[bool, str]]) -> Status:
    """The status of a criterion whose elements are given as (required, value).

    As the criteria guide says: contradicted if any element is; met if every required one is `yes`; not met if every
    required one is `no`; else partial. Elements that are not required can only contradict.
    """
    elements = tuple(elements)
    required = [value for is_required, value in elements if is_required]
    if any(value == "contradicted" for _, value in elements):
        return "contradicted"
    if all(value == "yes" for value in required):
        return "met"
    return "not-met" if all(value == "no" for value in required) else "partial"

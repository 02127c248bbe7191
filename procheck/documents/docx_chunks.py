"""Whole files pasted into a Word file, which Word merges when it opens it. Source: ECMA-376 part 1, 17.17.2 (`w:altChunk`)."""

from __future__ import annotations

from importlib import import_module

from procheck.documents.docx_package import Package
from procheck.documents.errors import UnreadableDocument
from procheck.documents.model import Draft
from procheck.documents.sniffing import sniff

_READABLE = frozenset({"docx", "html", "rtf", "text"})
_DEEPEST = 2


def read_chunk(package: Package, relation_id: str) -> Draft | None:
    """What the main document's chunk with this relationship id holds; None where it cannot be read."""
    relation = package.relations(package.main).get(relation_id)
    if relation is None or not relation.target or not package.has(relation.target) or package.depth >= _DEEPEST:
        return None
    data = package.bytes(relation.target)
    try:
        format = sniff(data, package.name, package.limits)
        if format not in _READABLE:
            return None
        reader = import_module(f"procheck.documents.{format}")
        draft: Draft = (
            reader.read(data, package.name, package.limits, package.depth + 1) if format == "docx" else reader.read(data, package.name)
        )
    except UnreadableDocument:
        return None
    return draft

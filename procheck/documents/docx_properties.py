"""What a Word file says of itself: title, author, dates, and the author's own properties."""

from __future__ import annotations

import re

from procheck.documents.docx_package import Package
from procheck.documents.errors import UnreadableDocument

_KEYS = {
    "title": "title",
    "subject": "subject",
    "creator": "author",
    "keywords": "keywords",
    "description": "description",
    "lastModifiedBy": "last_modified_by",
    "created": "created",
    "modified": "modified",
    "category": "category",
    "contentStatus": "status",
    "version": "version",
    "Company": "company",
    "Manager": "manager",
}
_MACHINE_MADE = re.compile(
    r"^(?:ContentTypeId|_?dlc_|MSIP_|_|MediaServiceImageTags|GrammarlyDocumentId|TaxCatchAll)|guid|[0-9a-f]{8}-[0-9a-f]{4}",
    re.I,
)
_LONGEST = 500


def read_properties(package: Package) -> dict[str, str]:
    """Names and values; a damaged properties part gives none."""
    found: dict[str, str] = {}
    for relation in package.relations("").values():
        if relation.kind not in ("core-properties", "extended-properties", "custom-properties") or not package.has(relation.target):
            continue
        try:
            root = package.xml(relation.target)
        except UnreadableDocument:
            continue
        for element in root:
            tag = element.tag.rpartition("}")[2]
            value = "".join(map(str, element.itertext())).strip()[:_LONGEST]
            if relation.kind == "custom-properties":
                key = element.get("name") or ""
                if key and value and not _MACHINE_MADE.search(key) and not _MACHINE_MADE.search(value):
                    found.setdefault(key.lower(), value)
            elif tag in _KEYS and value:
                found.setdefault(_KEYS[tag], value)
    return found

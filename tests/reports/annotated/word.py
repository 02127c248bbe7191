"""Reading Word files back without procheck: words, looks and comments, as a test needs them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"}


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data: bytes, part: str = "word/document.xml") -> etree._Element:
    """The root of a part, in the usual namespaces for a strict file too."""
    found = parts(data)[part].replace(b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode())
    return etree.fromstring(found)


def content(root: etree._Element) -> list[str]:
    """All that a part says and how it looks, but for comments: each character with the properties of its run, and every other element.

    Runs are not told apart: a run that was cut in two gives the same as the whole.
    """
    return list(_content(root))


def _content(element: etree._Element) -> Iterator[str]:
    if element.tag in _MARKS:
        return
    if element.tag == f"{W}r":
        properties = element.find(f"{W}rPr")
        look = etree.tostring(properties, method="c14n", with_tail=False).decode() if properties is not None else ""
        look += str(sorted(element.items()))
        for child in element:
            if child.tag == f"{W}t":
                yield from (f"{character} {look}" for character in _shown(child))
            elif child.tag != f"{W}rPr":
                yield from (f"{line} {look}" for line in _content(child))
        return
    yield f"<{element.tag} {sorted(element.items())} {(element.text or '').strip()}"
    for child in element:
        yield from _content(child)
    yield ">"


def _shown(text: etree._Element) -> str:
    is_kept = text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return (text.text or "") if is_kept else (text.text or "").strip(" \t\r\n")


def same(left: etree._Element, right: etree._Element) -> bool:
    """True for two parts that are the same element for element."""
    return bool(etree.tostring(left, method="c14n") == etree.tostring(right, method="c14n"))


def comments(data: bytes, author: str = "procheck") -> dict[str, str]:
    """The words of each comment of an author, by id, a line for each paragraph."""
    if "word/comments.xml" not in parts(data):
        return {}
    return {
        comment.get(f"{W}id") or "": "\n".join("".join(map(str, p.itertext())) for p in comment.iter(f"{W}p"))
        for comment in tree(data, "word/comments.xml").iter(f"{W}comment")
        if comment.get(f"{W}author") == author
    }


def ranges(data: bytes) -> dict[str, str]:
    """The words that each comment stands at, by id; only words that are shown."""
    open_now: dict[str, str] = {}
    done: dict[str, str] = {}
    for element in tree(data).iter():
        if element.tag == f"{W}commentRangeStart":
            open_now[element.get(f"{W}id") or ""] = ""
        elif element.tag == f"{W}commentRangeEnd":
            key = element.get(f"{W}id") or ""
            done[key] = open_now.pop(key)
        elif element.tag == f"{W}t":
            for key in open_now:
                open_now[key] += element.text or ""
    assert not open_now, "every range is closed after it was opened"
    return done


def references(data: bytes) -> list[str]:
    """The ids of the comments that the main part refers to, in order."""
    return [element.get(f"{W}id") or "" for element in tree(data).iter(f"{W}commentReference")]

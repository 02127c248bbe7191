"""Blocks -> one offline web page: no other file, no network, and readable with scripts off."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from procheck.audit.outputs.blocks import Block, Bullet, Heading, Span, Turn
from procheck.reports import html_pages


@dataclass(slots=True)
class Item:
    """One item of a list, with the list below it."""

    spans: tuple[Span, ...]
    below: list[Items] = field(default_factory=list)


@dataclass(slots=True)
class Items:
    """Bullets that follow one another, as the one list that they are."""

    numbered: bool
    start: int
    items: list[Item] = field(default_factory=list)
    kind: str = "items"


@dataclass(slots=True)
class Wide:
    """What is printed on wide pages."""

    blocks: list[object] = field(default_factory=list)
    kind: str = "wide"


def render(blocks: Sequence[Block], *, logo: str, footer: str, css: str) -> bytes:
    """The page, UTF-8. What stands before the first heading of level 2 becomes its top; `css` comes after our own styles."""
    first = next((place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2), len(blocks))
    title = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    return html_pages.page(
        "audit/page.html",
        styles=("report.css", "audit/page.css"),
        script="audit/page.js",
        extra_style=css,
        images=True,
        top=list(_grouped(blocks[:first])),
        body=list(_grouped(blocks[first:])),
        contents=[block for block in blocks if isinstance(block, Heading) and block.level == 2],
        title="".join(span.text for span in title.spans) if title else "",
        logo=_picture(logo) if logo else "",
        footer=footer,
    )


def _grouped(blocks: Sequence[Block]) -> Iterator[object]:
    """The blocks with each run of bullets made into a list, and what goes on wide pages put together."""
    run: list[Bullet] = []
    wide: Wide | None = None
    for block in (*blocks, Turn(False)):
        if isinstance(block, Bullet):
            run.append(block)
            continue
        made: list[object] = [*_lists(run)]
        run = []
        if not isinstance(block, Turn):
            made.append(block)
        if wide:
            wide.blocks += made
        else:
            yield from made
        if isinstance(block, Turn):
            if wide:
                yield wide
            wide = Wide() if block.wide else None


def _lists(bullets: Sequence[Bullet]) -> list[Items]:
    made: list[Items] = []
    levels: list[tuple[int, Items]] = []
    for bullet in bullets:
        while levels and levels[-1][0] > bullet.level:
            levels.pop()
        if levels and levels[-1][0] == bullet.level and levels[-1][1].numbered == (bullet.number is not None):
            levels[-1][1].items.append(Item(bullet.spans))
            continue
        if levels and levels[-1][0] == bullet.level:
            levels.pop()
        items = Items(bullet.number is not None, bullet.number or 1, [Item(bullet.spans)])
        (levels[-1][1].items[-1].below if levels else made).append(items)
        levels.append((bullet.level, items))
    return made


def _picture(path: str) -> str:
    """A picture as an address that holds it."""
    data = Path(path).read_bytes()
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"

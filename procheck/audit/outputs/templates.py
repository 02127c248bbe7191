"""The wording of letters and reports: Markdown templates with Jinja2 in them, ours or a board's own, made into blocks.

A template is Markdown (headings, paragraphs, lists, bold, italic, links). `{{ ... }}` puts in a value, whose words are never read as
Markdown or as a template; `[[name]]`, alone on a line, puts in a part that procheck builds, such as a table.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from procheck.audit.outputs.blocks import Block, Bullet, Heading, Look, Paragraph, Span
from procheck.audit.outputs.problem import TemplateProblem
from procheck.reports import wording
from procheck.reports.html_pages import anchor
from procheck.resources import data_folder

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment
    from markdown_it.token import Token

FILES = ("board-report.md", "board-report.docx", "board-report.css", "letter.md", "letter.docx")
"""What a board's folder of templates may hold; procheck's own stand in for the rest."""
PARTS: Mapping[str, tuple[str, ...]] = {
    "board-report.md": (
        *("standings", "matrix", "gaps", "contradictions", "self-scores", "unread", "questions", "movement", "actions", "decisions"),
        *("documents", "limits", "wide", "upright"),
    ),
    "letter.md": ("actions", "scores"),
}
"""What each template may put in with [[name]]."""
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_PART = re.compile(r"\[\[([a-z-]+)\]\]")
_TONE = "tone:"
_LOOKS: Mapping[str, Look] = {"!": "alarm", "~": "soft", "|": "box"}
"""Marks that may begin a paragraph, with a space after: how it looks."""


class Templates:
    """A board's folder of templates, with procheck's own for what is not in it."""

    def __init__(self, folder: Path | None, **filters: Callable[..., Any]) -> None:
        """`filters` are what templates may use besides the usual ones. Raises TemplateProblem where the folder is no use."""
        self.folder = folder
        if folder is not None:
            _check_folder(folder)
        self.own = data_folder("templates") / "audit"
        self._environment = _environment([*filter(None, [folder]), self.own], filters)

    def path(self, name: str) -> Path | None:
        """The file of that name: the board's, else procheck's; None where neither has one."""
        return next((path for base in (self.folder, self.own) if base and (path := base / name).is_file()), None)

    def blocks(self, name: str, parts: Mapping[str, Sequence[Block]], **values: object) -> tuple[Block, ...]:
        """The template filled with `values`, and `parts` put in where it names them. Raises TemplateProblem."""
        return tuple(_parsed(self._rendered(name, values), parts, self.unknown(name, parts)))

    def unknown(self, name: str, parts: Iterable[str]) -> Callable[[str], TemplateProblem]:
        """Makes the problem of a part that there is not."""

        def problem(part: str) -> TemplateProblem:
            path = self.path(name)
            lines = path.read_text(encoding="utf-8-sig").splitlines() if path else []
            line = next((number for number, line in enumerate(lines, 1) if f"[[{part}]]" in line), None)
            return _problem(name, line, f"there is no part [[{part}]] (there are {', '.join(sorted(parts)) or 'none'})")

        return problem

    def load(self, name: str) -> Template:
        """The template, read but not filled. Raises TemplateProblem."""
        from jinja2 import TemplateSyntaxError

        try:
            return self._environment.get_template(name)
        except TemplateSyntaxError as error:
            raise _problem(name, error.lineno, error.message or "it is no template") from None
        except UnicodeDecodeError:
            raise _problem(name, None, "it is not UTF-8 text") from None

    def _rendered(self, name: str, values: Mapping[str, object]) -> str:
        from jinja2 import TemplateError

        try:
            return self.load(name).render(values)
        # What a board writes between braces may fail in any way that Python knows.
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
            raise _problem(name, _line(error, name), str(error)) from None


def check(folder: Path) -> None:
    """Raises TemplateProblem where `folder` holds no template, or one that cannot be read: before hours of work, not after."""
    found = Templates(folder)
    for name in FILES:
        if name.endswith(".docx") and (folder / name).is_file():
            from procheck.audit.outputs.word import opened

            opened(folder / name)
        elif name.endswith(".md") and (folder / name).is_file():
            found.load(name)
            for line in (folder / name).read_text(encoding="utf-8-sig").splitlines():
                part = _PART.fullmatch(line.strip())
                if part and part[1] not in PARTS[name]:
                    raise found.unknown(name, PARTS[name])(part[1])


def copy_own(folder: Path) -> list[Path]:
    """Copies procheck's own templates into `folder`, for a board to change; gives what was written, and changes no file that is there.

    Raises TemplateProblem where one of them is there already, and OSError where the folder cannot be written.
    """
    own = Templates(None).own
    names = [name for name in FILES if (own / name).is_file()]
    there = next((name for name in names if (folder / name).exists()), None)
    if there:
        raise TemplateProblem(folder / there, None, "is there already and was left as it is: give another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copy(own / name, folder / name)) for name in names]


def _check_folder(folder: Path) -> None:
    names = ", ".join(FILES)
    if not folder.is_dir():
        raise TemplateProblem(folder, None, f"is no folder: give one that holds templates ({names}).")
    if not any((folder / name).is_file() for name in FILES):
        raise TemplateProblem(folder, None, f"holds no template: put in any of {names}, under just these names.")


def _problem(name: str, line: int | None, what: str) -> TemplateProblem:
    what = wording.clean(what).rstrip(".")
    return TemplateProblem(Path(name), line, f"{what}: correct it, or take the file out of the templates folder to use procheck's own.")


def _line(error: BaseException, name: str) -> int | None:
    """The line of the template that was being filled when `error` came up."""
    found, trace = None, error.__traceback__
    while trace:
        if Path(trace.tb_frame.f_code.co_filename).name == name:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _environment(folders: Sequence[Path], filters: Mapping[str, Callable[..., Any]]) -> SandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(list(folders), encoding="utf-8-sig"),
        # Values become markup when `finalize` has escaped them; what is markup already (a badge, a macro) is left alone.
        autoescape=True,
        finalize=_escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=wording.day,
        listed=wording.listed,
        sentence=wording.sentence,
        shortened=wording.shortened,
        lines=_lines,
        badge=_badge,
        **filters,
    )
    environment.globals.update(plural=wording.plural)
    return environment


def _escaped(value: Any) -> Any:
    """Words made safe: no control characters, and every mark that Markdown could read as its own escaped."""
    from markupsafe import Markup

    if isinstance(value, Markup) or type(value).__name__.endswith("Undefined"):
        return value
    words = str(value)
    # One space at either end is kept: " (page 3)".
    before, after = " " * words[:1].isspace(), " " * (words[-1:].isspace() and bool(words.strip()))
    return Markup(before + _PUNCTUATION.sub(r"\\\1", wording.clean(words)) + after)


def _lines(text: str) -> Any:
    """Several lines, each kept as one."""
    from markupsafe import Markup

    return Markup("\\\n").join(_escaped(line) for line in str(text).splitlines() if line.strip())


def _badge(span: Span) -> Any:
    """A rating as a badge."""
    from markupsafe import Markup

    return Markup("[{}]({}{})").format(_escaped(span.text), Markup(_TONE), Markup(span.tone or "none"))


def _parsed(source: str, parts: Mapping[str, Sequence[Block]], unknown: Callable[[str], TemplateProblem]) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": False}).disable(["code", "fence", "image", "autolink", "reference"]).parse(source)
    depth, quoted = 0, 0
    numbers: list[int | None] = []
    names: set[str] = set()
    for place, token in enumerate(tokens):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
                numbers.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None)
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
                numbers.pop()
            case "list_item_close" if numbers[-1] is not None:
                numbers[-1] += 1
            case "blockquote_open":
                quoted += 1
            case "blockquote_close":
                quoted -= 1
            case "inline":
                before = tokens[place - 1]
                part = _PART.fullmatch(token.content)
                if before.type == "heading_open":
                    spans = _spans(token)
                    key = anchor(*"".join(span.text for span in spans).lower().split()) or f"part-{len(names) + 1}"
                    while key in names:
                        key += "-"
                    names.add(key)
                    yield Heading(int(before.tag[1:]), spans, key)
                elif part:
                    if part[1] not in parts:
                        raise unknown(part[1])
                    yield from parts[part[1]]
                elif depth:
                    first = tokens[place - 2].type == "list_item_open"
                    yield Bullet(_spans(token), depth, numbers[-1] if first else None)
                else:
                    yield _paragraph(token, quoted=bool(quoted))


def _paragraph(token: Token, *, quoted: bool) -> Paragraph:
    mark = token.content[:2]
    look = _LOOKS.get(mark[:1]) if mark[1:] == " " else None
    spans = _spans(token)
    if look:
        spans = (Span(spans[0].text[2:]), *spans[1:])
    return Paragraph(spans, look or ("quote" if quoted else "plain"))


def _spans(token: Token) -> tuple[Span, ...]:
    """The runs of one paragraph."""
    made: list[Span] = []
    bold = italic = 0
    href = ""
    for child in token.children or ():
        match child.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open":
                italic += 1
            case "em_close":
                italic -= 1
            case "link_open":
                href = str(child.attrs.get("href", ""))
            case "link_close":
                href = ""
            case "softbreak":
                made.append(Span(" "))
            case "hardbreak":
                made.append(Span("", ends_line=True))
            case _:
                if href.startswith(_TONE):
                    made.append(Span(child.content, bold=True, tone=href.removeprefix(_TONE)))  # type: ignore[arg-type]
                elif child.content:
                    made.append(Span(child.content, bool(bold), bool(italic), href=href))
    return tuple(made)

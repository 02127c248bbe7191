from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from procheck.audit.outputs import board_report, letters
from procheck.audit.outputs.blocks import Block, Bullet, Heading, Paragraph, Span, Turn
from procheck.audit.outputs.problem import TemplateProblem
from procheck.audit.outputs.templates import PARTS, Templates, check, copy_own
from tests.audit.conftest import Runs
from tests.audit.outputs.made import LONG
from tests.audit.sample import sample_audit
from tests.reports.fake import HOSTILE

PART = {"actions": (Turn(True),)}


def blocks_of(folder: Path, source: str, **values: object) -> list[object]:
    """What a board's letter.md of those words is made into."""
    (folder / "letter.md").write_text(source, encoding="utf-8")
    return list(Templates(folder).blocks("letter.md", PART, **values))


def words_of(blocks: list[object]) -> str:
    return "|".join("".join(span.text for span in getattr(block, "spans", ())) for block in blocks)


def test_markdown_becomes_blocks(tmp_path: Path) -> None:
    """Headings, paragraphs of each look, nested lists, bold, italic and links."""
    made = blocks_of(tmp_path, "# A\n\nb **c** *d* [e](#f)\n\n! loud\n\n- g\n  - h\n\n1. i\n2. j\n")

    assert made == [
        Heading(1, (Span("A"),), "a"),
        Paragraph((Span("b "), Span("c", bold=True), Span(" "), Span("d", italic=True), Span(" "), Span("e", href="#f"))),
        Paragraph((Span("loud"),), "alarm"),
        Bullet((Span("g"),)),
        Bullet((Span("h"),), 2),
        Bullet((Span("i"),), 1, 1),
        Bullet((Span("j"),), 1, 2),
    ]


@pytest.mark.parametrize(
    "words",
    [
        *("# no heading", "- no item", "1. no item", "! not loud", "> no quote", "=====", "[[actions]]", "{{ 7*7 }}", "{% x %}"),
        *("**x** _y_ `z`", "[a](tone:good)", "a | b", "&amp;", "back\\slash", "<b>x</b>", LONG),
    ],
)
def test_words_of_documents_are_never_markup(tmp_path: Path, words: str) -> None:
    """Whatever a value says, it is one plain paragraph with just these words."""
    assert blocks_of(tmp_path, "{{ said }}\n", said=words) == [Paragraph((Span(words),))]


def test_every_heading_can_be_linked_to(tmp_path: Path) -> None:
    """No two headings share a name, and one without a letter that a link allows has one too."""
    made = blocks_of(tmp_path, "## Same\n\n## Same\n\n## 安全\n")

    names = [block.name for block in made if isinstance(block, Heading)]
    assert len(set(names)) == 3
    assert all(names)


def test_hostile_words_stay_one_paragraph(tmp_path: Path) -> None:
    """Line ends and control characters are gone, and nothing else is."""
    (made,) = blocks_of(tmp_path, "“{{ said }}”\n", said=f"a\n\n# b\n{HOSTILE}")

    assert isinstance(made, Paragraph)
    assert words_of([made]).startswith("“a # b <script>alert(1)</script> ")


def test_parts_stand_where_they_are_named(tmp_path: Path) -> None:
    """[[name]] alone on a line puts a part in; one that there is not is named with its line."""
    assert blocks_of(tmp_path, "a\n\n[[actions]]\n\nb\n")[1] == Turn(True)
    with pytest.raises(TemplateProblem, match=r"^letter\.md, line 3: there is no part \[\[action\]\] \(there are actions\): correct it"):
        blocks_of(tmp_path, "a\n\n[[action]]\n")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a\n{% if %}\n", r"^letter\.md, line 2: "),
        ("a\n\n{{ agency.nmae }}\n", r"^letter\.md, line 3: 'agency' is undefined"),
        ("{{ 1 / 0 }}\n", r"^letter\.md, line 1: division by zero"),
        ("{{ said.__class__.__mro__ }}\n", r"^letter\.md, line 1: .*unsafe"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, source: str, said: str) -> None:
    """A board's own template that does not work is told in one sentence, and cannot reach into the program."""
    with pytest.raises(TemplateProblem, match=said) as problem:
        blocks_of(tmp_path, source, said="x")
    assert str(problem.value).endswith("or take the file out of the templates folder to use procheck's own.")


def test_what_is_not_in_the_folder_is_procheck_s_own(tmp_path: Path) -> None:
    """A board may give one template and leave the rest."""
    (tmp_path / "letter.md").write_text("mine")
    found = Templates(tmp_path)

    assert found.path("letter.md") == tmp_path / "letter.md"
    assert found.path("letter.docx") == found.own / "letter.docx"
    assert found.path("board-report.css") is None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("notes.txt", b"x", r"holds no template: put in any of board-report\.md"),
        ("letter.md", b"\xff\xfe\x00", r"^letter\.md: it is not UTF-8 text"),
        ("letter.md", b"{{ x", r"^letter\.md, line 1: "),
        ("letter.md", b"a\n\n[[matrix]]\n", r"^letter\.md, line 3: there is no part \[\[matrix\]\]"),
        ("letter.docx", b"no zip", r"^letter\.docx: is no Word document that can be opened"),
    ],
)
def test_templates_are_checked_before_they_are_used(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    """A folder without templates, or with one that cannot be read, is named before any document is judged."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(TemplateProblem, match=said):
        check(tmp_path)


def test_an_audit_looks_at_the_templates_first(tmp_path: Path, runs: Runs) -> None:
    """A mistake in a board's template is told before any document is judged, and nothing is written."""
    (tmp_path / "returns" / "riverside").mkdir(parents=True)
    (tmp_path / "letter.md").write_text("[[action]]")
    with pytest.raises(TemplateProblem, match=r"^letter\.md, line 1: "):
        runs(tmp_path / "returns", templates=tmp_path)

    assert sorted(path.name for path in tmp_path.rglob("*")) == ["letter.md", "returns", "riverside"]


@pytest.mark.parametrize("name", ["board-report.md", "letter.md"])
def test_every_part_that_may_be_named_is_made(name: str) -> None:
    """What the check lets through is what the outputs put in."""
    made: list[str] = []

    class Recording(Templates):
        def blocks(self, name: str, parts: Mapping[str, Sequence[Block]], **values: object) -> tuple[Block, ...]:
            made.extend(parts)
            return ()

    audit = sample_audit()
    if name == "letter.md":
        letters.render(audit, audit.submissions[0], Recording(None))
    else:
        board_report.made(audit, Recording(None))
    assert tuple(made) == PARTS[name]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong path to the templates is told at once."""
    with pytest.raises(TemplateProblem, match=r"^none: is no folder"):
        check(tmp_path / "none")


def test_a_board_gets_copies_to_change(tmp_path: Path) -> None:
    """The copies are good templates as they are, and a board's own changes are never written over."""
    paths = copy_own(tmp_path / "mine")

    assert [path.name for path in paths] == ["board-report.md", "board-report.docx", "letter.md", "letter.docx"]
    check(tmp_path / "mine")
    (tmp_path / "mine" / "letter.md").write_text("changed")
    with pytest.raises(TemplateProblem, match=r"^board-report\.md: is there already and was left as it is"):
        copy_own(tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.md").read_text() == "changed"


def test_procheck_s_own_templates_pass_the_check() -> None:
    """A copy of our own folder is a good folder of templates."""
    check(Templates(None).own)

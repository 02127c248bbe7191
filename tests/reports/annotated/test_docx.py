"""Comments in Word files: the file stays the author's, and everybody's comments but procheck's stay theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from procheck.checking import DEFAULT_PACK, check, find_judge
from procheck.documents.model import Document
from procheck.documents.opening import read_bytes
from procheck.judgement.judging import Judge
from procheck.reports.annotated import Annotated, CannotAnnotate, annotated, cleared
from procheck.reports.annotated.docx import with_comments
from procheck.reports.annotated.letters import squeezed
from procheck.reports.annotated.model import Comment, Line, Spot
from tests.documents.docx_making import make, para, zipped
from tests.reports.annotated import drafts
from tests.reports.annotated.word import W, comments, content, parts, ranges, references, same, tree

GOLD = sorted(
    path
    for path in (Path(__file__).parents[2] / "gold").glob("*.docx")
    if int(re.sub(r"\D", "", path.name.split("-")[0])) % 3
)
HARD = drafts.hard()
MAIN, COMMENTS, TYPES, RELATIONS = "word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"


@pytest.fixture(scope="module")
def judge() -> Judge:
    """A judge by phrases alone."""
    return find_judge(DEFAULT_PACK, scored=False)


@pytest.fixture(scope="module")
def annotate(judge: Judge) -> Callable[..., Annotated]:
    """Reads, judges and annotates a file."""

    def made(data: bytes, *, only_short: bool = False) -> Annotated:
        document = read_bytes(data, "draft.docx")
        report = check([document], judge, submission="draft", as_of=date(2026, 11, 22))
        return annotated(data, document, report, only_short=only_short)

    return made


def _unharmed(before: bytes, after: bytes) -> None:
    """Asserts that a file is another with comments added: each part the same but for them, words and looks of the main part too."""
    old, new = parts(before), parts(after)
    assert [name for name in new if name in old] == list(old), "parts keep their order"
    for name, data in old.items():
        if name not in (MAIN, COMMENTS, TYPES, RELATIONS):
            assert new[name] == data, f"{name} is byte for byte the same"
    assert content(tree(after)) == content(tree(before))
    for name in (TYPES, RELATIONS, COMMENTS):
        kept = [etree.tostring(child, method="c14n") for child in tree(before, name)] if name in old else []
        assert [etree.tostring(child, method="c14n") for child in tree(after, name)][: len(kept)] == kept


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.split("-")[0])
def test_real_drafts_are_unharmed(path: Path) -> None:
    """With a comment at every sentence, every part of a file is what it was: untouched ones byte for byte, the main part in each character
    and its look.

    Taking the comments out gives the main part back element for element; annotating the copy gives the copy.
    """
    before = path.read_bytes()
    document = read_bytes(before, "draft.docx")
    every = everywhere(document)
    made = with_comments(before, document, every, "2026-11-22")
    _unharmed(before, made)
    copy = read_bytes(made, "draft.docx")
    assert copy.blocks == document.blocks
    assert same(tree(cleared(made, copy)), tree(before))
    assert with_comments(made, copy, every, "2026-11-22") == made
    _stand_at_their_words(made, every, document)


def test_a_policy_annotated(judge: Judge) -> None:
    """The whole way on one policy: what is judged is told at its words, once for each comment."""
    data = GOLD[0].read_bytes()
    document = read_bytes(data, "draft.docx")
    made = annotated(data, document, check([document], judge, submission="draft", as_of=date(2026, 11, 22)))
    _unharmed(data, made.content)
    assert len(made.comments) > 30
    _stand_at_their_words(made.content, made.comments, document)


@pytest.mark.parametrize("name", HARD)
def test_hard_drafts_are_unharmed(name: str, annotate: Callable[..., Annotated]) -> None:
    """So are drafts with tracked changes, content controls, footnotes, text boxes and comments by others."""
    before = HARD[name]
    made = annotate(before)
    assert len(made.comments) > 3
    _unharmed(before, made.content)
    assert same(tree(cleared(made.content, read_bytes(made.content, "draft.docx"))), tree(before))
    assert annotate(made.content).content == made.content
    assert len(comments(made.content)) == len(made.comments)
    assert sorted(references(made.content)) == sorted([*references(before), *comments(made.content)])
    assert read_bytes(made.content, "draft.docx").blocks == read_bytes(before, "draft.docx").blocks


def everywhere(document: Document) -> list[Comment]:
    """A comment at each sentence of a document, and at each of its headings and rows."""
    spots = [
        Spot(number, found.start(), found.end())
        for number, block in enumerate(document.blocks)
        for found in (re.finditer(r"\S(?:[^.]|\.(?! ))*\.?", block.text) if block.kind != "table-row" else re.finditer(".+", block.text))
    ]
    return [Comment("weak", (Line("Number", f"{number} of {len(spots)}"),), spot) for number, spot in enumerate(spots)]


def _stand_at_their_words(made: bytes, written: Sequence[Comment], document: Document) -> None:
    shown, ids = ranges(made), list(comments(made))
    for number, comment in zip(ids, written, strict=True):
        block = document.blocks[comment.spot.block]
        words = squeezed(block.text[comment.spot.start : comment.spot.end])
        if block.kind == "table-row":
            assert squeezed(shown[number]) in squeezed(block.text)
        else:
            assert words in squeezed(shown[number])
            assert len(squeezed(shown[number])) <= len(words) + 2


def _found(made: Annotated, word: str) -> list[tuple[str, str]]:
    """Words that comments stand at, and what they say, for comments that hold `word`."""
    shown = ranges(made.content)
    return [(shown[number], text) for number, text in comments(made.content).items() if word in text]


def test_comments_are_words_own(annotate: Callable[..., Annotated]) -> None:
    """Each has author, initials and date, a paragraph for each line with what it is in bold, and Word's own style where the file has it."""
    made = annotate(HARD["comment styles"])
    weak = next(each for each in tree(made.content, COMMENTS) if "Why: 'may' leaves it to choice." in "".join(map(str, each.itertext())))
    assert {str(key).removeprefix(W): value for key, value in weak.items()} | {"id": ""} == {
        "id": "",
        "author": "procheck",
        "initials": "pc",
        "date": "2026-11-22T00:00:00Z",
    }
    assert [style.get(f"{W}val") for style in weak.iter(f"{W}pStyle")] == ["CommentText"] * len(weak)
    bold = ["".join(map(str, each.itertext())) for each in weak.iter(f"{W}r") if each.find(f"{W}rPr/{W}b") is not None]
    assert bold[:3] == ["◐ Falls short: ", "Why: ", "Instead: "]
    assert not tree(annotate(HARD["no heading"]).content, COMMENTS).findall(f".//{W}pStyle")


def test_the_first_comment_tells_how_the_draft_stands(annotate: Callable[..., Annotated]) -> None:
    """At the title: the counts, worst first, and that a person must judge."""
    made = annotate(HARD["no heading"]).content
    number, text = next(iter(comments(made).items()))
    assert ranges(made)[number] == drafts.MAY
    assert re.match(r"procheck has read this draft: of 23 criteria, \d+ not met", text)
    assert "a person must judge each comment" in text


def test_only_short_leaves_the_praise_out(annotate: Callable[..., Annotated]) -> None:
    """With `only_short` no comment says that something is well said, and all the others are there."""
    every, short = annotate(HARD["all of it"]), annotate(HARD["all of it"], only_short=True)
    assert every.counts["evidence"]
    assert not short.counts["evidence"]
    assert not _found(short, "Serves: ")
    for kind in ("contradiction", "missing", "weak", "doubt", "note", "summary"):
        assert short.counts[kind] == every.counts[kind]
    assert annotate(every.content, only_short=True).content == short.content, "the praise of an earlier time goes too"


def test_comments_in_footnotes_stand_at_the_reference(annotate: Callable[..., Annotated]) -> None:
    """Word shows no comment in a footnote: it stands at the footnote's number in the text, and quotes the words."""
    made = annotate(HARD["footnotes"])
    number, _ = next(each for each in comments(made.content).items() if "In the footnote: “The DSL rings" in each[1])
    start = next(element for element in tree(made.content).iter(f"{W}commentRangeStart") if element.get(f"{W}id") == number)
    following = start.getnext()
    while following is not None and following.tag == f"{W}commentRangeStart":
        following = following.getnext()
    assert following is not None
    assert following.find(f"{W}footnoteReference") is not None
    assert "word/footnotes.xml" in parts(made.content)


def test_a_comment_on_a_row_stands_in_one_cell(annotate: Callable[..., Annotated]) -> None:
    """A row is told of at the cell that says most; no range runs over several cells."""
    made = annotate(HARD["content controls"])
    cells: dict[str | None, list[etree._Element | None]] = {}
    for mark in tree(made.content).iter(f"{W}commentRangeStart", f"{W}commentRangeEnd"):
        cells.setdefault(mark.get(f"{W}id"), []).append(next(mark.iterancestors(f"{W}tc"), None))
    assert any(where[0] is not None for where in cells.values())
    assert all(where[0] is where[1] for where in cells.values())


def test_comments_of_others_keep_their_answers(annotate: Callable[..., Annotated]) -> None:
    """Threads, resolved marks and ids of other people's comments stay as they are, and procheck's take free numbers."""
    before = drafts.others()
    made = annotate(before)
    for name in ("word/commentsExtended.xml", "word/commentsIds.xml", "word/commentsExtensible.xml"):
        assert parts(made.content)[name] == parts(before)[name]
    assert comments(made.content, "Jo Bell") == {"3": "Is it?", "7": "Done now."}
    assert not set(comments(made.content)) & {"3", "4", "7"}


def _marked(data: bytes, wanted: str, extended: str, *more: str) -> bytes:
    """The file after somebody has resolved or answered procheck's comment that holds `wanted`, as Word saves it."""
    found = parts(data)
    root = etree.fromstring(found[COMMENTS])
    comment = next(each for each in root if wanted in "".join(map(str, each.itertext())))
    comment[-1].set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", "00ABCDEF")
    for each in more:
        root.append(etree.fromstring(each.replace("<w:comment ", f'<w:comment xmlns:w="{W[1:-1]}" {drafts.W14} ', 1)))
    found[COMMENTS] = etree.tostring(root)
    found["word/commentsExtended.xml"] = f"<w15:commentsEx {drafts.W15}>{extended}</w15:commentsEx>".encode()
    relations = found[RELATIONS].decode()
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    found[RELATIONS] = relations.replace(
        "</Relationships>", f'<Relationship Id="rIdX" Type="{kind}" Target="commentsExtended.xml"/></Relationships>'
    ).encode()
    return zipped(found)


RESOLVED = '<w15:commentEx w15:paraId="00ABCDEF" w15:done="1"/>'


def test_what_is_resolved_stays_resolved(annotate: Callable[..., Annotated]) -> None:
    """A comment of procheck's that somebody has resolved is left as it is while it says the same, and goes once it is mended."""
    draft = make(drafts.TITLE, para("Staff are kind. " + drafts.MAY))
    resolved = _marked(annotate(draft).content, "Why: 'may' leaves it to choice", RESOLVED)
    again = annotate(resolved)
    assert parts(again.content)["word/commentsExtended.xml"] == parts(resolved)["word/commentsExtended.xml"]
    assert sorted(comments(again.content).values()) == sorted(comments(resolved).values())
    assert sorted(references(again.content)) == sorted(comments(again.content))
    assert annotate(again.content).content == again.content

    found = parts(again.content)
    mended = zipped({**found, MAIN: found[MAIN].replace(b"DSL may refer", b"DSL will refer")})
    after = annotate(mended)
    assert b"00ABCDEF" not in parts(after.content)["word/commentsExtended.xml"]
    assert not _found(after, "Why: 'may' leaves it to choice")


def test_an_answered_comment_stays_for_the_answer(annotate: Callable[..., Annotated]) -> None:
    """Somebody's answer to procheck keeps its thread; when the matter is settled the comment says so, and stays so."""
    draft = make(drafts.TITLE, para("Staff are kind. " + drafts.MAY))
    answer = drafts.comment(900, "We cannot say will.", mark="00ABCDEE")
    thread = (
        '<w15:commentEx w15:paraId="00ABCDEF" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00ABCDEE" w15:paraIdParent="00ABCDEF" w15:done="0"/>'
    )
    answered = _marked(annotate(draft).content, "Why: 'may' leaves it to choice", thread, answer)
    again = annotate(answered)
    assert comments(again.content, "Jo Bell") == {"900": "We cannot say will."}
    assert len(_found(again, "Why: 'may' leaves it to choice")) == 1

    found = parts(again.content)
    after = annotate(zipped({**found, MAIN: found[MAIN].replace(b"DSL may refer", b"DSL will refer")}))
    assert comments(after.content, "Jo Bell") == {"900": "We cannot say will."}
    assert parts(after.content)["word/commentsExtended.xml"] == parts(again.content)["word/commentsExtended.xml"]
    (settled,) = _found(after, "has nothing more to say here")
    assert "leaves it to choice" not in settled[1]
    assert annotate(after.content).content == after.content


def test_a_signed_file_is_refused(annotate: Callable[..., Annotated]) -> None:
    """A comment would break a digital signature: the author is told what to do instead."""
    found = parts(make(drafts.TITLE, para(drafts.MAY)))
    origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    found["_rels/.rels"] = found["_rels/.rels"].replace(
        b"</Relationships>", f'<Relationship Id="rIdS" Type="{origin}" Target="_xmlsignatures/origin.sigs"/></Relationships>'.encode()
    )
    with pytest.raises(CannotAnnotate, match=r"draft\.docx is digitally signed.*: save a copy without it and annotate that\."):
        annotate(zipped(found))


def test_damaged_comments_are_named(annotate: Callable[..., Annotated]) -> None:
    """A comments part that no program can read is named, and nothing is written over it."""
    with pytest.raises(CannotAnnotate, match=r"word/comments\.xml is not well formed"):
        annotate(make(drafts.TITLE, para(drafts.MAY), parts={COMMENTS: "<w:comments"}))


def test_other_formats_are_refused(judge: Judge) -> None:
    """Only Word files and PDFs take comments; the sentence says what to do."""
    data = b"# Policy\n\nStaff are kind to one another.\n"
    document = read_bytes(data, "policy.md")
    report = check([document], judge, submission="x", as_of=date(2026, 1, 1))
    with pytest.raises(CannotAnnotate, match=r"policy\.md is neither a Word file nor a PDF.*save it as \.docx"):
        annotated(data, document, report)

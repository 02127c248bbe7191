"""Drafts as authors have them: tracked changes, content controls, footnotes, text boxes, tables, and comments by others."""

from __future__ import annotations

from tests.documents.docx_making import STYLES, cell, control, make, para, part, row, run, table

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
_CID = 'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid"'
_CEX = 'xmlns:w16cex="http://schemas.microsoft.com/office/word/2018/wordml/cex"'

TITLE = para("Harmful sexual behaviour between children", style="Heading1")
MAY = "The DSL may refer harmful sexual behaviour to children's social care."
CHANGED = (
    para("Responding", style="Heading2"),
    para(
        "Staff meet. Where a child shows harmful sexual behaviour the DSL ",
        '<w:del w:id="91" w:author="Jo" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>may refer</w:delText></w:r></w:del>',
        '<w:ins w:id="92" w:author="Jo" w:date="2026-01-01T00:00:00Z">' + run("refers both") + run(" children to", "<w:b/>") + "</w:ins>",
        run(" children's social care the same day. It writes this down."),
    ),
    para(
        '<w:moveFrom w:id="93" w:author="Jo"><w:r><w:t>Gone.</w:t></w:r></w:moveFrom>',
        run("The DSL records every incident of harmful sexual behaviour.", '<w:rPrChange w:id="94" w:author="Jo"><w:rPr/></w:rPrChange>'),
    ),
    para("The plan for each child ", properties='<w:rPr><w:del w:id="95" w:author="Jo"/></w:rPr>'),
    para("is reviewed each month by the DSL."),
)
CONTROLS = (
    control(para("Parents are told of harmful sexual behaviour on the same day by the DSL."), '<w:tag w:val="rich"/>'),
    para("Harmful sexual behaviour is reported to ", control(run("Mrs Abara"), "<w:text/>"), " by all staff, however minor it seems."),
    control(para("Staff never promise a child secrecy about harmful sexual behaviour."), "<w:text/>"),
    para('<w:hyperlink w:anchor="a">' + run("All staff are trained every year in harmful sexual behaviour.") + "</w:hyperlink>"),
    table(
        row("Who", "What they do about harmful sexual behaviour", properties="<w:tblHeader/>"),
        row("DSL", cell("Refers the child to children's social care at once.", "Keeps a record of each incident.")),
    ),
)
_BOX = "<w:txbxContent>" + para("The DSL shares information about harmful sexual behaviour with the police.") + "</w:txbxContent>"
BOX = para(
    run("Beside a box."),
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{_BOX}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
)
NOTED = para(
    run("The views of each child about harmful sexual behaviour are sought."),
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>',
    run(" More follows."),
)
FOOTNOTES = part(
    "footnotes",
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">'
    + para("The DSL rings children's social care at once about harmful sexual behaviour, and rings again if there is no answer.")
    + "</w:footnote>",
)


def comment(number: int, text: str, author: str = "Jo Bell", mark: str = "") -> str:
    """A `w:comment`; `mark` is the id of its paragraph, by which other parts know it."""
    named = f' w14:paraId="{mark}"' if mark else ""
    inside = f"<w:p{named}><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="2026-02-02T09:00:00Z" w:initials="JB">{inside}</w:comment>'


def at(words: str, *numbers: int) -> str:
    """A run with comments at it: one, and those that answer it."""
    starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
    ends = "".join(f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>' for number in numbers)
    return f"{starts}{run(words)}{ends}"


def threads(*comments: str, extended: str, ids: str = "", dates: str = "") -> dict[str, str]:
    """The parts that hold comments with their answers."""
    made = {
        "word/comments.xml": part("comments", "".join(comments)).replace("<w:comments ", f"<w:comments {W14} ", 1),
        "word/commentsExtended.xml": f"<w15:commentsEx {W15}>{extended}</w15:commentsEx>",
    }
    if ids:
        made["word/commentsIds.xml"] = f"<w16cid:commentsIds {_CID}>{ids}</w16cid:commentsIds>"
    if dates:
        made["word/commentsExtensible.xml"] = f"<w16cex:commentsExtensible {_CEX}>{dates}</w16cex:commentsExtensible>"
    return made


RELATIONS = {
    "rIdX": ("commentsExtended", "commentsExtended.xml"),
    "rIdY": ("commentsIds", "commentsIds.xml"),
    "rIdZ": ("commentsExtensible", "commentsExtensible.xml"),
}


def others() -> bytes:
    """A draft in which two people talk: a comment, an answer to it, and one that is resolved; with all that Word writes of them."""
    return make(
        TITLE,
        para(MAY),
        para("The policy is ", at("reviewed each year", 3, 4), " by the governors."),
        para(at("Staff are kind.", 7)),
        parts=threads(
            comment(3, "Is it?", mark="0000000A"),
            comment(4, "Yes.", "Al Day", mark="0000000B"),
            comment(7, "Done now.", mark="0000000C"),
            extended='<w15:commentEx w15:paraId="0000000A" w15:done="0"/>'
            '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/>'
            '<w15:commentEx w15:paraId="0000000C" w15:done="1"/>',
            ids='<w16cid:commentId w16cid:paraId="0000000A" w16cid:durableId="1111AAAA"/>'
            '<w16cid:commentId w16cid:paraId="0000000C" w16cid:durableId="1111CCCC"/>',
            dates='<w16cex:commentExtensible w16cex:durableId="1111AAAA"/>',
        ),
        relations=RELATIONS,
    )


def hard() -> dict[str, bytes]:
    """Drafts by name, each with something that is easily harmed."""
    everything = [TITLE, *CHANGED, *CONTROLS, BOX, NOTED, para(MAY)]
    strict = make(TITLE, para(MAY), para("It is kind."))
    return {
        "tracked changes": make(TITLE, *CHANGED),
        "content controls": make(TITLE, *CONTROLS),
        "text box": make(TITLE, BOX, para(MAY)),
        "footnotes": make(TITLE, NOTED, para(MAY), parts={"word/footnotes.xml": FOOTNOTES}),
        "comments of others": others(),
        "all of it": make(*everything, parts={"word/footnotes.xml": FOOTNOTES}),
        "like runs side by side": make(TITLE, para("One. ", "Two. ", MAY[:20], MAY[20:], " Three.")),
        "comment styles": make(TITLE, para(MAY), styles=STYLES + '<w:style w:type="paragraph" w:styleId="CommentText"/>'),
        "no heading": make(para(MAY), para("Staff are kind.")),
        "empty comments part": make(TITLE, para(MAY), parts={"word/comments.xml": part("comments", "")}),
        "indented by an editor": _indented(make(TITLE, para("One. ", MAY, " Two. Three."))),
        "strict": _strict(strict),
    }


def _indented(data: bytes) -> bytes:
    from lxml import etree

    from tests.documents.docx_making import zipped
    from tests.reports.annotated.word import parts

    found = parts(data)
    root = etree.fromstring(found["word/document.xml"])
    etree.indent(root)
    return zipped({**found, "word/document.xml": b"<!-- made by hand -->" + etree.tostring(root)})


def _strict(data: bytes) -> bytes:
    from tests.documents.docx_making import zipped
    from tests.reports.annotated.word import parts

    usual = b"http://schemas.openxmlformats.org/"
    swapped = {
        name: content.replace(usual + b"wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            usual + b"officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
        )
        for name, content in parts(data).items()
    }
    return zipped(swapped)

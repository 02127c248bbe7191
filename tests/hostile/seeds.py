"""Small documents that hold a little of everything a reader knows, to be broken."""

from __future__ import annotations

from tests.documents.docx_making import cell, control, level, make, numbered, para, part, row, run, table
from tests.documents.pdf_making import Paper
from tests.documents.test_pdf_tags import Line, tagged

WORDS = "Staff must tell the safeguarding lead about harmful sexual behaviour on the same day."


def made(kind: str) -> list[bytes]:
    """The seeds of one kind."""
    return {"docx": _word_files, "pdf": _pdf_files, "html": _pages}[kind]()


def _word_files() -> list[bytes]:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "(%2)")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    )
    note = part("footnotes", f'<w:footnote w:id="2">{para("A note with words in it.")}</w:footnote>')
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>'
        f"{para('In a box: ' + WORDS)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{para('In a box: ' + WORDS)}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    body = (
        para("Harmful sexual behaviour", style="Heading1"),
        para("1 Purpose 3", style="TOC1"),
        para(WORDS, '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        numbered("Responding", 1),
        numbered("Tell the lead.", 1, 1),
        para(run("Bold heading", "<w:b/><w:sz w:val='28'/>")),
        para(f'<w:ins w:id="1">{run(WORDS)}</w:ins><w:del w:id="2"><w:r><w:delText>Never.</w:delText></w:r></w:del>'),
        para(run("Hidden", "<w:vanish/>"), run("Shown")),
        control(para("Owner: the head")),
        table(row("Concern", "Action"), row(cell("Sexting", properties='<w:vMerge w:val="restart"/>'), control(cell(WORDS))), row(
            cell("", properties="<w:vMerge/>"), cell(table(row("Inner", "Table")), para("After")))),
        para(box),
        para("<w:r><w:lastRenderedPageBreak/><w:t>On a new page.</w:t></w:r>"),
    )  # fmt: skip
    parts = {"word/footnotes.xml": note, "word/header1.xml": part("hdr", para("Version 3, review May 2027"))}
    return [make(*body, numbering=numbering, parts=parts), make(para(WORDS)), make(table(row("A", "B"), row("C", WORDS)))]


def _pdf_files() -> list[bytes]:
    whole = Paper(pageCompression=0)
    for page in range(3):
        whole.lines("Running header of the policy", size=8).heading("4. Responding" if page else "Harmful sexual behaviour")
        # Each page begins with other words: what all pages begin with is a running header.
        whole.lines(*[f"{place} words of page {page} come first." for place in "ABC"]).gap(10 * page)
        whole.lines(
            WORDS, "It goes on in the next line with hyphen-", "ation and with more words.", "• A bullet of the list", "(b) Another"
        )
        canvas = whole.canvas
        canvas.grid([72, 200, 400], [500, 520, 540])
        for place, words in enumerate(("Concern", "Action", "Sexting", "Tell the lead")):
            canvas.drawString(76 + 128 * (place % 2), 525 - 20 * (place // 2), words)
        canvas.drawString(72, 450, "Left column words stand here")
        canvas.drawString(320, 450, "Right column words stand here")
        canvas.rotate(90)
        canvas.drawString(100, -550, "sideways")
        whole.page()
    packed = Paper().heading("Policy").lines(*[WORDS] * 20).page().done()
    plain = Paper(pageCompression=0).lines(WORDS, WORDS).page().done()
    return [whole.done(), packed, plain, *_tagged_files()]


def _tagged_files() -> list[bytes]:
    header = Line("Running line", "Artifact", size=8)
    page = [header, Line("Harmful sexual behaviour", "H1"), Line(WORDS), Line("4.2 Responding", "H2"), Line(WORDS)]
    by_tree = [Line(line.text, "P" if line.name.startswith("H") else line.name) for line in page]
    return [tagged(page, page, roles="/Odd/P"), tagged(by_tree, by_tree, kinds=["H1", "P", "H2", "P"] * 2)]


def _pages() -> list[bytes]:
    page = f"""<!DOCTYPE html><html lang="en"><head><title>Policy</title><meta charset="utf-8"><style>.x{{display:none}}</style></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav><main><h1>Harmful sexual behaviour</h1><p>{WORDS}</p>
<h2>4.2 Responding</h2><ol start="3" type="a"><li>{WORDS}<ul><li>Inner</li></ul></li><li>Second</li></ol>
<table><caption>Who</caption><thead><tr><th>Concern<th>Action</tr></thead>
<tr><td rowspan=2>Sexting</td><td>{WORDS}</td></tr><tr><td>More</td></tr>
</table><dl><dt>HSB</dt><dd>What it means</dd></dl><details><summary>More</summary><p>Hidden words</p></details><del>Old</del><ins>New</ins>
<p class="x">No</p><blockquote>{WORDS}</blockquote><pre>typed   text</pre><img src="chart.png" alt="A flowchart"><br>&nbsp;&copy;&#8217;
<div role="tabpanel"><p>{WORDS}</p></div></main><footer>Cookies and contact</footer></body></html>"""
    return [
        page.encode(),
        page.encode("utf-16"),
        page.replace("utf-8", "windows-1252").encode("cp1252", "replace"),
        b"<p>" + WORDS.encode(),
    ]

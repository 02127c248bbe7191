"""Small documents and packs for tests."""

from __future__ import annotations

from pathlib import Path

from procheck.criteria.loading import load_pack
from procheck.criteria.model import Pack
from procheck.documents.assemble import assemble
from procheck.documents.model import Block, Document, Draft, Unread
from procheck.judgement.reading import read


def document(*lines: str, name: str = "policy.md", unread: tuple[Unread, ...] = ()) -> Document:
    """A document from lines: "# " and "## " begin headings, "- " list items, "a | b" table rows (first: header)."""
    draft = Draft(unread=list(unread))
    header: tuple[str, ...] = ()
    for line in lines:
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            draft.blocks.append(Block("heading", line[level:].strip(), level=level))
        elif line.lstrip().startswith("- "):
            depth = 1 + (len(line) - len(line.lstrip())) // 2
            draft.blocks.append(Block("list-item", line.lstrip()[2:], level=depth, label="•"))
        elif " | " in line:
            cells = tuple(line.split(" | "))
            draft.blocks.append(Block("table-row", line, cells=cells, header=header, table=0, is_header_row=not header))
            header = header or cells
            continue
        else:
            draft.blocks.append(Block("paragraph", line))
        header = ()
    return assemble(draft, name=name, sha256="0" * 64, format="markdown")


LEXICON = """
hsb: [harmful sexual behaviour, sexual harassment]
hsb section: [child on child abuse]
hsb title: [young abusers]
between adults: [sexual harassment of staff]
sexual word: ["=sexual"]
one to another: [between, each other]
not between children: [adult, education]
off-topic section: [allegations against staff]
child: [child, pupil]
directory: ["=contacts", what it offers, telephone]
duties column: [what they do]
refer: [refer, ring]
social care: [social care, mash]
parent: [parent, carer]
tell: [tell, inform]
promptly: [immediately, same day]
not: ["not", never]
record: [record, write down]
"""
HEAD = """
id: small
version: "1"
title: A small pack
source: a test
edition: today
themes: [Working together]
"""
CRITERION = """
id: XX1
title: Early referral
theme: Working together
source: "section 1"
why-it-matters: It matters.
questions: [Who rings?]
elements:
  XX1.refer:
    title: Concerns are referred to social care.
    add: Say who refers.
    says: ["{refer} ... {social care}", "{social care} ... {refer}"]
    contradicts: ["{not} ... {refer} ... {social care}"]
    examples:
      says: ["The lead refers to social care."]
      does-not: ["The lead may ring social care."]
  XX1.early:
    title: It is done early.
    add: Say when.
    says: ["{refer} ... {social care} & {promptly}"]
  XX1.parents:
    title: Parents are told.
    add: Say who tells parents.
    required: false
    says: ["{tell} ... {parent}"]
"""


def write_pack(folder: Path, *, criterion: str = CRITERION, lexicon: str = LEXICON, head: str = HEAD) -> Path:
    """A pack folder with its own lexicon and the program's cues."""
    cues = Path(__file__).parents[1] / "criteria" / "cues" / "cues.yaml"
    for place in ("lexicon", "cues", "small"):
        (folder / place).mkdir(exist_ok=True)
    (folder / "cues" / "cues.yaml").write_text(cues.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "lexicon" / "words.yaml").write_text(lexicon, encoding="utf-8")
    (folder / "small" / "pack.yaml").write_text(head, encoding="utf-8")
    (folder / "small" / "XX1.yaml").write_text(criterion, encoding="utf-8")
    return folder / "small"


def small_pack(folder: Path, *, examples: bool = False) -> Pack:
    """A pack of one criterion with three elements."""
    return load_pack(write_pack(folder), examples=examples)


def subjects(tmp_path: Path, *lines: str) -> list[tuple[str, str]]:
    """What each statement of a small document is about, and by which cross-reference."""
    read_ones = read(document(*lines), small_pack(tmp_path).lexicon)
    return [(each.reach.subject, each.reach.via) for each in read_ones]

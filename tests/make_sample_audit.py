"""Makes reports/sample/audit/: a made-up area of six agencies from the documents of tests/gold/, and the outputs of its audit.

    python -m tests.make_sample_audit

As a board would: an earlier round, the agencies' documents and self-scores, two reviewers who decide, a document that comes late and makes
one of their decisions one to look at again, and then the outputs, once with names and once without.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from procheck.audit.database import Database
from procheck.audit.given import Asked
from procheck.audit.history import Decisions
from procheck.audit.model import Audit
from procheck.audit.reviewing import decide, open_audit
from procheck.audit.running import Done, run
from tests.make_sample import SAMPLE, make

GOLD = Path(__file__).parent / "gold"
AREA = SAMPLE / "audit"
AS_OF, EARLIER = date(2026, 11, 22), date(2025, 11, 20)

DOCUMENTS = {
    "calder-fen-youth-justice": ("d22-youth-justice.html",),
    "hartsbourne-high-school": ("d23-old-policy.docx",),
    "kelby-dolphins": ("d05-swimming-club.odt",),
    "lowmoor-and-vale-nhs": ("d07-nhs-trust-sop.pdf",),
    "st-wilfrids-primary": ("d02-primary-safeguarding.docx",),
    "weirfield-surgery": ("d20-gp-practice.pdf",),
}
"""What each agency sent: files of tests/gold/, none of them one that is held out."""

LATE = ("kelby-dolphins", "Poolside safeguarding sheet.docx")
LATE_WORDS = """\
# Kelby Dolphins: safeguarding on poolside

For every coach and helper. Agreed by the committee on 2 November 2026.

## If a child shows harmful sexual behaviour

- Tell the Welfare Officer the same day, however small it seems, and write down what you saw and heard in the child's own words.
- The Welfare Officer refers every report of harmful sexual behaviour to children's social care without delay, and rings again if nobody has
  answered within two working days.
- The Welfare Officer tells the parents of every child involved on the same day, unless telling them would put a child at more risk: then
  children's social care is asked first.
- The child who has shown the behaviour is a child too. The Welfare Officer asks children's social care what that child needs to be safe.
"""
UNREADABLE = ("hartsbourne-high-school", "Behaviour flowchart.doc")

SETTINGS = """\
# A made-up area. "procheck audit init" writes a file like this, with every setting explained.
title: Harmful sexual behaviour deep dive
round: Autumn 2026
board:
  name: Calder and Vale Safeguarding Children Partnership
  signed-by: R. Ashworth, Partnership Business Manager
  contact: |
    Partnership Office, The Old Exchange
    partnership@calderandvale.example
  reply-by: 2027-01-15
scale: rag
glossary:
  social care:
    - First Contact Vale
self-scores: self-scores.csv
agencies:
  st-wilfrids-primary:
    name: St Wilfrid's Church of England Primary School
    type: School
    nation: England
    aliases: [St Wilfrid's]
  hartsbourne-high-school:
    name: Hartsbourne High School and Community College
    type: School
    nation: England
  kelby-dolphins:
    name: Kelby Dolphins Swimming Club
    type: Sports club
    nation: England
    aliases: [Kelby Dolphins ASC]
    not-applicable:
      SV1: The club provides no therapy and commissions none.
  lowmoor-and-vale-nhs:
    name: Lowmoor and Vale Community Health NHS Trust
    type: Health
    nation: England
  weirfield-surgery:
    name: Weirfield Surgery
    type: Health
    nation: England
  calder-fen-youth-justice:
    name: Calder Fen Youth Justice Service
    type: Youth justice
    nation: England
"""
SELF_SCORES = """\
Agency,Criterion,Score,Comment
St Wilfrid's,MA1,Green,"Policy, section 5"
St Wilfrid's,PC1,Green,
St Wilfrid's,PT2,Amber,New staff still to be trained
Hartsbourne High School and Community College,MA1,Green,Child protection policy
Hartsbourne High School and Community College,WP1,Green,
Hartsbourne High School and Community College,AT2,Green,
Hartsbourne High School and Community College,PC1,Green,
Kelby Dolphins ASC,MA1,Green,Welfare policy
Kelby Dolphins ASC,WC4,Green,
Kelby Dolphins ASC,PC1,Green,Welfare policy
Lowmoor and Vale Community Health NHS Trust,MA1,Green,SOP SG-14
Lowmoor and Vale Community Health NHS Trust,SV1,Amber,
Weirfield Surgery,MA1,Green,
Weirfield Surgery,WC2,Green,
Weirfield Surgery,PC2,Green,
Calder Fen Youth Justice Service,MA1,Green,
Calder Fen Youth Justice Service,WC3,Amber,
"""

DECISIONS = (
    ("hartsbourne-high-school", "PT2", "Amber", "The training log was seen on the visit; the policy does not say it.", "M. Dean"),
    (
        "kelby-dolphins",
        "MA1",
        "Red",
        "Nothing on referral in what was sent. The club says that a poolside sheet will follow.",
        "M. Dean",
    ),
    ("weirfield-surgery", "WC2", "", "Ask the practice how patterns over several patients are seen.", "S. Oyelaran"),
    ("lowmoor-and-vale-nhs", "MA1", "Green", "Agreed at the panel.", "S. Oyelaran"),
)
"""Agency, criterion, word, note and who."""


def make_returns(folder: Path, *, late: bool = True) -> None:
    """The agencies' folders, audit.yaml and the self-scores; `late`: with what came last."""
    for agency, names in DOCUMENTS.items():
        (folder / agency).mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copy(GOLD / name, folder / agency / name.split("-", 1)[1])
    (folder / UNREADABLE[0] / UNREADABLE[1]).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    if late:
        (folder / LATE[0] / LATE[1]).write_bytes(make(LATE_WORDS))
    (folder / "audit.yaml").write_text(SETTINGS, encoding="utf-8", newline="\n")
    (folder / "self-scores.csv").write_text(SELF_SCORES, encoding="utf-8", newline="\n")


def make_earlier(folder: Path) -> Done:
    """The round of the year before, with one agency fewer, one that is gone since, and a policy that has been worked on since."""
    make_returns(folder, late=False)
    shutil.rmtree(folder / "lowmoor-and-vale-nhs")
    shutil.copy(GOLD / "d25-secondary-cp-policy.docx", folder / "hartsbourne-high-school" / "old-policy.docx")
    (folder / "bramblegate-nursery").mkdir()
    shutil.copy(GOLD / "d11-nursery.docx", folder / "bramblegate-nursery" / "nursery.docx")
    settings = SETTINGS.replace("Autumn 2026", "Autumn 2025").replace("self-scores: self-scores.csv\n", "").split("  lowmoor-and-vale-nhs:")
    kept = settings[1][settings[1].index("  weirfield-surgery:") :]
    (folder / "audit.yaml").write_text(settings[0] + kept, encoding="utf-8", newline="\n")
    return run(Asked(folder, out=folder.parent / "earlier-outputs", as_of=EARLIER, now=datetime(2025, 11, 20, 9, 30, tzinfo=UTC)))


def review(folder: Path, audit: Audit) -> None:
    """What the reviewers decide, cell by cell."""
    with Database(folder) as database:
        for minute, (agency, criterion, word, note, by) in enumerate(DECISIONS):
            cell = audit.cell(agency, criterion)
            at = datetime(2026, 11, 12, 14, minute, tzinfo=UTC).isoformat(timespec="seconds")
            decide(database, audit, cell.ref, word, note, by=by, at=at, seen=cell.seen, source="the panel of 12 November")
        assert len(Decisions(database).entries()) == len(DECISIONS)


def make_outputs(folder: Path) -> None:
    """Everything below `folder`, anew."""
    with tempfile.TemporaryDirectory() as held:
        work = Path(held)
        earlier = make_earlier(work / "earlier" / "returns")
        returns = work / "returns"
        make_returns(returns, late=False)
        asked = Asked(
            returns,
            out=work / "outputs",
            as_of=AS_OF,
            now=datetime(2026, 11, 10, 9, 30, tzinfo=UTC),
            by="R. Ashworth",
            previous=earlier.out,
        )
        run(asked)
        review(returns, open_audit(returns, AS_OF))
        make_returns(returns)
        now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
        run(replace(asked, now=now, previous=None), print)
        run(replace(asked, now=now, previous=None, out=work / "outputs-anonymised", anonymise=True))
        if folder.exists():
            shutil.rmtree(folder)
        for name in ("returns", "outputs", "outputs-anonymised"):
            # Without the database, which is no sample of anything: a run makes one.
            shutil.copytree(work / name, folder / name, ignore=shutil.ignore_patterns("audit.sqlite*"))


if __name__ == "__main__":
    make_outputs(AREA)

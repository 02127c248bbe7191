"""Made-up reports for the tests: no real organisation, and no words of a real policy."""

from __future__ import annotations

from procheck.documents.model import Unread
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence, Status, Value
from procheck.reports.model import DocumentSummary, Note, PackSummary, Report

PACK = PackSummary(
    id="hsb-learning-2017",
    version="1.0",
    title="Harmful sexual behaviour: learning from case reviews",
    source="NSPCC, Harmful sexual behaviour: learning from case reviews",
    edition="February 2017",
    limits=("The briefing was replaced in December 2021; learning published since then is not tested.",),
)

_CRITERIA: tuple[tuple[str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    # id, theme, title, (element, what it asks for, value)
    ("WC1", "Looking at the wider context", "HSB recognised as a possible indicator of abuse", (
        ("recognise", "HSB can be a sign that the child who displays it has been or is being harmed.", "yes"),
        ("own-safeguarding", "The child who displays HSB gets a safeguarding response of their own.", "weak"))),
    ("WC2", "Looking at the wider context", "Patterns, not single incidents", (
        ("patterns", "Staff look beyond the incident at hand to earlier incidents and patterns.", "no"),)),
    ("WC3", "Looking at the wider context", "Reasons behind the behaviour", (
        ("explore", "Someone finds out what lies behind the behaviour.", "weak"),
        ("address", "Those reasons are acted on, not merely sanctioned.", "no"))),
    ("WC4", "Looking at the wider context", "Accurate, detailed records", (
        ("record", "HSB incidents and concerns are recorded.", "yes"),
        ("detail", "What makes a good record is said.", "yes"),
        ("overview", "Records are kept together so that an overview can be had.", "no"))),
    ("WC5", "Looking at the wider context", "Child-centred approach", (
        ("voice", "The views, wishes and feelings of the children are heard.", "yes"),
        ("needs", "Each child's own needs and risks are worked out with them.", "weak"))),
    ("WC6", "Looking at the wider context", "Social media and harmful networks", (
        ("online", "The child's use of social media and devices is considered.", "yes"),
        ("networks", "Groups, contacts or content that promote HSB are considered.", "yes"))),
    ("WP1", "Who needs protection", "Support for all the children involved", (
        ("harmed", "The child who was harmed is supported.", "yes"),
        ("displaying", "The child who displayed HSB is supported, not only sanctioned.", "contradicted"),
        ("others", "Other children affected are supported.", "weak"))),
    ("WP2", "Who needs protection", "Risk to the child as well as risk from the child", (
        ("posed", "The risk that the child may pose to others is assessed or managed.", "yes"),
        ("faced", "The risk that the same child faces is assessed or managed too.", "no"))),
    ("WP3", "Who needs protection", "Consent is not assumed", (
        ("consent", "Staff do not assume that sexual activity was consensual.", "yes"),
        ("vulnerability", "Age gaps, disability and imbalances of power are weighed.", "yes"),
        ("privacy", "Privacy is no reason not to report.", "yes"))),
    ("WP4", "Who needs protection", "Duty to every child, not only one's own", (
        ("every-child", "The duty reaches every child involved, whoever's pupil or patient they are.", "no"),)),
    ("AT1", "Professional attitudes", "Taken seriously and reported", (
        ("serious", "HSB is taken seriously and never played down.", "yes"),
        ("report", "Every concern is reported, however minor it seems.", "contradicted"))),
    ("AT2", "Professional attitudes", "Children first, not predators", (
        ("child-first", "Children who display HSB are children first, and are not labelled.", "yes"),)),
    ("AT3", "Professional attitudes", "Safeguarding alongside any investigation", (
        ("alongside", "Safeguarding goes on, and does not wait, when the police are involved.", "yes"),)),
    ("PC1", "Parents and carers", "Parents told, unless that brings risk", (
        ("inform", "Parents are told about incidents that involve their child.", "yes"),
        ("unless-risk", "Except where telling them would put a child at risk.", "contradicted"))),
    ("PC2", "Parents and carers", "Parents helped to support their child", (
        ("help", "Parents are helped so that they can support their child.", "no"),)),
    ("PT1", "Procedures, awareness and training", "A specific HSB procedure", (
        ("procedure", "Actual steps for responding to HSB are set out.", "yes"),)),
    ("PT2", "Procedures, awareness and training", "All staff know it and can follow it", (
        ("aware", "All staff and volunteers are made aware of the HSB procedure.", "weak"),
        ("trained", "Staff are trained on HSB.", "yes"))),
    ("MA1", "Referral and multi-agency working", "Early referral to children's social care", (
        ("refer", "HSB concerns are referred to children's social care.", "yes"),
        ("early", "It is done early: at once, the same day or within a stated time.", "weak"),
        ("follow-up", "Referrals are followed up.", "no"))),
    ("MA2", "Referral and multi-agency working", "Information shared between agencies", (
        ("share", "Information about the children is shared with other agencies.", "yes"),
        ("overview", "Why or how is said: the overall picture, or what the law allows.", "weak"))),
    ("MA3", "Referral and multi-agency working", "Clear roles", (
        ("roles", "Two or more roles are named with what each does.", "yes"),
        ("combine", "How the roles fit together is said.", "yes"))),
    ("MA4", "Referral and multi-agency working", "Multi-agency overview", (
        ("meeting", "Children who display HSB are discussed at a multi-agency meeting.", "no"),)),
    ("SV1", "Capacity of services", "Specialist help in good time", (
        ("specialist", "The children get specialist or therapeutic help.", "yes"),
        ("timely", "It comes in good time, or support is given meanwhile.", "no"))),
    ("SV2", "Capacity of services", "National guidance used", (
        ("guidance", "The NSPCC framework or the NICE guideline is used.", "yes"),
        ("tools", "A recognised tool for telling healthy from harmful behaviour is used.", "yes"))),
)  # fmt: skip

_PASSAGES = (
    ("The designated safeguarding lead must record every incident on the same day, in the child's own words, with what "
     "was seen apart from what was thought, and must sign and date the entry.",
     14, ("6 Records", "6.2 What to write down"), "directive", "hsb"),
    ("Staff may wish to consider whether support could be offered to the pupil, where time and resources allow.",
     9, ("5 Responding to harmful sexual behaviour", "5.4 After the first day"), "permissive", "hsb"),
    ("The designated safeguarding lead rings the front door before the children go home, and confirms the referral in "
     "writing; nobody waits for the school's own inquiries, for the outcome of a conversation with either family, for "
     "proof, or for a second incident, and nobody promises a child that what has been said will be kept secret from "
     "the people whose work it is to help.",
     11, ("5 Responding to harmful sexual behaviour", "5.2 Referral"), "directive", "hsb"),
    ("All concerns about a child's welfare are passed to the safeguarding team.",
     4, ("2 Safeguarding in general",), "descriptive", "general"),
    ("Step | Who | By when: Draw up a safety plan with the child and the parents | DSL | Next school day",
     22, ("Annex C: flowchart and table of actions to be taken by each member of staff who learns of, sees, hears or "
          "suspects any behaviour of the kinds listed in this annex, whenever and wherever it happens",
          "Table 3 Who does what"), "directive", "hsb"),
)  # fmt: skip

_OPPOSITES = (
    ("A pupil who has acted in this way gives up any claim on the school's support services.", 10),
    ("Teachers should use their judgement: a first or minor incident need not be passed on.", 8),
    ("Parents of both children will always be told the same day, whatever the circumstances.", 12),
)

_WHY: dict[Value, str] = {
    "yes": "A firm sentence about harmful sexual behaviour says so.",
    "weak": "The best passage leaves it to choice or speaks of abuse in general.",
    "no": "No sentence about harmful sexual behaviour that says this was found in any section.",
    "contradicted": "A sentence says the opposite, and a firm sentence elsewhere does not cancel it.",
}


def evidence(number: int, value: Value) -> Evidence:
    """The `number`th stock passage, read as `value` allows."""
    firm = [passage for passage in _PASSAGES if passage[3:] == ("directive", "hsb")]
    feeble = [passage for passage in _PASSAGES if passage not in firm]
    choice = firm if value == "yes" else feeble
    quote, page, section, strength, scope = choice[number % len(choice)]
    because = "it speaks of abuse in general" if scope == "general" else "'may' leaves it to choice"
    return Evidence(
        quote=quote,
        document="Child protection and safeguarding policy 2026.docx",
        page=page,
        section=section,
        paragraph=40 + 7 * number,
        strength=strength,  # type: ignore[arg-type]
        scope=scope,  # type: ignore[arg-type]
        stance="says",
        via="cross-reference from 5.2" if number % 4 == 3 else "",
        value=value,
        because="" if value == "yes" else because,
        found_by="{record} ... {incident}",
    )


def opposite(number: int) -> Evidence:
    """The `number`th passage that says the opposite."""
    quote, page = _OPPOSITES[number % len(_OPPOSITES)]
    return Evidence(
        quote=quote,
        document="Child protection and safeguarding policy 2026.docx",
        page=page,
        section=("5 Responding to harmful sexual behaviour",),
        paragraph=60 + number,
        strength="directive",
        scope="hsb",
        stance="contradicts",
        value="contradicted",
        because="it says the opposite of what is asked for",
    )


def _element(criterion: str, number: int, key: str, title: str, value: Value, required: bool) -> ElementFinding:
    how_many = {"yes": 1 + number * 3 % 5, "weak": 1 + number % 3, "no": 0, "contradicted": 2}[value]
    found = tuple(evidence(number + step, "yes" if value == "contradicted" else value) for step in range(how_many))
    if value == "contradicted":
        found = (*found[:1], opposite(("WP1", "AT1", "PC1").index(criterion)))
    return ElementFinding(
        id=f"{criterion}.{key}",
        title=title,
        required=required,
        value=value,
        why=_WHY[value],
        add=f"Say who does this, by when, and how it is checked. {title} Name the role, not the person, and put it in "
        "the section that staff open first.",
        evidence=found,
    )


def status(elements: tuple[ElementFinding, ...]) -> Status:
    """The guide's rule from elements to a status."""
    required = [element.value for element in elements if element.required]
    if any(element.value == "contradicted" for element in elements):
        return "contradicted"
    if all(value == "yes" for value in required):
        return "met"
    return "not-met" if all(value == "no" for value in required) else "partial"


_EXTRA = {"WC4.overview", "WP1.others", "WP3.privacy", "MA1.follow-up", "MA2.overview", "SV2.tools"}


def criteria(force: Value | None = None) -> tuple[CriterionFinding, ...]:
    """All 23 criteria with their 43 elements; `force` gives every element the same value."""
    made, number = [], 0
    for key, theme, title, elements in _CRITERIA:
        found = []
        for name, asks, value in elements:
            number += 1
            required = f"{key}.{name}" not in _EXTRA
            found.append(_element(key, number, name, asks, force or value, required))  # type: ignore[arg-type]
        reached = status(tuple(found))
        made.append(
            CriterionFinding(
                id=key,
                theme=theme,
                title=title,
                status=reached,
                elements=tuple(found),
                needs_review=("Page 16 could not be read, and the missing words may stand there.",)
                if reached == "not-met" and key in ("WC2", "MA4")
                else (
                    "One passage says it and another says the opposite: a person must settle which one staff follow.",
                )
                if reached == "contradicted"
                else (),
                why_it_matters="Reviews found children harmed again where each worker saw one incident and nobody held "
                "the whole picture or asked what had happened to the child before.",
                source=f"Learning for improved practice: {theme}",
                questions=(
                    "Tell me about the last time this happened here. Who did what, and when?",
                    "How would a new member of staff, or one from an agency, know what to do?",
                ),
            )
        )
    return tuple(made)


POLICY = DocumentSummary(
    name="Child protection and safeguarding policy 2026.docx",
    sha256="9f2c1b7a" * 8,
    format="docx",
    pages=31,
    words=14_207,
    title="Child Protection and Safeguarding Policy",
    owner="Deputy Head (Pastoral)",
    version="4.1",
    approved="2025-09-01",
    review_due="2026-09",
    unread=(
        Unread("image", "A picture with no text layer: perhaps a flowchart.", page=6, section=("4 Recognising",)),
        *(Unread("page", "A scanned page with no text layer.", page=page) for page in (16, 17, 18, 19, 24)),
    ),
    remarks=("The file has tracked changes: the final text was read.",),
)


def long_report() -> Report:
    """A school's long policy: every status, many passages, pages not read, notes of every kind."""
    return Report(
        submission="Riverside Academy",
        as_of="2026-11-22",
        procheck="0.1.0",
        pack=PACK,
        documents=(POLICY,),
        criteria=criteria(),
        notes=(
            Note("placeholder", "A placeholder was left in.", "[insert name of DSL]", POLICY.name, 3, ("1 Contacts",)),
            Note("placeholder", "A placeholder was left in.", "XXXX Council", POLICY.name, 3, ("1 Contacts",)),
            Note("overdue-review", "The review was due in September 2026 and is overdue.", "", POLICY.name),
            Note(
                "outdated-reference",
                "Local Safeguarding Children Boards (LSCB) were replaced by safeguarding partners in 2019.",
                "report to the LSCB",
                POLICY.name,
                5,
                ("3 Law and guidance",),
            ),
            Note(
                "pointer",
                "The duty is only named here: the words that staff would follow stand in another document.",
                "See the Behaviour Policy for sanctions and support.",
                POLICY.name,
                13,
                ("5 Responding to harmful sexual behaviour", "5.6 Sanctions"),
            ),
            *(
                Note(
                    "language",
                    "“Perpetrator” names the child by the act. “The child who displayed it” keeps the child in "
                    "sight; guidance in force uses the word too, so this is advice.",
                    "the perpetrator will be",
                    POLICY.name,
                    page,
                    ("5 Responding to harmful sexual behaviour",),
                )
                for page in (8, 9, 9, 10, 11, 12, 20)
            ),
            Note("unread", "Page 6 holds a picture with no text.", "", POLICY.name, 6),
        ),
    )


def all_met() -> Report:
    """A short procedure that meets everything, in Markdown: no pages, nothing unread."""
    document = DocumentSummary("hsb-procedure.md", "ab" * 32, "markdown", None, 3_204, title="HSB procedure")
    return Report("Northgate Health Trust", "2026-11-22", "0.1.0", PACK, (document,), criteria("yes"))


HOSTILE = '<script>alert(1)</script> & "quoted" | *bold* [x](javascript:alert(1)) `code` \x1b[31m\u202ered\x00'


def hostile() -> Report:
    """Two documents whose every string tries to break out of the form it is put in."""
    passage = Evidence(
        quote=f"=cmd()|' /C calc'!A0 {HOSTILE}",
        document="+evil\u202exod.exe.pdf",
        page=None,
        section=("Section " + "very long heading that runs on and on " * 8, "<img src=x onerror=alert(1)>"),
        paragraph=3,
        strength="permissive",
        scope="general",
        stance="says",
        via=HOSTILE,
        value="weak",
        because=HOSTILE,
        found_by=HOSTILE,
    )
    names = ("+evil\u202exod.exe.pdf", "@SUM(1).docx")
    documents = tuple(
        DocumentSummary(
            name,
            "0" * 64,
            "pdf",
            None,
            7,
            title=HOSTILE,
            owner="-2+3",
            version="# 1",
            approved="not-a-date",
            unread=(Unread("object", HOSTILE, section=("<b>x</b>",)),),
            remarks=(HOSTILE,),
        )
        for name in names
    )
    finding = CriterionFinding(
        id="MA1",
        theme="Referral & multi-agency",
        title="Early referral <b>now</b>",
        status="partial",
        elements=(
            ElementFinding("MA1.refer", HOSTILE, True, "weak", HOSTILE, HOSTILE, (passage,)),
            ElementFinding("MA1.early", "It is early", True, "no", "=1+1", ""),
        ),
        needs_review=(HOSTILE,),
        why_it_matters=HOSTILE,
        source=HOSTILE,
        questions=(HOSTILE,),
    )
    notes = (Note("language", HOSTILE, HOSTILE, names[0], None, ("# x",)),)
    return Report('=HYPERLINK("http://x") <i>', "2026-11-22", "0.1.0", PACK, documents, (finding,), notes)


def small() -> Report:
    """Four criteria, one of each status, small enough to read as a golden file."""
    chosen = tuple(found for found in criteria() if found.id in ("WC4", "WP4", "PC1", "MA1"))
    return Report("Hilltop Nursery", "2026-11-22", "0.1.0", PACK, (POLICY,), chosen, long_report().notes[:3])


def empty() -> Report:
    """A scan of which nothing could be read: no criterion was judged."""
    document = DocumentSummary(
        "scan.pdf", "cd" * 32, "pdf", 12, 0,
        unread=tuple(Unread("page", "A scanned page with no text layer.", page) for page in range(1, 13)),
    )  # fmt: skip
    return Report("Scanned School", "2026-11-22", "0.1.0", PACK, (document,), ())

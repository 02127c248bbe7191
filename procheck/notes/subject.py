"""Which passages are about HSB between children, and which are plainly about adults: by words alone.

The judge reads scope far more closely; advice needs only to keep away from the wrong subject.
"""

from __future__ import annotations

import re

from procheck.documents.model import Document
from procheck.notes.passages import Passage

_CHILD = r"(?:child(?:ren)?|pupils?|students?|learners?|young\s+people|young\s+person)"
_HSB = re.compile(
    rf"""\b(?:
      HSB | SVSH | harmful\s+sexual(?:ised)?\s+behaviou?rs? | sexual(?:ly)?\s+harmful\s+behaviou?rs?
    | (?:problematic|inappropriate|concerning|abusive|worrying)\s+sexual(?:ised)?\s+behaviou?rs?
    | sexuali[sz]ed\s+behaviou?rs? | sexually\s+(?:inappropriate|abusive)\s+behaviou?rs?
    | (?:child|peer|pupil|student|learner)[-\s]+(?:on|to)[-\s]+(?:child|peer|pupil|student|learner)
    | peer\s+abuse | sibling\s+sexual | sexual\s+(?:harassment|violence)
    | {_CHILD}\s+who\s+(?:sexually\s+)?(?:harm|abuse|offend|assault)
    | young\s+(?:sex(?:ual)?\s+)?(?:abusers?|offenders?|perpetrators?)
    | sexual(?:ised)?\s+(?:behaviou?r|conduct|activity|touching)\s+(?:between|among|by|towards)
    | (?:abuse|behaviou?r|sexual\s+\w+)\s+(?:between|among|by)\s+(?:other\s+)?(?:{_CHILD}|peers|members|participants)
    | allegations?\s+(?:against|about|between)\s+(?:a\s+|other\s+|another\s+)?{_CHILD}
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ADULT_SECTION = re.compile(
    r"""\b(?:
      staff | adults? | workers? | employees? | volunteers? | coach(?:es)? | leaders? | LADO | recruitment | DBS
    | domestic | exploitation | CSE | CCE | radicali[sz]ation | extremism | prevent\sduty | female\sgenital | FGM
    | honour | forced\smarriage | trafficking | online\sgrooming | whistle\w* | low[- ]level
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ADULT = re.compile(
    r"""\b(?:
      adults? | staff | workers? | employees? | volunteers? | coach(?:es)? | teachers? | strangers? | m[ae]n | parents?
    | stepfather | relative | position\sof\strust | grown-?ups? | online\spredators? | known\soffenders? | registered
    | domestic | groom(?:ed|ers?|ing) | exploit\w*
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


class Subjects:
    """What the passages of one document are about."""

    def __init__(self, document: Document) -> None:
        title = " ".join(block.text for block in document.blocks[:4] if block.kind == "heading")
        self._whole = bool(_HSB.search(title))

    def is_hsb(self, passage: Passage) -> bool:
        """True where the sentence, its headings or the whole document's title speak of HSB between children."""
        if self.is_about_adults(passage):
            return False
        if _HSB.search(passage.text) or any(_HSB.search(heading) for heading in passage.block.section):
            return True
        return self._whole

    def is_about_adults(self, passage: Passage) -> bool:
        """True where the innermost heading is about adults' conduct or another topic, and not about HSB."""
        for heading in reversed(passage.block.section):
            if _HSB.search(heading):
                return False
            if _ADULT_SECTION.search(heading):
                return True
        return False


def names_hsb(text: str) -> bool:
    """True where `text` itself speaks of HSB between children."""
    return bool(_HSB.search(text))


def names_an_adult(text: str) -> bool:
    """True where `text` speaks of an adult."""
    return bool(_ADULT.search(text))

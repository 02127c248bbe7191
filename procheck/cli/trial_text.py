"""What became of a sentence that was tried, in plain words: what it says, and apart from that how it says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from procheck.cli.marking import listed, marked, names_shown, quoted, such_as, words_at
from procheck.cli.options import folded
from procheck.judgement.model import Value
from procheck.judgement.nearest import Kept, Near
from procheck.judgement.trying import Match, Trial, Tried
from procheck.judgement.weighing import Stand
from procheck.language.cues import Manner
from procheck.language.lexicon import Lexicon
from procheck.language.titles import HSB
from procheck.scoring.model import Bounds, Likelihood

_RESULT: Mapping[Value, tuple[str, str]] = {
    "yes": ("Found", "says"),
    "weak": ("Found, but weak", "weak"),
    "no": ("Not found", "does-not"),
    "contradicted": ("Says the opposite", "contradicts"),
}
_PHRASE: Mapping[Stand, str] = {
    "says": "Phrase that says it",
    "partly": "Phrase that says it only in part (weak, at best)",
    "contradicts": "Phrase that says the opposite",
    "apart": "Phrase that sounds like the opposite and is another matter",
    "unlike": "Phrase that sounds like it and is another matter",
}
_MANNER: Mapping[Manner, str] = {
    "permissive": 'Permission: "{cue}" leaves it to choice',
    "softened": 'Softened: "{cue}" makes it less than a duty',
    "deferred": 'Put off: "{cue}" is a promise, not yet in place',
    "negated": 'Negation: "{cue}" denies it',
    "historic": 'Past event: by "{cue}" it tells of something that happened',
    "quoted": 'Bad example: by "{cue}" it is given as an example of what not to do',
    "guidance": 'Guidance: by "{cue}" it tells what guidance says, not what is done here',
}
_WORTH: Mapping[Value, tuple[str, str]] = {
    "yes": ("it counts in full", "it would count in full"),
    "weak": ("it counts as weak", "it would count as weak"),
    "no": ("it does not count", "it would not count"),
    "contradicted": ("it contradicts", "it would contradict"),
}
_ELSEWHERE = "its heading is about something else (staff, recruitment and the like), where nothing is looked for"
_KEPT: Mapping[Kept, str] = {
    "overlap": "But the same words would have to serve twice: each part of a phrase needs words of its own.",
    "order": "All its words are there, but in another order: write a phrase for this order too.",
    "distance": "All its words are there, but too far apart, or parted by a full stop or a semicolon.",
    "guard": "All its words are there, but so is {names}, which the phrase rules out with '!'.",
    "surroundings": "All its words are there, but {names} must be in the sentence, its heading or the sentence before.",
    "lead-in": "All of it stands in what introduces the sentence, which is judged by itself.",
}


def lines(trial: Trial, lexicon: Lexicon) -> Iterator[str]:
    """The lines to show for one element. `lexicon` is the pack's, for words that would have been found."""
    element = trial.element
    result, kind = _RESULT[trial.value]
    yield folded(f"{element.id} {element.title}", 0)
    why = _why(trial)
    yield folded(f"{result}{f': {why}' if why else ''}.", 2)
    yield folded(f'As an example of this element it would stand under "{kind}".', 2)
    if element.parts:
        said = sorted({each.candidate.part for tried in trial.statements for each in tried.matches if _counts(each)})
        yield folded(f"It has parts, of which {element.needs} must be said. Said here: {listed(said) or 'none'}.", 2)
    if not trial.statements:
        yield folded(
            "There is nothing to judge: a short line with no full stop is read as a heading, and a heading proves nothing.", 2
        )
    for number, tried in enumerate(trial.statements, 1):
        if len(trial.statements) > 1:
            yield f"\n  Sentence {number} of {len(trial.statements)}"
        yield from _sentence(tried, trial.bounds, lexicon)
    yield ""


def _why(trial: Trial) -> str:
    """What holds it below a plain yes, in a clause; "" where nothing was found, or nothing holds it."""
    for tried in trial.statements:
        for match in tried.matches:
            if trial.value in ("weak", "no") and match.candidate.value == trial.value:
                return _ELSEWHERE if tried.statement.reach.subject == "off-topic" else match.candidate.because
    return ""


def _counts(match: Match) -> bool:
    return bool(match.candidate.part) and match.candidate.value != "no"


def _sentence(tried: Tried, bounds: Bounds | None, lexicon: Lexicon) -> Iterator[str]:
    likelihood = tried.likelihood
    yield "\n  What it says"
    for match in tried.matches:
        yield from _what(match, tried)
    if not tried.matches:
        yield folded(marked(tried.statement, ()), 4)
        yield "    No phrase matched."
    if tried.nearest:
        yield from _near(tried.nearest, tried, lexicon)
    elif not tried.matches:
        yield "    None of the words that its phrases look for is there."
    if likelihood and bounds:
        yield from _likeness(likelihood, bounds)
    yield "  How it says it"
    ways = [list(_how(match, tried, bounds)) for match in tried.matches]
    if not ways:
        yield "    That is asked only of what was found."
    elif all(way == ways[0] for way in ways):
        yield from (folded(line, 4) for line in ways[0])
    else:
        for match, way in zip(tried.matches, ways, strict=True):
            yield folded(f"By {match.candidate.phrase.text if match.candidate.phrase else 'likeness'}:", 4)
            yield from (folded(line, 6) for line in way)


def _what(match: Match, tried: Tried) -> Iterator[str]:
    candidate = match.candidate
    if candidate.phrase is None:
        yield folded(marked(tried.statement, ()), 4)
        opposite = "say the opposite" if candidate.stand == "contradicts" else "say it"
        yield f"    No phrase matched. It was found by its likeness to statements that {opposite}."
        return
    yield folded(marked(tried.statement, candidate.spans), 4)
    part = f" (part: {candidate.part})" if candidate.part else ""
    yield folded(f"{_PHRASE[candidate.stand]}{part}: {candidate.phrase.text}", 4)
    steps = [step for sequence in candidate.phrase.sequences for step in sequence]
    for step, span in zip(steps, candidate.spans, strict=False):
        names = [name for name in step.names if span in tried.statement.hits.get(name, ())]
        yield folded(f'{names_shown(names or step.names)}: "{words_at(tried.statement, span)}"', 6)
    for group in candidate.phrase.context:
        yield folded(f"{names_shown(group)}: in the sentence, its heading or the sentence before", 6)
    apart = any(other.candidate.stand in ("apart", "unlike") for other in tried.matches)
    if candidate.likelihood and not apart and candidate.because not in ("", match.by_grammar.because):
        yield folded(f"The learned scorer overrules the phrase: {candidate.because}.", 4)


def _near(near: Near, tried: Tried, lexicon: Lexicon) -> Iterator[str]:
    kind = {"says": "says it", "partly": "says it only in part", "contradicts": "says the opposite", "apart": "", "unlike": ""}[near.stand]
    also = " firmly" if tried.matches else ""
    part = f", part: {near.part}" if near.part else ""
    yield folded(f"Nearest phrase ({kind}{also}{part}): {near.phrase.text}", 4)
    for each in near.parts:
        if each.spans:
            found = sorted({words_at(tried.statement, span) for span in each.spans})
            yield folded(f"found: {names_shown(each.names)}: {listed(quoted(found))}", 6)
        else:
            yield folded(f"not found: {names_shown(each.names)}{such_as(each.names, lexicon)}", 6)
    if near.kept != "words":
        yield folded(_KEPT[near.kept].format(names=names_shown(near.blocking)), 6)


def _likeness(likelihood: Likelihood, bounds: Bounds) -> Iterator[str]:
    # A bound that can't be reached means that likeness has no say there: so it is with elements known by their examples alone.
    overruled = f"; below {bounds.kept:.2f} a phrase is overruled" if bounds.kept > 0 else ", and weak at most"
    yield folded(
        f"Likeness to statements that say it: {likelihood.says:.2f} (found from {bounds.found:.2f} on{overruled}).", 4
    )
    if bounds.opposite <= 1:
        yield folded(
            f"Likeness to statements that say the opposite: {likelihood.opposite:.2f} (found from {bounds.opposite:.2f} on).", 4
        )


def _how(match: Match, tried: Tried, bounds: Bounds | None) -> Iterator[str]:
    reading, stand = match.by_grammar.reading, match.candidate.stand
    if reading.manner != "says":
        yield f"{_MANNER[reading.manner].format(cue=reading.cue)}, so {_WORTH[match.by_grammar.value][0]}."
    elif stand == "contradicts":
        yield "Firmly: nothing denies it or puts it off."
    elif match.candidate.element.knowledge:
        yield 'Firmly: nothing denies it. It asks for knowledge, so words such as "may" do not weaken it.'
    else:
        how = "as a duty" if reading.directive else "as what is done"
        yield f"Firmly, {how}: nothing leaves it to choice, puts it off or denies it."
    if tried.likelihood and bounds and bounds.firm > 0 and stand != "contradicts":
        weak = match.candidate.phrase is None and tried.likelihood.firmly < bounds.firm
        firm = ", so it counts as weak" if weak else ""
        yield f"Likeness to firm wordings: {tried.likelihood.firmly:.2f} (weak below {bounds.firm:.2f}){firm}."
    yield f"Scope: {_scope(match, tried)}"


def _scope(match: Match, tried: Tried) -> str:
    if tried.statement.reach.subject == "off-topic":
        return f"{_ELSEWHERE}."
    if HSB in tried.statement.hits:
        return "about HSB, by its own words."
    general = ""
    if match.in_general_text.value != match.by_grammar.value:
        general = f" In text about concerns in general {_WORTH[match.in_general_text.value][1]}."
    section = " > ".join(tried.statement.statement.section)
    return f'about HSB, because it is tried in a section called "{section}".{general}'

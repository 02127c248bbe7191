"""Sentences with the matched words marked, and concepts as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from procheck.judgement.reading import ReadStatement
from procheck.language.lexicon import Lexicon
from procheck.language.terms import Span, slots_of

_MOST_SAMPLES = 4


def marked(read: ReadStatement, spans: Sequence[Span]) -> str:
    """The statement with [matched words] in brackets; what introduces it first, where words of that matched too."""
    words, text = read.statement.joined, read.document.text
    places = sorted((words.starts[start], words.ends[end - 1]) for start, end in spans if words.starts[start] >= 0)
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    own = _with_brackets(text, read.statement.start, read.statement.end, merged)
    lead_in = [at for at in read.statement.lead_in.starts if at >= 0]
    if not lead_in or all(start >= read.statement.start for start, _ in merged):
        return own
    return f"{_with_brackets(text, lead_in[0], read.statement.lead_in.ends[-1], merged)} > {own}"


def _with_brackets(text: str, start: int, end: int, places: Sequence[Span]) -> str:
    pieces, at = [], start
    for first, last in places:
        if start <= first and last <= end:
            pieces += [text[at:first], "[", text[first:last], "]"]
            at = last
    return " ".join("".join([*pieces, text[at:end]]).split())


def words_at(read: ReadStatement, span: Span) -> str:
    """The words at a span as the document has them."""
    words = read.statement.joined
    if words.starts[span[0]] < 0:  # column headings have no place in the row's own text
        return " ".join(words.lower[span[0] : span[1]])
    return " ".join(read.document.text[words.starts[span[0]] : words.ends[span[1] - 1]].split())


def names_shown(names: Sequence[str]) -> str:
    """Concepts as a phrase writes them; plain words as they are. A criterion's own ones lose its id."""
    return listed([name.strip("'").replace("=", "") if name.startswith("'") else f"{{{_own(name)}}}" for name in names], "or")


def _own(name: str) -> str:
    return name.split("/", 1)[-1]


def such_as(names: Sequence[str], lexicon: Lexicon) -> str:
    """Some wordings that would have been found, worded to follow the concepts; "" for plain words."""
    found: list[str] = []
    for name in names:
        found += [term for term in sample_terms(name, lexicon) if term not in found]
    return f", such as {listed(quoted(found[:_MOST_SAMPLES]), 'or')}" if found else ""


def sample_terms(name: str, lexicon: Lexicon) -> Iterator[str]:
    """One wording of each term of a concept, and of those that it includes."""
    waiting, seen = [name], {name}
    while waiting:
        concept = lexicon.concepts.get(waiting.pop(0))
        if concept is None:
            continue
        for term in concept.terms:
            wording = " ".join(slot.choices[0] for slot in slots_of(term) if not slot.optional)
            if wording:
                yield wording.replace("=", "")
        for other in concept.includes:
            if other not in seen:
                seen.add(other)
                waiting.append(other)


def quoted(items: Iterable[str]) -> list[str]:
    """Each in double quotes."""
    return [f'"{item}"' for item in items]


def listed(items: Sequence[str], joiner: str = "and") -> str:
    """The items as "a, b and c"; "" for nothing."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {joiner} {items[-1]}" if items else ""

"""`procheck criteria words`: the concepts that phrases are made of, and the words that say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from procheck.cli.options import PACK, folded

if TYPE_CHECKING:
    from procheck.language.lexicon import Concept, Lexicon

_SAMPLES = 6


@click.command(short_help="List the concepts that phrases are made of.")
@click.argument("word", default="")
@PACK
def words(word: str, pack: str) -> None:
    """List the concepts that phrases are made of, or those that WORD belongs to.

    The name of a concept shows all of its words. Concepts that one criterion alone has are left out.
    """
    from procheck.checking import find_pack

    lexicon = find_pack(pack).lexicon
    shared = {name: concept for name, concept in lexicon.concepts.items() if "/" not in name}
    name = word.strip().strip("{}")
    found = _belonging(name, lexicon) & shared.keys() if name else shared.keys()
    found = {each for each in shared if each in found or (name and name.lower() in each)}
    if not found:
        click.echo(f"No concept has the word '{name}': give your criterion one of its own, under 'concepts'.")
    for each in sorted(found, key=lambda other: (other != name, other)):
        click.echo(_line(shared[each], lexicon, whole=each == name))


def _belonging(word: str, lexicon: Lexicon) -> set[str]:
    from procheck.language.words import english, words_of

    return set(lexicon.find(words_of(english().tokenizer(word))))


def _line(concept: Concept, lexicon: Lexicon, *, whole: bool) -> str:
    from procheck.cli.marking import sample_terms

    name = folded(f"{{{concept.name}}}{f': {concept.means}' if concept.means else ''}", 0)
    if whole:
        included = [f"the words of {{{other}}}" for other in concept.includes]
        return "\n".join([name, *(f"    {term}" for term in (*concept.terms, *included))])
    samples = list(sample_terms(concept.name, lexicon))
    more = ", ..." if len(samples) > _SAMPLES else ""
    return f"{name}\n{folded(', '.join(samples[:_SAMPLES]) + more, 4)}"

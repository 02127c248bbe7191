"""`procheck criteria try`: one sentence judged, with everything that decided it."""

from __future__ import annotations

import click

from procheck.cli.options import PACK, unknown


@click.command("try", short_help="Judge one sentence and say what decided.")
@click.argument("id")
@click.argument("sentence")
@click.option("--heading", default="", metavar="TEXT", help="The heading that it stands under.")
@click.option("--before", default="", metavar="TEXT", help="The sentence before it, or what introduces it (end it in a colon).")
@click.option("--no-scorer", is_flag=True, help="By phrases alone, without the learned scorer.")
@PACK
def try_(id: str, sentence: str, heading: str, before: str, no_scorer: bool, pack: str) -> None:
    """Judge one SENTENCE and say what decided.

    ID is a criterion (MA1) or one of its elements (MA1.refer). The sentence is judged as if it stood alone in a section
    about harmful sexual behaviour. A row of a table is typed with " | " between its cells.
    """
    from procheck.checking import find_judge
    from procheck.cli.trial_text import lines
    from procheck.criteria.model import Example
    from procheck.judgement.trying import try_example

    judge = find_judge(pack, None, scored=not no_scorer)
    criterion, element = judge.pack.criterion(id), judge.pack.element(id)
    elements = criterion.elements if criterion else (element,) if element else ()
    if not elements:
        raise unknown(id, pack)
    text, heading, before = (" ".join(each.split()) for each in (sentence, heading, before))
    if not text:
        raise click.UsageError("there is no sentence to try: give one in quotes.")
    for trial in try_example(judge, elements, Example("says", text, heading, before)):
        for line in lines(trial, judge.pack.lexicon):
            click.echo(line)

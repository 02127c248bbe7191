"""`procheck criteria`: list, explain and test the criteria; commands for writing one's own stand in modules beside this."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from procheck.cli.criteria_new import new
from procheck.cli.criteria_try import try_
from procheck.cli.criteria_words import words
from procheck.cli.options import PACK, folded, unknown

if TYPE_CHECKING:
    from procheck.criteria.model import Criterion, Element, Pack


@click.group(short_help="List, explain and test the criteria, and write your own.")
def criteria() -> None:
    """List, explain and test the criteria that documents are tested against, and write your own."""


for _command in (new, try_, words):
    criteria.add_command(_command)


@criteria.command("list")
@PACK
def list_(pack: str) -> None:
    """List every criterion and element of a pack."""
    from procheck.checking import find_pack

    found = find_pack(pack)
    click.echo(f"{found.title} ({found.id} {found.version}, learning of {found.edition})")
    theme = ""
    for criterion in found.criteria:
        if criterion.theme != theme:
            theme = criterion.theme
            click.echo(f"\n{theme}")
        click.echo(f"  {criterion.id:5} {criterion.title}")
        for element in criterion.elements:
            extra = "" if element.required else " (extra)"
            click.echo(folded(f"{element.id}{extra}: {element.title}", 8))


@criteria.command()
@click.argument("id")
@PACK
def show(id: str, pack: str) -> None:
    """Explain one criterion (MA1) or element (MA1.refer)."""
    from procheck.checking import find_pack

    found = find_pack(pack, examples=True)
    criterion, element = found.criterion(id), found.element(id)
    if criterion:
        _show_criterion(criterion)
    elif element:
        _show_element(element, whole=True)
    else:
        raise unknown(id, pack)


@criteria.command()
@click.argument("ids", nargs=-1)
@click.option("--strict", is_flag=True, help="Fail where an element has too few examples, too.")
@PACK
def test(ids: tuple[str, ...], strict: bool, pack: str) -> None:
    """Judge every example in the pack and say which come out wrong.

    IDS limit it to these criteria or elements. Exit status 1 where an example is wrong.
    """
    from procheck.checking import find_pack
    from procheck.judgement.examples import run_examples, shortages

    found = find_pack(pack, examples=True)
    _known(found, pack, ids)
    wrong = total = 0
    for result in run_examples(found):
        if ids and result.element.id not in ids and result.element.id.split(".")[0] not in ids:
            continue
        total += 1
        if not result.right:
            wrong += 1
            phrases = "; ".join(each.phrase.text for each in result.candidates if each.phrase) or "no phrase was found"
            click.echo(
                f"{result.element.id}, line {result.example.line}: should be '{result.example.kind}', came out as "
                f"{result.value}: {result.example.text}\n    {phrases}"
            )
    few = [text for id, text in shortages(found) if not ids or id in ids or id.split(".")[0] in ids]
    for text in few:
        click.echo(text if strict else f"Advice: {text}")
    click.echo(f"{total - wrong} of {total} examples right.")
    sys.exit(1 if wrong or (strict and few) else 0)


def _known(pack: Pack, name: str, ids: tuple[str, ...]) -> None:
    for id in ids:
        if not pack.criterion(id) and not pack.element(id):
            raise unknown(id, name)


def _show_criterion(criterion: Criterion) -> None:
    click.echo(f"{criterion.id} {criterion.title}\n{criterion.theme}. From: {criterion.source}")
    for title, text in (("Why it matters", criterion.why_it_matters), ("A good policy", criterion.good_policy)):
        if text:
            click.echo(f"\n{title}\n{folded(text, 2)}")
    click.echo("\nQuestions to ask")
    for question in criterion.questions:
        click.echo(folded(f"- {question}", 2))
    for element in criterion.elements:
        click.echo("")
        _show_element(element, whole=False)


def _show_element(element: Element, *, whole: bool) -> None:
    kind = [] if element.required else ["extra: it does not move the criterion's status"]
    if element.knowledge:
        kind.append("a plain statement of fact is enough")
    if element.parts:
        kind.append(f"{element.needs} or more of: {', '.join(element.parts)}")
    note = f" ({'; '.join(kind)})" if kind else ""
    click.echo(folded(f"{element.id} {element.title}{note}", 0))
    click.echo(folded(f"What to add: {element.add}", 2))
    shown = {"says": "Says it", "weak": "Too weak", "does-not": "Does not say it", "contradicts": "Says the opposite"}
    for example_kind, title in shown.items():
        examples = [example for example in element.examples if example.kind == example_kind]
        if examples:
            click.echo(f"  {title}:")
        for example in examples if whole else examples[:3]:
            before = f"[{example.before}] " if example.before else ""
            click.echo(folded(f"- {before}{example.text}", 4))
    if whole:
        for title, phrases in (
            ("Phrases that say it", element.says),
            ("Phrases that say it in part", element.partly),
            ("Phrases that say the opposite", element.contradicts),
            ("Phrases that sound like the opposite and are another matter", element.not_opposite),
            ("Phrases that sound like it and are another matter", element.unlike),
            *((f"Phrases for '{part}'", phrases) for part, phrases in (element.parts or {}).items()),
        ):
            if phrases:
                click.echo(f"  {title}:")
            for phrase in phrases:
                click.echo(f"    {phrase.text}")

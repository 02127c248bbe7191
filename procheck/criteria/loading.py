"""Pack files -> Pack. Unknown keys, ids and concepts are errors that name file and line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from procheck.criteria.model import EXAMPLE_KINDS, Criterion, Element, Example, Pack
from procheck.criteria.phrases import Phrase, PhraseError, parse, renamed
from procheck.datafiles import DataFileError, Map, Text, line_of, load
from procheck.language.lexicon import Concept, Lexicon, concepts_in, read_lexicon
from procheck.language.terms import read_as

_PACK_KEYS = ("id", "version", "title", "source", "edition", "limits", "themes", "not-opposite")
_CRITERION_KEYS = (
    "id", "title", "theme", "source", "why-it-matters", "good-policy", "questions", "concepts", "elements",
)  # fmt: skip
_ELEMENT_KEYS = (
    "title", "add", "required", "kind", "general", "by-reference", "says", "partly", "contradicts", "not-opposite", "unlike", "parts",
    "needs", "examples",
)  # fmt: skip


_ELEMENT_DEFAULTS = (("kind", "duty"), ("general", "weak"), ("by-reference", "counts"))


def load_pack(
    folder: Path,
    *,
    lexicon_folder: Path | None = None,
    glossary: Mapping[str, tuple[str, ...]] | None = None,
    examples: bool = False,
    only: Iterable[str] = (),
) -> Pack:
    """Read the pack in `folder`, whose shared vocabulary is in ../lexicon and ../cues unless said otherwise.

    `glossary` adds an organisation's own names to concepts. `examples` reads the packs' examples too (left out
    otherwise, for speed). `only` loads only criteria with these ids. Raises DataFileError.
    """
    head = load(folder / "pack.yaml")
    head.check_keys(_PACK_KEYS, "the pack", required=("id", "version", "title", "source", "edition", "themes"))
    shared = lexicon_folder or folder.parent / "lexicon"
    concepts = read_lexicon(shared)
    cues = dict(concepts_in(load(shared.parent / "cues" / "cues.yaml")))
    wanted = frozenset(only)
    files = []
    plain = _PlainWords()
    for path in sorted(folder.glob("*.yaml")):
        if path.name != "pack.yaml" and (not wanted or path.stem in wanted):
            data = load(path, without=() if examples else ("examples",))
            files.append((path, data, _Names(path.stem, data.map("concepts"), concepts, plain)))
    for _, _, names in files:
        concepts.update(names.own)
    themes = head.texts("themes")
    criteria = [_criterion(path, data, themes, names, _compiled(head, "not-opposite", names)) for path, data, names in files]
    criteria.sort(key=lambda criterion: (themes.index(Text(criterion.theme)), criterion.id))
    lexicon = Lexicon(_with_glossary(concepts, glossary or {}, folder))
    for name in plain.names:
        lexicon.add(name, [name.strip("'")])
    return Pack(
        id=head.text("id"),
        version=head.text("version"),
        title=head.text("title"),
        source=head.text("source"),
        edition=head.text("edition"),
        limits=head.texts("limits"),
        criteria=tuple(criteria),
        lexicon=lexicon,
        cues=cues,
    )


class _PlainWords:
    """The plain words of all phrases: those that are matched alike are one concept, named as first met."""

    def __init__(self) -> None:
        self._by_reading: dict[tuple[bool, tuple[str, ...]], str] = {}
        self._known: dict[str, str] = {}

    def called(self, name: str) -> str:
        """What the concept is called that a phrase names in quotes."""
        if name not in self._known:
            self._known[name] = self._by_reading.setdefault(read_as(name.strip("'")), name)
        return self._known[name]

    @property
    def names(self) -> Iterable[str]:
        """Every concept, once."""
        return self._by_reading.values()


class _Names:
    """What a criterion file's phrases may call concepts: its own ones first, then the shared lexicon's.

    A file's own concepts are kept apart from other files' by the criterion's id ("PC1/not told").
    """

    def __init__(self, criterion: str, data: Map, shared: Mapping[str, Concept], plain: _PlainWords) -> None:
        """`plain` is filled with the plain words of the file."""
        self._plain = plain
        self._prefix = f"{criterion}/"
        self._names = {name: self._prefix + name for name in data}
        self._shared = frozenset(shared)
        self.own: dict[str, Concept] = {}
        for name, concept in concepts_in(data):
            for other in concept.includes:
                if self.of(other) is None:
                    raise DataFileError(
                        data.path, data.lines[name], f"concept '{name}' includes unknown concept '{other}'."
                    )
            includes = tuple(self._names.get(other, other) for other in concept.includes)
            self.own[self._prefix + name] = replace(concept, name=self._prefix + name, includes=includes)

    def of(self, name: str) -> str | None:
        """The full name of what a phrase calls `name`; None where there is no such concept."""
        if name.startswith("'"):
            return self._plain.called(name)
        return self._names.get(name, name if name in self._shared else None)


def _criterion(
    path: Path, data: Map, themes: tuple[Text, ...], concepts: _Names, never_opposite: tuple[Phrase, ...]
) -> Criterion:
    """`never_opposite` are the pack's phrases for what is another matter whatever the element."""
    data.check_keys(
        _CRITERION_KEYS, "the criterion", required=("id", "title", "theme", "source", "why-it-matters", "elements")
    )
    if data.text("id") != path.stem:
        raise DataFileError(path, data.lines["id"], f"id '{data['id']}' must be the file's name, '{path.stem}'.")
    if data["theme"] not in themes:
        raise DataFileError(path, data.lines["theme"], f"unknown theme '{data['theme']}': pack.yaml lists the themes.")
    elements = data.map("elements")
    return Criterion(
        id=data.text("id"),
        theme=data.text("theme"),
        title=data.text("title"),
        source=data.text("source"),
        why_it_matters=" ".join(data.text("why-it-matters").split()),
        good_policy=" ".join(data.text("good-policy", "").split()),
        questions=data.texts("questions"),
        elements=tuple(_element(id, elements, data.text("id"), concepts, never_opposite) for id in elements),
    )


def _element(id: str, elements: Map, criterion: str, concepts: _Names, never_opposite: tuple[Phrase, ...]) -> Element:
    data = elements.map(id)
    data.check_keys(_ELEMENT_KEYS, f"element {id}", required=("title", "add"))
    if not id.startswith(f"{criterion}."):
        raise DataFileError(data.path, elements.lines[id], f"element '{id}' must begin with '{criterion}.'.")
    kind, general, reference = (data.text(*each) for each in _ELEMENT_DEFAULTS)
    for key, value, allowed in (
        ("kind", kind, ("duty", "knowledge")),
        ("general", general, ("weak", "nothing")),
        ("by-reference", reference, ("counts", "weak")),
    ):
        if value not in allowed:
            raise DataFileError(data.path, data.lines[key], f"'{key}' must be {' or '.join(allowed)}, not '{value}'.")
    parts = data.map("parts")
    return Element(
        id=id,
        title=" ".join(data.text("title").split()),
        add=" ".join(data.text("add").split()),
        required=bool(data.get("required", True)),
        knowledge=kind == "knowledge",
        general_counts=general == "weak",
        reference_counts=reference == "counts",
        says=_compiled(data, "says", concepts),
        partly=_compiled(data, "partly", concepts),
        contradicts=_compiled(data, "contradicts", concepts),
        not_opposite=(*never_opposite, *_compiled(data, "not-opposite", concepts)),
        unlike=_compiled(data, "unlike", concepts),
        parts={name: _compiled(parts, name, concepts) for name in parts} or None,
        needs=int(data.get("needs", 2)),
        examples=tuple(_examples(data.map("examples"))),
    )


def _compiled(data: Map, key: str, concepts: _Names) -> tuple[Phrase, ...]:
    phrases = []
    for text in data.texts(key):
        try:
            phrase = parse(text)
        except PhraseError as error:
            raise DataFileError(data.path, line_of(text), f"'{text}': {error}.") from None
        used = {*phrase.names, *phrase.without, *(name for group in phrase.context for name in group)}
        full = {}
        # In order: what plain words are called hangs on which were met first.
        for name in sorted(used):
            called = concepts.of(name)
            if called is None:
                raise DataFileError(
                    data.path, line_of(text), f"unknown concept '{name}' in '{text}': the lexicon files list them."
                )
            full[name] = called
        phrases.append(renamed(phrase, full))
    return tuple(phrases)


def _examples(data: Map) -> Iterable[Example]:
    if data:
        data.check_keys(EXAMPLE_KINDS, "examples")
    for kind in EXAMPLE_KINDS:
        for item in data.get(kind, ()):
            if isinstance(item, Map):
                item.check_keys(("text", "heading", "before"), "an example", required=("text",))
                yield Example(kind, item.text("text"), item.text("heading", ""), item.text("before", ""), item.line)
            else:
                yield Example(kind, str(item), line=line_of(item))


def _with_glossary(
    concepts: Mapping[str, Concept], glossary: Mapping[str, tuple[str, ...]], folder: Path
) -> dict[str, Concept]:
    result = dict(concepts)
    for name, terms in glossary.items():
        if name not in result:
            raise DataFileError(folder, None, f"the glossary names an unknown concept '{name}'.")
        result[name] = replace(result[name], terms=result[name].terms + terms)
    return result

"""YAML files whose values know their line, so that a mistake in one is named by file and line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any


class DataFileError(Exception):
    """A mistake in a pack, lexicon or settings file; `str(error)` is "FILE, line N: what is wrong: what to do."."""

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        place = f"{path.name}, line {line}" if line else path.name
        super().__init__(f"{place}: {message}")
        self.path = path
        self.line = line


class Text(str):
    """A string that knows its line (from 1)."""

    line: int


class Map(dict[str, Any]):
    """A mapping that knows its line, the line of each key, and its file."""

    line: int
    lines: dict[str, int]
    path: Path

    def check_keys(self, known: Iterable[str], what: str, required: Iterable[str] = ()) -> None:
        """Raise DataFileError for a key that is not `known` or a `required` one that is absent."""
        known = tuple(known)
        for key in self:
            if key not in known:
                raise DataFileError(
                    self.path, self.lines[key], f"unknown key '{key}' in {what}: known keys are {', '.join(known)}."
                )
        for key in required:
            if key not in self:
                raise DataFileError(self.path, self.line, f"{what} has no '{key}': add it.")

    def text(self, key: str, default: str | None = None) -> str:
        """The string under `key`; DataFileError where it is something else."""
        value = self.get(key, default)
        if not isinstance(value, str):
            raise DataFileError(self.path, self.lines.get(key, self.line), f"'{key}' must be text.")
        return value

    def texts(self, key: str) -> tuple[Text, ...]:
        """The list of strings under `key`, () where absent."""
        value = self.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            message = f"'{key}' must be a list of texts (put numbers, yes and no in quotes)."
            raise DataFileError(self.path, self.lines.get(key, self.line), message)
        return tuple(value)

    def map(self, key: str) -> Map:
        """The mapping under `key`; an empty one where absent."""
        value = self.get(key)
        if value is None:
            value = Map()
            value.line, value.lines, value.path = self.lines.get(key, self.line), {}, self.path
        if not isinstance(value, Map):
            raise DataFileError(self.path, self.lines.get(key, self.line), f"'{key}' must have keys below it.")
        return value


def load(path: Path, *, without: Iterable[str] = ()) -> Map:
    """Read one YAML mapping. Keys in `without` (at any depth) are left out unread, for speed.

    Raises DataFileError where the file is missing, is not YAML or is not a mapping.
    """
    import yaml

    loader_class: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loader = loader_class(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        value = _build(node, loader, path, frozenset(without)) if node else None
    except OSError as error:
        raise DataFileError(path, None, f"cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise DataFileError(path, None, "is not in UTF-8: save it as UTF-8 in your text editor.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "is not YAML"
        raise DataFileError(path, mark.line + 1 if mark else None, f"{problem}.") from None
    if not isinstance(value, Map):
        raise DataFileError(path, 1, "must be a list of keys and values.")
    return value


def _build(node: Any, loader: Any, path: Path, without: frozenset[str]) -> Any:
    if node.id == "mapping":
        result = Map()
        result.line, result.lines, result.path = node.start_mark.line + 1, {}, path
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in result:
                raise DataFileError(path, key_node.start_mark.line + 1, f"'{key}' stands here twice: keep one.")
            result.lines[key] = key_node.start_mark.line + 1
            if key not in without:
                result[key] = _build(value_node, loader, path, without)
        return result
    if node.id == "sequence":
        return [_build(item, loader, path, without) for item in node.value]
    if node.tag == "tag:yaml.org,2002:str":
        text = Text(node.value)
        text.line = node.start_mark.line + 1
        return text
    return loader.construct_object(node)


def line_of(value: object) -> int | None:
    """The line that a value from `load` stands on, where it knows it."""
    return getattr(value, "line", None)

"""A YAML file as nodes that know their line. Nothing is constructed: each reader says what it accepts."""

import re
from collections.abc import Collection, Iterator

import yaml

from pointdesk.catalog.errors import SchemeError

MOST_BYTES = 1_000_000
Path = tuple[str | int, ...]
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,30})")
"""A whole number as people write it; YAML would also read 010 as eight and 1:30 as ninety."""
STRING, NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


class Source:
    """The file being read: it makes errors that name a line, and remembers on which line each place stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._lines: dict[Path, int] = {}

    def wrong(self, node: yaml.Node, path: Path, problem: str, detail: str = "") -> SchemeError:
        """The error to raise about a node."""
        return self._error(node.start_mark.line + 1, path, problem, detail)

    def wrong_at(self, path: Path, problem: str, detail: str = "") -> SchemeError:
        """The error to raise about a place; where nothing stands there, its line is that of what should hold it."""
        known = next((path[:n] for n in range(len(path), 0, -1) if path[:n] in self._lines), ())
        return self._error(self._lines.get(known, 1), path, problem, detail)

    def _error(self, line: int, path: Path, problem: str, detail: str) -> SchemeError:
        place = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
        return SchemeError(file=self.file, line=line, problem=problem, place=place, detail=detail[:100])

    def mapping(
        self, node: yaml.Node, path: Path, keys: Collection[str] | None = None, needed: Collection[str] = ()
    ) -> dict[str, yaml.Node]:
        """The values of a mapping by key: only `keys` (any, if None), each once, the `needed` ones all there."""
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(node, path, "not_a_mapping")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if not name:
                raise self.wrong(key, path, "not_a_key")
            if keys is not None and name not in keys:
                raise self.wrong(key, (*path, name), "unknown_key", f"{name}; known are {', '.join(sorted(keys))}")
            if name in found:
                raise self.wrong(key, (*path, name), "duplicate_key", name)
            found[name] = value
            self._lines[(*path, name)] = value.start_mark.line + 1
        for name in needed:
            if name not in found:
                raise self.wrong(node, (*path, name), "missing", name)
        self._lines.setdefault(path, node.start_mark.line + 1)
        return found

    def items(self, node: yaml.Node, path: Path) -> Iterator[tuple[Path, yaml.Node]]:
        """The places and nodes of a list."""
        if not isinstance(node, yaml.SequenceNode):
            raise self.wrong(node, path, "not_a_list")
        for number, item in enumerate(node.value):
            self._lines[(*path, number)] = item.start_mark.line + 1
            yield (*path, number), item

    def text(self, node: yaml.Node, path: Path) -> str:
        """A text; a number, a date or a yes must be quoted to be one."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, path, "not_text")
        if node.tag == NULL:
            raise self.wrong(node, path, "missing")
        if node.tag != STRING:
            raise self.wrong(node, path, "not_text", node.value)
        return str(node.value)

    def whole(self, node: yaml.Node, path: Path) -> int:
        """A whole number, written plainly. What it may be at least and at most is for whoever knows its meaning."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, path, "not_whole")
        if node.tag == NULL:
            raise self.wrong(node, path, "missing")
        if node.style is not None or not WHOLE.fullmatch(node.value):
            raise self.wrong(node, path, "not_whole", node.value)
        return int(node.value)

    def yes_or_no(self, node: yaml.Node, path: Path) -> bool:
        """``true`` or ``false``; the yes, no, on and off of older YAML are refused as too easily text."""
        if not isinstance(node, yaml.ScalarNode) or node.style is not None or node.value not in ("true", "false"):
            raise self.wrong(node, path, "not_yes_or_no", str(node.value) if isinstance(node, yaml.ScalarNode) else "")
        return bool(node.value == "true")

    def words(self, node: yaml.Node, path: Path) -> dict[str, str]:
        """A text by language."""
        return {language: self.text(value, (*path, language)) for language, value in self.mapping(node, path).items()}


def root_of(data: bytes, file: str) -> yaml.Node:
    """The one document of a file. Raises SchemeError where it is no YAML in UTF-8, empty, several, or too long."""
    if len(data) > MOST_BYTES:
        raise SchemeError(file=file, line=1, problem="file_too_long", detail=f"{MOST_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SchemeError(file=file, line=line, problem="not_utf8") from None
    try:
        # compose() builds nodes with their marks; no tag constructs anything, no alias is expanded.
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        detail = error.problem or error.context or ""
        raise SchemeError(file=file, line=mark.line + 1 if mark else 1, problem="not_yaml", detail=detail) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise SchemeError(file=file, line=line, problem="not_yaml", detail=str(error.reason)) from None
    except RecursionError:
        raise SchemeError(file=file, line=1, problem="nested_too_deeply") from None
    if node is None:
        raise SchemeError(file=file, line=1, problem="empty")
    return node

"""A YAML file as nodes that know their place. Nothing is constructed: each reader says what it accepts."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from pointdesk.play.errors import StoryError

MOST_BYTES = 1_000_000
"""Longer files are refused unread: no story is that long."""

_SCALARS = {
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number with a fraction",
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:str": "text",
}


def text_of(path: Path) -> str:
    """The text of a story file. Raises StoryError where it cannot be read or is not UTF-8."""
    if path.is_dir():
        raise StoryError(f"{path}: this is a directory, not a story file")
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise StoryError(f"{path}: {getattr(error, 'strerror', None) or error}".rstrip()) from None
    if len(data) > MOST_BYTES:
        raise StoryError(f"{path}: longer than {MOST_BYTES:,} bytes, too long for a story")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise StoryError(f"{path}:{line}: not UTF-8 text (byte {error.start + 1})") from None


def root_of(text: str, file: str) -> yaml.Node:
    """The one document of the text. Raises StoryError where it is no YAML, is empty or holds several documents."""
    try:
        # compose() only builds nodes (with their marks); no tag constructs anything.
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
        raise StoryError(f"{at}: not YAML: {error.problem or error.context}") from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise StoryError(f"{file}:{line}: not YAML: {error.reason}") from None
    except RecursionError:
        raise StoryError(f"{file}: nested too deeply for a story") from None
    if node is None:
        raise StoryError(f"{file}: the file is empty")
    return node


class Source:
    """The file being read: makes errors that name the place of a node."""

    def __init__(self, file: str) -> None:
        self.file = file

    def wrong(self, node: yaml.Node, problem: str) -> StoryError:
        """The error to raise about this node."""
        return StoryError(f"{self.file}:{node.start_mark.line + 1}:{node.start_mark.column + 1}: {problem}")

    def entries(self, node: yaml.Node, what: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """The (key, key node, value node) of a mapping; keys are text (or a number as written) and stand once."""
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(node, f"{what} wants a mapping of keys to values, not {kind_of(node)}")
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or kind_of(key) not in ("text", "a number"):
                raise self.wrong(key, f"a key of {what} must be text, not {kind_of(key)} (put it in quotes)")
            if key.value in seen:
                raise self.wrong(key, f"'{key.value}' stands twice in {what}")
            seen.add(key.value)
            yield key.value, key, value

    def items(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        """The nodes of a list."""
        if not isinstance(node, yaml.SequenceNode):
            raise self.wrong(node, f"{what} wants a list, not {kind_of(node)}")
        return list(node.value)


def kind_of(node: yaml.Node) -> str:
    """What stands there, in words."""
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return _SCALARS.get(node.tag, f"the tag {node.tag}")

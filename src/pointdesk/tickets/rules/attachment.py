from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from pointdesk.kit.errors import InvalidInput

MOST_FILES = 20
"""The most files of one message; more of them belong in an archive."""


@dataclass(frozen=True)
class Attachment:
    """A file that comes with a message: what the sender calls it, and its content, read once."""

    name: str
    content: bytes | BinaryIO


def attachments_of(files: Sequence[Attachment]) -> tuple[Attachment, ...]:
    """The files of one message. Raises InvalidInput("files", "too_many")."""
    if len(files) > MOST_FILES:
        raise InvalidInput(field="files", problem="too_many")
    return tuple(files)

from dataclasses import dataclass

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class FileTooLarge(DomainError):
    """The file has more than `most` bytes; `size` is how many had come when reading stopped."""

    size: int
    most: int


@dataclass(eq=False)
class EmptyFile(DomainError):
    """The file has no content at all: something went wrong before it came here."""

    name: str


@dataclass(eq=False)
class ContentMissing(DomainError):
    """The row of a file stands, its content on the disk is gone: restore it from the backup."""

    file_id: int

"""Refusals of the verbs on bugs and patches. `bug` is the reference that people read, such as B-12."""

from dataclasses import dataclass

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class BugConfirmed(DomainError):
    """A confirmed bug is not rejected any more: reverse the verdict on the tickets that it did not cause."""

    bug: str


@dataclass(eq=False)
class BugNotConfirmed(DomainError):
    """Nobody has confirmed this bug, so it can be neither fixed nor patched."""

    bug: str


@dataclass(eq=False)
class OtherLine(DomainError):
    """The ticket is about product line `ticket_line`, the bug is one of `bug_line` (codes)."""

    bug: str
    bug_line: str
    ticket: int
    ticket_line: str


@dataclass(eq=False)
class PatchExists(DomainError):
    """There is a patch of this bug for `version` already; a better one gets a version of its own."""

    bug: str
    version: str

"""What happened to bugs and patches. `bug` is the reference that people read."""

from dataclasses import dataclass

from pointdesk.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class BugRegistered(Event):
    """Somebody suspects a bug of a product line."""

    bug_id: int
    bug: str
    line_id: int


@dataclass(frozen=True, kw_only=True)
class BugVerdictGiven(Event):
    """A bug was confirmed, rejected or fixed (`status`). What it returns each ticket's charge tells by itself."""

    bug_id: int
    bug: str
    line_id: int
    status: str
    tickets: int


@dataclass(frozen=True, kw_only=True)
class TicketLinkedToBug(Event):
    """A ticket was caused by a bug, as far as staff know."""

    bug_id: int
    bug: str
    ticket_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class BugVerdictReversed(Event):
    """A ticket was not caused by the vendor's bug after all, and is priced again."""

    ticket_id: int
    number: int
    customer_id: int


@dataclass(frozen=True, kw_only=True)
class PatchPublished(Event):
    """A patch is there for the owners of the line's products, free of charge (P10, R26)."""

    patch_id: int
    bug_id: int
    bug: str
    line_id: int
    version: str


@dataclass(frozen=True, kw_only=True)
class PatchDownloaded(Event):
    """A person fetched a patch for the first time."""

    patch_id: int
    person_id: int
    customer_id: int

"""Refusals of the rooms' verbs on tickets. `ticket` is the number that people read."""

from dataclasses import dataclass
from datetime import date

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class TicketClosed(DomainError):
    """A closed ticket takes no message and no move; until the day `reopen_until` it may be reopened (P16)."""

    ticket: int
    reopen_until: date


@dataclass(eq=False)
class ReopenTooLate(DomainError):
    """P16: the last day to reopen was `last_day`; open a new ticket that follows this one."""

    ticket: int
    last_day: date


@dataclass(eq=False)
class TicketUnpriced(DomainError):
    """Ruling 19: a ticket that never got a price cannot be solved. Price it first, with a free item if it is free."""

    ticket: int


@dataclass(eq=False)
class TicketTaken(DomainError):
    """Another agent, `assignee` (their name), works on this ticket: assign it instead of taking it."""

    ticket: int
    assignee: str


@dataclass(eq=False)
class ThreadChanged(DomainError):
    """`author` wrote on this ticket after the writer had last looked: read that first."""

    ticket: int
    author: str


@dataclass(eq=False)
class TicketMerged(DomainError):
    """This ticket was merged (ruling 22): the conversation and the work go on in ticket `into`."""

    ticket: int
    into: int


@dataclass(eq=False)
class HoldsMerged(DomainError):
    """Others were merged into this ticket, so it is not merged on: merge the other way round, or undo those first."""

    ticket: int


@dataclass(eq=False)
class NotMerged(DomainError):
    """There is no merge of this ticket to undo."""

    ticket: int


@dataclass(eq=False)
class DifferentCustomers(DomainError):
    """Two tickets of two customers are never one issue: points of one would pay for the other."""

    ticket: int
    other: int

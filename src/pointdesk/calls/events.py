"""What happened on the telephone."""

from dataclasses import dataclass

from pointdesk.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class CallLogged(Event):
    """A call came in; `customer_id` None: nobody knows yet from whom."""

    call_id: int
    customer_id: int | None


@dataclass(frozen=True, kw_only=True)
class CallerVerified(Event):
    """The caller said the right PIN, and is `person_id`."""

    call_id: int
    customer_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class PriceTold(Event):
    """The caller was told what a ticket costs, `points`, before it was done; `agreed`: and agreed (P19)."""

    call_id: int
    ticket_id: int
    number: int
    customer_id: int
    points: int
    agreed: bool


@dataclass(frozen=True, kw_only=True)
class PinRegenerated(Event):
    """A person made a new support PIN; the old one is worth nothing."""

    person_id: int
    customer_id: int


@dataclass(frozen=True, kw_only=True)
class PinExhausted(Event):
    """Somebody said so many wrong PINs that the person's is locked: the person ought to know."""

    person_id: int
    customer_id: int

"""Refusals of the verbs on calls and PINs. CallerNotVerified, which refuses a price, is one of `charges`."""

from dataclasses import dataclass

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class WrongPin(DomainError):
    """That is not the person's PIN; after `tries_left` more wrong ones it is locked."""

    tries_left: int


@dataclass(eq=False)
class PinLocked(DomainError):
    """Too many wrong PINs: the person makes a new one in the portal, signed in."""

    person_id: int


@dataclass(eq=False)
class NoPin(DomainError):
    """The person has never had a PIN: they find one in the portal."""

    person_id: int


@dataclass(eq=False)
class OtherCaller(DomainError):
    """The call is another customer's, or was verified as another person's: `ticket` (a number) or the person is not
    theirs. Somebody else's call is a call of its own."""

    ticket: int | None = None

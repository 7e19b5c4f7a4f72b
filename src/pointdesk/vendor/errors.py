"""Refusals about the vendor's own settings."""

from dataclasses import dataclass

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class SharedWalletFixed(DomainError):
    """A wallet is open already: whether product lines share one was chosen for good with the first (P1)."""

    shared_wallet: bool


@dataclass(eq=False)
class CodeTaken(DomainError):
    """A product line or product of that code is there already (`kind` says which)."""

    kind: str
    taken: str

"""Refusals about the vendor's own settings."""

from dataclasses import dataclass

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class SharedWalletFixed(DomainError):
    """Points exist already: whether product lines share a wallet was chosen with the first of them (P1)."""

    shared_wallet: bool


@dataclass(eq=False)
class CodeTaken(DomainError):
    """A product line or product of that code is there already (`kind` says which)."""

    kind: str
    taken: str

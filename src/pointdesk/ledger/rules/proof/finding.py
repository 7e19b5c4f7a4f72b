from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pointdesk.kit.errors import DomainError

Record = Mapping[str, Any]


@dataclass(eq=False)
class BadExport(DomainError):
    """The records are no export of a ledger: `line` is where it shows, counted from 1."""

    line: int
    problem: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where (`wallet`, and the number of the `entry` if it can be told), what, and how it
    shows.
    """

    wallet: int | None
    entry: int | None
    problem: str
    detail: str

    def __str__(self) -> str:
        place = [f"wallet {self.wallet}"] if self.wallet is not None else ["ledger"]
        place += [f"entry {self.entry}"] if self.entry is not None else []
        return f"{' '.join(place)}: {self.problem}: {self.detail}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a proof went through and everything that it found; without findings the ledger is proved."""

    wallets: int
    entries: int
    lots: int
    root: str
    findings: tuple[Finding, ...]

"""The pass over all records."""

import json
from collections.abc import Iterable, Iterator

from pointdesk.ledger.rules.proof.checkpoints import CheckpointsProof
from pointdesk.ledger.rules.proof.finding import BadExport, Finding, Record, Report
from pointdesk.ledger.rules.proof.lots import Lineages
from pointdesk.ledger.rules.proof.wallet import WalletProof

FORMAT = 1


def prove(records: Iterable[Record]) -> Report:
    """Judge a whole ledger. Raises BadExport where the records are not of the format."""
    proof, number = _Proof(), 0
    for number, record in enumerate(records, 1):
        try:
            if number == 1 and (record["record"], record["format"]) != ("ledger", FORMAT):
                raise BadExport(line=1, problem="not the export of a ledger")
            proof.findings += proof.take(record)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            raise BadExport(line=number, problem="not a record of a ledger") from None
    if not number:
        raise BadExport(line=1, problem="not the export of a ledger")
    proof.findings += proof.finish()
    return Report(proof.wallets, proof.entries, proof.lots, proof.checkpoints.root, tuple(proof.findings))


def records_of_lines(lines: Iterable[str]) -> Iterator[Record]:
    """The records of an exported file, one a line. Raises BadExport where a line is not JSON or not text."""
    number = 0
    try:
        for number, line in enumerate(lines, 1):  # noqa: B007 -- told when the line cannot be read
            yield json.loads(line)
    except (ValueError, RecursionError):
        raise BadExport(line=max(number, 1), problem="not JSON") from None


class _Proof:
    def __init__(self) -> None:
        self.wallets = self.entries = self.lots = 0
        self.findings: list[Finding] = []
        self.checkpoints = CheckpointsProof()
        self._lineages = Lineages()
        self._wallet: WalletProof | None = None
        self._ended = False

    def take(self, record: Record) -> Iterator[Finding]:
        kind = record["record"]
        match kind:
            case "ledger":
                pass
            case "checkpoint":
                self.checkpoints.checkpoint(record)
            case "wallet":
                yield from self._next_wallet(record)
            case "end":
                yield from self._end(record)
            case _:
                yield from self._of_wallet(kind, record)

    def finish(self) -> Iterator[Finding]:
        if not self._ended:
            yield Finding(None, None, "cut", "the records stop before their end")
        yield from self._close()
        yield from self._lineages.judge()
        yield from self.checkpoints.judge()

    def _next_wallet(self, record: Record) -> Iterator[Finding]:
        if self._wallet and record["id"] <= self._wallet.id:
            raise ValueError("wallets out of order")
        yield from self._close()
        self._wallet = WalletProof(record, self._lineages)
        self.wallets += 1

    def _of_wallet(self, kind: str, record: Record) -> Iterator[Finding]:
        if self._wallet is None:
            raise ValueError("a record before any wallet")
        match kind:
            case "lot":
                self.lots += 1
                self._wallet.lot(record)
            case "arrears":
                self._wallet.arrears(record)
            case "head":
                self._wallet.head(record)
                self.checkpoints.head(record)
            case "entry":
                self.entries += 1
                yield from self._wallet.entry(record)
            case _:
                raise ValueError("an unknown record")

    def _end(self, record: Record) -> Iterator[Finding]:
        self._ended = True
        for what, seen in (("wallets", self.wallets), ("entries", self.entries), ("lots", self.lots)):
            if record[what] != seen:
                yield Finding(None, None, "cut", f"{record[what]} {what} were exported, {seen} are here")

    def _close(self) -> Iterator[Finding]:
        if self._wallet:
            yield from self._wallet.close()
            self._wallet = None

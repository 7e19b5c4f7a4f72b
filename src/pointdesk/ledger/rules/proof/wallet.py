"""One wallet: its chain, its numbers, its lots, its balance, its arrears."""

from collections import defaultdict
from collections.abc import Iterator

from pointdesk.ledger.rules.canonical import digest
from pointdesk.ledger.rules.chain import genesis
from pointdesk.ledger.rules.kinds import Bucket, EntryKind
from pointdesk.ledger.rules.proof.finding import Finding, Record
from pointdesk.ledger.rules.proof.lots import Lineages, ReplayedLot

_HELD = (Bucket.CHARGED, Bucket.EARNED)


class WalletProof:
    """Takes the records of one wallet in their order; `close` says what only the whole tells."""

    def __init__(self, wallet: Record, lineages: Lineages) -> None:
        self._wallet, self._lineages = wallet, lineages
        self.id: int = wallet["id"]
        self._head = genesis(wallet["customer"], wallet["line"])
        self._seq = self._balance = self._arrears = self._opened = 0
        self._successor: int | None = None
        self._rows: dict[int, Record] = {}
        self._lots: dict[int, ReplayedLot] = {}
        self._owed = 0
        self._heads: dict[int, Record] = {}
        self._keys: set[str] = set()
        self._held: dict[tuple[str, str, int], int] = defaultdict(int)

    def lot(self, lot: Record) -> None:
        """A lot's row as it stands."""
        self._rows[lot["number"]] = lot

    def arrears(self, arrears: Record) -> None:
        """Arrears as they stand."""
        self._owed += arrears["open"]

    def head(self, head: Record) -> None:
        """The wallet's head at a checkpoint."""
        self._heads[head["seq"]] = head

    def entry(self, entry: Record) -> Iterator[Finding]:
        """The next entry."""
        if entry["seq"] > self._seq + 1:
            yield Finding(self.id, self._seq + 1, "number", f"missing: the next is {entry['seq']}")
        for problem, detail in self._judge(entry):
            yield Finding(self.id, entry["seq"], problem, detail)

    def close(self) -> Iterator[Finding]:
        """What the wallet's row, its lots and the checkpoints say otherwise than its entries."""
        wallet = self._wallet
        if wallet["seq"] > self._seq:
            yield Finding(self.id, self._seq + 1, "number", f"missing: there should be {wallet['seq']} entries")
        elif (wallet["seq"], wallet["head"]) != (self._seq, self._head):
            yield Finding(self.id, self._seq, "chain", "the wallet's number or head is not that of its last entry")
        yield from self._compare_lots()
        if not self._arrears == self._owed == wallet["arrears"]:
            detail = f"{self._arrears} by the entries, {wallet['arrears']} by the wallet, {self._owed} open"
            yield Finding(self.id, None, "arrears", detail)
        if wallet["successor"] != self._successor:
            yield Finding(self.id, None, "successor", f"{wallet['successor']}, by the entries {self._successor}")
        for seq in sorted(self._heads):
            yield Finding(self.id, seq, "checkpoint", "missing: a checkpoint knows of it")

    def _judge(self, entry: Record) -> Iterator[tuple[str, str]]:
        yield from self._judge_chain(entry)
        yield from self._judge_births(entry)
        change = 0
        for number, source, target, points, cents in entry["postings"]:
            moved = (number, Bucket(source), Bucket(target), points, cents)
            yield from self._judge_posting(entry, *moved)
            change += points * ((moved[2] is Bucket.AVAILABLE) - (moved[1] is Bucket.AVAILABLE))
        self._balance += change
        if change != entry["change"]:
            yield "change", f"says {entry['change']}, its postings {change}"
        if self._balance != entry["balance"]:
            yield "balance", f"says {entry['balance']}, the entries so far {self._balance}"
            self._balance = entry["balance"]
        self._arrears += entry["arrears"]
        if self._arrears < 0:
            yield "arrears", "less than nothing is owed"
        if entry["kind"] == EntryKind.TRANSFER and entry["subject"] and entry["subject"][0] == "successor":
            self._successor = int(entry["subject"][1])

    def _judge_chain(self, entry: Record) -> Iterator[tuple[str, str]]:
        expected, self._seq = self._seq + 1, entry["seq"]
        if entry["seq"] < expected:
            yield "number", "out of order"
        elif entry["seq"] == expected and entry["prev"] != self._head:
            yield "chain", "it does not follow from the entry before it"
        self._head = entry["hash"]
        if digest({k: v for k, v in entry.items() if k not in ("record", "hash")}) != entry["hash"]:
            yield "hash", "its contents do not give its hash"
        if entry["wallet"] != self.id:
            yield "wallet", f"it belongs to wallet {entry['wallet']}"
        if entry["key"] is not None and entry["key"] in self._keys:
            yield "key", "its key was used before"
        self._keys.add(entry["key"])
        head = self._heads.pop(entry["seq"], None)
        if head and head["head"] != entry["hash"]:
            yield "checkpoint", "a checkpoint knows it by another hash"

    def _judge_births(self, entry: Record) -> Iterator[tuple[str, str]]:
        incoming = [posting for posting in entry["postings"] if posting[1] == Bucket.SOURCE]
        come = {str(number): (points, cents) for number, _, _, points, cents in incoming}
        if len(incoming) != len(entry["births"]):
            yield "birth", "points came into a lot that it did not open"
        for birth in entry["births"]:
            number = birth["number"]
            self._opened += 1
            if number != self._opened:
                yield "birth", f"lot {number} should have number {self._opened}"
            if come.get(str(number)) != (birth["granted"], birth["net_cents"]):
                yield "birth", f"other points or cents came into lot {number} than it was granted"
            self._lots[number] = ReplayedLot(birth, entry["seq"])
            if birth["parent"]:
                self._lineages.born(self.id, entry["seq"], birth)

    def _judge_posting(
        self, entry: Record, number: int | list[int], source: Bucket, target: Bucket, points: int, cents: int
    ) -> Iterator[tuple[str, str]]:
        lot = self._lots.get(number) if isinstance(number, int) else None
        if lot is None or not isinstance(number, int):
            yield "posting", f"lot {number} was never opened in this wallet"
            return
        lot.last_entry = entry["seq"]
        for detail in lot.move(source, target, points, cents):
            yield "posting", detail
        dead = entry["effective_at"] >= lot.facts["expires_at"]
        if dead and target is Bucket.CHARGED and source is Bucket.AVAILABLE:
            yield "posting", f"lot {number} was dead when it was charged"
        if not dead and target is Bucket.EXPIRED:
            yield "posting", f"lot {number} was alive when it expired"
        if target is Bucket.REISSUED:
            self._lineages.left(self.id, lot.facts, points, cents)
        yield from self._judge_subject(entry, number, source, target, points)

    def _judge_subject(
        self, entry: Record, number: int, source: Bucket, target: Bucket, points: int
    ) -> Iterator[tuple[str, str]]:
        """A subject draws and gives back; nobody else touches what it holds."""
        taken = points * ((target in _HELD) - (source in _HELD))
        if source not in _HELD and target not in _HELD:
            return
        held = (*(entry["subject"] or ["", ""]), number)
        self._held[held] += taken
        if self._held[held] < 0:
            yield "posting", f"more of lot {number} came back than {entry['subject']} had taken"
        elif self._held[held] == 0:
            del self._held[held]

    def _compare_lots(self) -> Iterator[Finding]:
        if self._wallet["lots_opened"] != self._opened:
            detail = f"the wallet says {self._wallet['lots_opened']} lots, its entries {self._opened}"
            yield Finding(self.id, None, "lots", detail)
        for number in sorted(self._rows.keys() | self._lots.keys()):
            row, replayed = self._rows.get(number), self._lots.get(number)
            if row is None:
                yield Finding(self.id, replayed.last_entry if replayed else None, "lots", f"lot {number} is missing")
            elif replayed is None:
                yield Finding(self.id, None, "lots", f"lot {number} was never opened by an entry")
            else:
                for detail in replayed.differences(row):
                    yield Finding(self.id, replayed.last_entry, "buckets", detail)

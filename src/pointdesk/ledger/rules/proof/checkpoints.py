"""Checkpoints: whether their roots follow from one another and from the heads that they bind."""

from collections import defaultdict
from collections.abc import Iterator

from pointdesk.ledger.rules.canonical import digest
from pointdesk.ledger.rules.checkpoints import HeadsDigest
from pointdesk.ledger.rules.proof.finding import Finding, Record


class CheckpointsProof:
    """Takes all checkpoints, then all heads in the order of wallets."""

    def __init__(self) -> None:
        self._checkpoints: list[Record] = []
        self._heads: dict[int, HeadsDigest] = defaultdict(HeadsDigest)
        self._grown: dict[int, int] = defaultdict(int)
        self._known: tuple[int, int] = (0, 0)

    @property
    def root(self) -> str:
        """The last root; empty without checkpoints."""
        return str(self._checkpoints[-1]["root"]) if self._checkpoints else ""

    def checkpoint(self, checkpoint: Record) -> None:
        """The next checkpoint by day."""
        self._checkpoints.append(checkpoint)

    def head(self, head: Record) -> None:
        """The next head of a wallet, by number."""
        wallet, known = self._known
        self._heads[head["checkpoint"]].add(head["wallet"], head["seq"], head["head"])
        self._grown[head["checkpoint"]] += head["seq"] - (known if wallet == head["wallet"] else 0)
        self._known = (head["wallet"], head["seq"])

    def judge(self) -> Iterator[Finding]:
        """Each root closes over the one before it, over its day and over its heads."""
        previous, entries = "", 0
        for checkpoint in self._checkpoints:
            number = checkpoint["number"]
            entries += self._grown[number]
            body = {name: checkpoint[name] for name in ("previous", "day", "at", "entries")}
            root = digest({**body, "heads": self._heads[number].hexdigest()})
            if (checkpoint["previous"], checkpoint["entries"], checkpoint["root"]) != (previous, entries, root):
                detail = "its root does not follow from its heads and the checkpoint before it"
                yield Finding(None, None, "checkpoint", f"{checkpoint['day']}: {detail}")
            previous, entries = checkpoint["root"], checkpoint["entries"]
        if unknown := self._heads.keys() - {checkpoint["number"] for checkpoint in self._checkpoints}:
            yield Finding(None, None, "checkpoint", f"heads without a checkpoint: {sorted(unknown)}")

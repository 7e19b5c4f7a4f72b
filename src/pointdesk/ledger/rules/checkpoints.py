"""What binds the heads of all chains together on a day."""

import hashlib
from datetime import date, datetime

from pointdesk.ledger.rules.canonical import digest, instant


class HeadsDigest:
    """The SHA-256 over heads in the order of their wallets, one line each: ``wallet:seq:hash``."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, wallet_id: int, seq: int, head: str) -> None:
        """Take in the next wallet's head."""
        self._hash.update(f"{wallet_id}:{seq}:{head}\n".encode("ascii"))

    def hexdigest(self) -> str:
        """The digest over all heads taken in."""
        return self._hash.hexdigest()


def root_of(*, previous: str, day: date, at: datetime, entries: int, heads: str) -> str:
    """The root of a checkpoint: over the root before it (empty for the first) and the digest of its heads."""
    return digest({"previous": previous, "day": day.isoformat(), "at": instant(at), "entries": entries, "heads": heads})

from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.days import day_of
from pointdesk.ledger.models import Checkpoint, CheckpointHead
from pointdesk.ledger.queries.rows import rows
from pointdesk.ledger.rules.checkpoints import HeadsDigest, root_of
from pointdesk.vendor.queries import policies

# Every committed head is a valid one and wallets are independent, so reading them needs no lock.
_GROWN = (
    "SELECT id, seq, head, known FROM (SELECT w.id, w.seq, w.head, COALESCE((SELECT MAX(h.seq) "
    "FROM ledger_checkpointhead h WHERE h.wallet_id = w.id), 0) AS known FROM ledger_wallet w) AS heads "
    "WHERE seq > known ORDER BY id"
)


def checkpoint(now: datetime) -> str | None:
    """The nightly job: bind the heads of all chains together, once a day; the new root, or None if it was there.

    Only wallets with new entries since the last checkpoint are written. A root that somebody noted elsewhere proves
    the whole ledger up to that day.
    """
    day = day_of(now, policies().zone)
    with writing():
        last = Checkpoint.objects.order_by("-day").first()
        if last and last.day >= day:
            return None
        grown, digest = rows(_GROWN, []), HeadsDigest()
        for wallet_id, seq, head, _ in grown:
            digest.add(wallet_id, seq, head)
        entries = (last.entries if last else 0) + sum(seq - known for _, seq, _, known in grown)
        previous = last.root if last else ""
        root = root_of(previous=previous, day=day, at=now, entries=entries, heads=digest.hexdigest())
        made = Checkpoint.objects.create(day=day, at=now, entries=entries, previous=previous, root=root)
        CheckpointHead.objects.bulk_create(
            [CheckpointHead(checkpoint=made, wallet_id=id, seq=seq, head=head) for id, seq, head, _ in grown],
            batch_size=1000,
        )
        return root

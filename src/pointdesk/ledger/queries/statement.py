from datetime import datetime

from pointdesk.ledger.models import Entry
from pointdesk.ledger.queries.load import PortionsOfEntries, load, read_wallet
from pointdesk.ledger.rules.expiring import deaths
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import portions_of
from pointdesk.ledger.rules.state import WalletState
from pointdesk.ledger.rules.subject import Subject
from pointdesk.ledger.rules.views import StatementLine

_INTERNAL = (EntryKind.EARN, EntryKind.UNEARN)


def statement(
    wallet_id: int, at: datetime, before_seq: int | None = None, limit: int | None = None
) -> list[StatementLine]:
    """The wallet's history in the customer's words, oldest line first, each with the balance after it.

    With `limit` the latest lines only; `before_seq` gives the page that ends before that number. What expired by `at`
    and was not booked yet ends the statement as derived lines, so its last balance is always the balance at `at`
    (ruling 11). Recognising revenue moves no points of the customer and is left out. Raises NotFound.
    """
    entries = Entry.objects.filter(wallet_id=wallet_id).exclude(kind__in=_INTERNAL).select_related("note")
    if before_seq is not None:
        entries = entries.filter(seq__lt=before_seq)
    wallet, _ = load(read_wallet(wallet_id))
    derived = _derived(wallet, at) if before_seq is None else []
    page = list(entries.order_by("-seq")[: None if limit is None else max(limit - len(derived), 0)])[::-1]
    portions = PortionsOfEntries([entry.id for entry in page])
    return [_line(entry, portions) for entry in page] + derived


def _line(entry: Entry, portions: PortionsOfEntries) -> StatementLine:
    return StatementLine(
        seq=entry.seq, kind=EntryKind(entry.kind), points=entry.change, balance=entry.balance_after,
        at=entry.effective_at,
        subject=Subject(entry.subject_kind, entry.subject_id) if entry.subject_kind else None, reason=entry.reason,
        portions=portions.of(entry.id), hash=entry.hash, derived=False, arrears=entry.arrears,
        note=entry.note.text if hasattr(entry, "note") else "",
    )  # fmt: skip


def _derived(wallet: WalletState, at: datetime) -> list[StatementLine]:
    lines, balance = [], wallet.booked_balance
    for death in deaths(wallet, at):
        balance += death.change
        portions = portions_of(death.moves, {})
        line = StatementLine(
            None, death.kind, death.change, balance, death.effective_at, None, "", portions, hash="", derived=True
        )
        lines.append(line)
    return lines

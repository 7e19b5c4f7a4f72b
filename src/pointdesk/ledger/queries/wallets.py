from pointdesk.kit.errors import NotFound
from pointdesk.ledger.models import Wallet
from pointdesk.ledger.queries.rows import rows
from pointdesk.ledger.rules.subject import Subject
from pointdesk.vendor.queries import policies

_HELD = (
    "SELECT e.wallet_id, SUM(CASE WHEN p.target = 'charged' THEN p.points ELSE -p.points END) FROM ledger_entry e "
    "JOIN ledger_posting p ON p.entry_id = e.id WHERE e.subject_kind = %s AND e.subject_id = %s AND ("
    "(p.source = 'available' AND p.target = 'charged') OR "
    "(p.source IN ('charged', 'earned') AND p.target IN ('available', 'reissued'))) GROUP BY e.wallet_id"
)


def wallet_of(customer_id: int, line_id: int) -> int | None:
    """The customer's wallet for the line, or the one for all lines where the vendor chose that (P1)."""
    line = None if policies().shared_wallet else line_id
    return Wallet.objects.filter(customer_id=customer_id, line_id=line).values_list("id", flat=True).first()


def holder_of(wallet_id: int) -> tuple[int, int | None]:
    """Whose wallet it is and of which product line: the ids of customer and line, no line where it serves all (P1).

    Raises NotFound.
    """
    found = Wallet.objects.filter(id=wallet_id).values_list("customer_id", "line_id").first()
    if found is None:
        raise NotFound(kind="wallet", ref=str(wallet_id))
    return found


def held(subject: Subject) -> dict[int, int]:
    """The points that a subject holds, charged or earned, by wallet; wallets of which it holds none are left out."""
    return {wallet: int(points) for wallet, points in rows(_HELD, [subject.kind, subject.id]) if points}


def is_on_hold(wallet_id: int) -> bool:
    """Whether the wallet owes points after a charge-back and takes no charges until they are settled (P14)."""
    return Wallet.objects.filter(id=wallet_id, arrears__gt=0).exists()

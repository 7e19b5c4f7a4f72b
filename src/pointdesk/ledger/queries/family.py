"""What a cancellation is decided on: a lot with all its descendants, and the wallets of one owner they lie in."""

from collections import defaultdict

from pointdesk.kit.errors import NotFound
from pointdesk.ledger.models import Arrears
from pointdesk.ledger.queries.load import read_wallet
from pointdesk.ledger.queries.rows import rows
from pointdesk.ledger.rules.cancelling import Family
from pointdesk.ledger.rules.state import WalletState

_FAMILY = (
    "WITH RECURSIVE family (id) AS (SELECT id FROM ledger_lot WHERE id = %s "
    "UNION ALL SELECT l.id FROM ledger_lot l JOIN family f ON l.parent_id = f.id) "
    "SELECT l.id, l.wallet_id, l.number, l.charged + l.earned, l.available "
    "FROM ledger_lot l JOIN family f ON f.id = l.id ORDER BY l.id"
)


def heir_of(wallet: WalletState) -> WalletState:
    """The wallet that took over, after one merge or several; the wallet itself where there was none."""
    while wallet.successor_id is not None:
        wallet = read_wallet(wallet.successor_id)
    return wallet


def wallet_of_lot(lot_id: int) -> int:
    """The wallet in which a lot lies, for ever. Raises NotFound."""
    found = rows("SELECT wallet_id FROM ledger_lot WHERE id = %s", [lot_id])
    if not found:
        raise NotFound(kind="lot", ref=str(lot_id))
    return int(found[0][0])


def wallets_of_family(lot_id: int) -> set[int]:
    """The wallets that a cancellation of the lot may touch: those of its owner in which it or a descendant lies, and
    the one from which the owner spends now. Raises NotFound.
    """
    debtor = heir_of(read_wallet(wallet_of_lot(lot_id)))
    return {debtor.id} | {wallet for _, wallet, *_ in rows(_FAMILY, [lot_id]) if _owned_by(debtor, wallet)}


def read_family(lot_id: int, wallets: dict[int, WalletState]) -> Family:
    """The family of a lot in the wallets given (loaded with their lots; locked, unless for a rehearsal)."""
    numbers: dict[int, set[int]] = defaultdict(set)
    spent = 0
    for _, wallet_id, number, held, _ in rows(_FAMILY, [lot_id]):
        if wallet_id in wallets:
            numbers[wallet_id].add(number)
            spent += held
    root = wallets[wallet_of_lot(lot_id)]
    recorded = sum(Arrears.objects.filter(lot_id=lot_id).values_list("points", flat=True))
    return Family(
        root=root, debtor=wallets[heir_of(root).id], wallets=tuple(wallets.values()),
        numbers={wallet: frozenset(numbers[wallet]) for wallet in wallets}, spent=spent, recorded=recorded,
    )  # fmt: skip


def moved_away(lot_id: int) -> int:
    """The available points of a purchase that now lie with other customers, after a transfer: a cancellation leaves
    them there, and staff should know (ruling 24). Raises NotFound.
    """
    debtor = heir_of(read_wallet(wallet_of_lot(lot_id)))
    return sum(points for _, wallet, _, _, points in rows(_FAMILY, [lot_id]) if not _owned_by(debtor, wallet))


def _owned_by(debtor: WalletState, wallet_id: int) -> bool:
    return wallet_id == debtor.id or heir_of(read_wallet(wallet_id)).customer_id == debtor.customer_id

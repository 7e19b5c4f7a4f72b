from django.db import connection

from pointdesk.base.database import require_transaction
from pointdesk.base.ids import possible_ids
from pointdesk.kit.errors import NotFound
from pointdesk.ledger.queries.rows import WALLET_COLUMNS, wallet_of_row
from pointdesk.ledger.rules.state import WalletState

# An UPDATE locks on either database, and what is read after it is read under the lock (ruling 10).
_LOCK = f"UPDATE ledger_wallet SET seq = seq WHERE id = %s RETURNING {WALLET_COLUMNS}"  # noqa: S608 -- column names


def lock_wallet(wallet_id: int) -> WalletState:
    """Lock a wallet until the surrounding transaction ends; whoever wants it next waits.

    Must be the first statement of every act that may move points; answers with the wallet's row, lots not read.
    Raises NotFound, RuntimeError outside a transaction.
    """
    require_transaction()
    row = None
    if possible_ids([wallet_id]):
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [wallet_id])
            row = cursor.fetchone()
    if row is None:
        raise NotFound(kind="wallet", ref=str(wallet_id))
    return wallet_of_row(row)

from pointdesk.base.database import require_transaction
from pointdesk.calls.models import Call
from pointdesk.kit.errors import NotFound


def locked_call(call_id: int) -> Call:
    """The call, locked until the transaction ends; locked before any PIN, ticket or wallet. Raises NotFound."""
    require_transaction()
    call = Call.objects.select_for_update(no_key=True).filter(id=call_id).first()
    if call is None:
        raise NotFound(kind="call", ref=str(call_id))
    return call

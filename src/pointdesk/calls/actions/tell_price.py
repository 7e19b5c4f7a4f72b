from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.calls.actions._noting import tickets_about
from pointdesk.calls.errors import OtherCaller
from pointdesk.calls.events import PriceTold
from pointdesk.calls.models import PriceSaid
from pointdesk.calls.permissions import may_answer
from pointdesk.calls.queries import locked_call
from pointdesk.calls.rules import agreed_by_of
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.kit.points import whole_points
from pointdesk.outbox.actions import publish


def tell_price(
    *, call_id: int, ticket_id: int, points: int, by: Actor, now: datetime, agreed_by: str = ""
) -> PriceSaid:
    """Write down that the caller was told what the ticket will cost, and who agreed ("" for nobody) (P19).

    It is a record and moves nothing; consent that the charge acts on is the customer's own (P17). The same told again
    changes nothing. Raises NotAllowed, NotFound (call or ticket), OtherCaller (the call is not about that ticket),
    InvalidPoints, InvalidInput("agreed_by").
    """
    if not may_answer(by):
        raise NotAllowed("tell_price")
    points, agreed_by = whole_points(points), agreed_by_of(agreed_by)
    with writing():
        call = locked_call(call_id)
        (ticket,) = tickets_about([ticket_id], customer_id=call.customer_id)
        if not call.links.filter(ticket=ticket).exists():
            raise OtherCaller(ticket=ticket.number)
        last = call.prices.filter(ticket=ticket).order_by("-id").first()
        if last is not None and (last.points, last.agreed_by) == (points, agreed_by):
            return last
        said = PriceSaid.objects.create(call=call, ticket=ticket, points=points, agreed_by=agreed_by, at=now)
        record(
            "tell_price", by=by, subject=("ticket", ticket.number), now=now,
            data={"call": call.pk, "points": points, "agreed": bool(agreed_by)},
        )  # fmt: skip
        publish(
            PriceTold(
                call_id=call.pk, ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id,
                points=points, agreed=bool(agreed_by),
            ),
            now=now,
        )  # fmt: skip
    return said

from dataclasses import dataclass
from datetime import datetime

from pointdesk.catalog.queries import price_list
from pointdesk.charges.permissions import may_know
from pointdesk.charges.queries import charge_view, history, offer_standing
from pointdesk.charges.rules import OfferState
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound
from pointdesk.portal.pages.questions import Question, question_of
from pointdesk.reports.queries import StepRow, steps_of
from pointdesk.tickets.queries import ticket_for


@dataclass(frozen=True)
class AnswerPage:
    """An offer behind a personal link (P17): still open, with its `question` and the `step` that put it, or what became
    of it. `name` is who answers; `missing` points keep an accepted price from being charged."""

    name: str
    number: int
    subject: str
    points: int
    state: OfferState
    question: Question | None
    step: StepRow | None
    charged: int
    waits: bool
    missing: int


def build_answer(by: Actor, now: datetime, *, offer_id: int, language: str) -> AnswerPage:
    """The page of a personal link. Raises NotFound where the person may not know the offer any more."""
    offer = offer_standing(offer_id)
    charge = charge_view(offer.charge_id, now=now)
    if not may_know(by, charge.customer_id):
        raise NotFound(kind="offer", ref=str(offer_id))
    ticket = ticket_for(by, number=int(charge.reference))
    question = question_of(charge, by, now) if offer.state is OfferState.OPEN else None
    steps = steps_of(
        history(charge.id), price_list(charge.price_list_id), language=language, offer=charge.open_offer
    )  # fmt: skip
    return AnswerPage(
        name=by.label,
        number=ticket.number,
        subject=ticket.subject,
        points=offer.points,
        state=offer.state,
        question=question,
        step=next((step for step in steps if step.is_open and question), None),
        charged=charge.charged,
        waits=charge.waiting_since is not None,
        missing=charge.waiting_for,
    )

from pointdesk.charges.queries.charge_view import ChargeView, OfferView, ReviewView, charge_view
from pointdesk.charges.queries.discrepancies import Discrepancy, discrepancies
from pointdesk.charges.queries.history import HistoryLine, MovedStep, histories, history, moved_steps, priced_by
from pointdesk.charges.queries.may_solve import may_solve
from pointdesk.charges.queries.offer_standing import OfferStanding, offer_standing
from pointdesk.charges.queries.open_charged import open_charged
from pointdesk.charges.queries.open_reviews import OpenReview, open_reviews
from pointdesk.charges.queries.rehearsals import (
    Rehearsal,
    rehearse_accept,
    rehearse_price,
    rehearse_quote,
    rehearse_return,
    rehearse_reversal,
)
from pointdesk.charges.queries.waiting import queue_of, waiting_for, waits_behind

__all__ = [
    "ChargeView",
    "Discrepancy",
    "HistoryLine",
    "MovedStep",
    "OfferStanding",
    "OfferView",
    "OpenReview",
    "Rehearsal",
    "ReviewView",
    "charge_view",
    "discrepancies",
    "histories",
    "history",
    "may_solve",
    "moved_steps",
    "offer_standing",
    "open_charged",
    "open_reviews",
    "priced_by",
    "queue_of",
    "rehearse_accept",
    "rehearse_price",
    "rehearse_quote",
    "rehearse_return",
    "rehearse_reversal",
    "waiting_for",
    "waits_behind",
]

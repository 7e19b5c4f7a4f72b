from pointdesk.charges.rules.closing import is_evaluated, needs_reason, settled_price
from pointdesk.charges.rules.consent import after_accepting, in_split_ticket, must_ask
from pointdesk.charges.rules.direction import Standing, check_caller, check_direction, check_lowers
from pointdesk.charges.rules.offers import QUOTE_DAYS, OfferKind, OfferState, has_lapsed, last_day
from pointdesk.charges.rules.price import (
    MOST_ITEMS,
    MOST_QUANTITY,
    WARRANTY,
    Basis,
    Delivery,
    Line,
    multiplier,
    price_of,
    wanted_items,
)
from pointdesk.charges.rules.pricing import Pricing, by_items, by_quote, lines_of
from pointdesk.charges.rules.queue import Waiting, missing, served
from pointdesk.charges.rules.request import fingerprint
from pointdesk.charges.rules.reviews import ReviewState, Verdict, result_of, too_late_to_ask
from pointdesk.charges.rules.state import PriceState, Signs, state_of
from pointdesk.charges.rules.steps import StepKind, is_pricing
from pointdesk.charges.rules.subject import subject_of
from pointdesk.charges.rules.texts import LONGEST_KEY, LONGEST_QUOTE, LONGEST_REASON, key_of, quote_of, reason_of

__all__ = [
    "LONGEST_KEY",
    "LONGEST_QUOTE",
    "LONGEST_REASON",
    "MOST_ITEMS",
    "MOST_QUANTITY",
    "QUOTE_DAYS",
    "WARRANTY",
    "Basis",
    "Delivery",
    "Line",
    "OfferKind",
    "OfferState",
    "PriceState",
    "Pricing",
    "ReviewState",
    "Signs",
    "Standing",
    "StepKind",
    "Verdict",
    "Waiting",
    "after_accepting",
    "by_items",
    "by_quote",
    "check_caller",
    "check_direction",
    "check_lowers",
    "fingerprint",
    "has_lapsed",
    "in_split_ticket",
    "is_evaluated",
    "is_pricing",
    "key_of",
    "last_day",
    "lines_of",
    "missing",
    "multiplier",
    "must_ask",
    "needs_reason",
    "price_of",
    "quote_of",
    "reason_of",
    "result_of",
    "served",
    "settled_price",
    "state_of",
    "subject_of",
    "too_late_to_ask",
    "wanted_items",
]

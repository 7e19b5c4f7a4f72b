"""The words of the grammar: what a story may name without introducing it."""

ITEMS = frozenset(
    {
        "level-0", "level-1", "level-2", "level-3", "level-4", "warranty", "small-mod", "medium-mod", "installation",
        "module-installation", "patch-application", "other",
    }
)  # fmt: skip
"""Item codes of the scheme, on the price list of both product lines."""

LINES = ("x-cart", "other")
"""The two product lines of the world; the first is meant where none is named."""

PACKS = {
    "XC-POINTS-60": ("x-cart", 60), "XC-POINTS-120": ("x-cart", 120), "XC-POINTS-300": ("x-cart", 300),
    "OT-POINTS-60": ("other", 60),
}  # fmt: skip
LICENCES = {"XC-LICENCE": "x-cart", "OT-LICENCE": "other"}
SKUS = frozenset({*PACKS, *LICENCES})
"""What the shop sells: packs of points and the licences of the two lines."""

STATEMENT_KINDS = frozenset(
    {"purchase", "gift", "charge", "return", "expiry", "cancellation", "adjustment", "transfer", "arrears"}
)
TICKET_STATES = frozenset(
    {"new", "open", "waiting_customer", "waiting_points", "waiting_approval", "on_hold", "solved", "closed"}
)
POLICIES = frozenset(
    {
        "validity_years", "return_life_days", "gift_life_days", "review_days", "pricer_may_decide", "auto_close_days",
        "reopen_days", "urgent_offered", "pin_tries",
    }
)  # fmt: skip
"""The vendor's settings that a story may change from their defaults."""

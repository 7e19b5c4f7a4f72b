from pointdesk.lifecycle.queries.licence import licence_of
from pointdesk.lifecycle.queries.points import giving_wallet
from pointdesk.lifecycle.queries.rehearsals import (
    Change,
    Merge,
    Takeover,
    Transfer,
    rehearse_merge,
    rehearse_transfer_licence,
)

__all__ = [
    "Change",
    "Merge",
    "Takeover",
    "Transfer",
    "giving_wallet",
    "licence_of",
    "rehearse_merge",
    "rehearse_transfer_licence",
]

from pointdesk.sales.actions.add_shop import add_shop
from pointdesk.sales.actions.apply_delivery import apply_delivery
from pointdesk.sales.actions.apply_order import apply_order
from pointdesk.sales.actions.decide_newcomer import decide_newcomer
from pointdesk.sales.actions.give_goodwill import give_goodwill
from pointdesk.sales.actions.issue_secret import issue_secret
from pointdesk.sales.actions.load_scheme import load_scheme
from pointdesk.sales.actions.receive_delivery import receive_delivery
from pointdesk.sales.actions.replay_delivery import replay_delivery
from pointdesk.sales.actions.set_sku_effect import set_sku_effect

__all__ = [
    "add_shop",
    "apply_delivery",
    "apply_order",
    "decide_newcomer",
    "give_goodwill",
    "issue_secret",
    "load_scheme",
    "receive_delivery",
    "replay_delivery",
    "set_sku_effect",
]

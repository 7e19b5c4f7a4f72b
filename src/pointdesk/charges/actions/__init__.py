from pointdesk.charges.actions.accept import accept
from pointdesk.charges.actions.ask_review import ask_review
from pointdesk.charges.actions.clear_bug import clear_bug
from pointdesk.charges.actions.decide_review import decide_review
from pointdesk.charges.actions.decline import decline
from pointdesk.charges.actions.fork import fork
from pointdesk.charges.actions.merge_into import merge_into
from pointdesk.charges.actions.move_to_customer import move_to_customer
from pointdesk.charges.actions.note_caller import note_caller
from pointdesk.charges.actions.open_charge import open_charge
from pointdesk.charges.actions.own_fault import own_fault
from pointdesk.charges.actions.quote import quote
from pointdesk.charges.actions.reverse_bug import reverse_bug
from pointdesk.charges.actions.serve_queue import serve_queue
from pointdesk.charges.actions.set_delivery import set_delivery
from pointdesk.charges.actions.set_price import set_price
from pointdesk.charges.actions.set_urgent import set_urgent
from pointdesk.charges.actions.settle import settle
from pointdesk.charges.actions.undo_merge import undo_merge
from pointdesk.charges.actions.unsettle import unsettle
from pointdesk.charges.actions.void_for_bug import void_for_bug

__all__ = [
    "accept",
    "ask_review",
    "clear_bug",
    "decide_review",
    "decline",
    "fork",
    "merge_into",
    "move_to_customer",
    "note_caller",
    "open_charge",
    "own_fault",
    "quote",
    "reverse_bug",
    "serve_queue",
    "set_delivery",
    "set_price",
    "set_urgent",
    "settle",
    "undo_merge",
    "unsettle",
    "void_for_bug",
]

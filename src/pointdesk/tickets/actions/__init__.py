from pointdesk.tickets.actions.accept_price import accept_price
from pointdesk.tickets.actions.add_note import add_note
from pointdesk.tickets.actions.assign import assign
from pointdesk.tickets.actions.close import close
from pointdesk.tickets.actions.close_unanswered import close_unanswered
from pointdesk.tickets.actions.decline_price import decline_price
from pointdesk.tickets.actions.hold import hold
from pointdesk.tickets.actions.link import link
from pointdesk.tickets.actions.merge import merge
from pointdesk.tickets.actions.move_to_customer import move_to_customer
from pointdesk.tickets.actions.open_ticket import open_ticket
from pointdesk.tickets.actions.reopen import reopen
from pointdesk.tickets.actions.reply import reply
from pointdesk.tickets.actions.resume import resume
from pointdesk.tickets.actions.solve import solve
from pointdesk.tickets.actions.split import split
from pointdesk.tickets.actions.take import take
from pointdesk.tickets.actions.undo_merge import undo_merge
from pointdesk.tickets.actions.unlink import unlink

__all__ = [
    "accept_price",
    "add_note",
    "assign",
    "close",
    "close_unanswered",
    "decline_price",
    "hold",
    "link",
    "merge",
    "move_to_customer",
    "open_ticket",
    "reopen",
    "reply",
    "resume",
    "solve",
    "split",
    "take",
    "undo_merge",
    "unlink",
]

from pointdesk.calls.actions.end_call import end_call
from pointdesk.calls.actions.link_ticket import link_ticket
from pointdesk.calls.actions.log_call import log_call
from pointdesk.calls.actions.move_to_customer import move_to_customer
from pointdesk.calls.actions.regenerate_pin import regenerate_pin
from pointdesk.calls.actions.show_pin import show_pin
from pointdesk.calls.actions.tell_price import tell_price
from pointdesk.calls.actions.verify_pin import verify_pin

__all__ = [
    "end_call",
    "link_ticket",
    "log_call",
    "move_to_customer",
    "regenerate_pin",
    "show_pin",
    "tell_price",
    "verify_pin",
]

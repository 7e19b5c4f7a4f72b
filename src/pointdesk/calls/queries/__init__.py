from pointdesk.calls.queries.call_view import CalledTicket, CallView, ToldPrice, call_view
from pointdesk.calls.queries.locked import locked_call
from pointdesk.calls.queries.log import CallRow, call_log
from pointdesk.calls.queries.pin_status import PinStatus, pin_status

__all__ = [
    "CallRow",
    "CallView",
    "CalledTicket",
    "PinStatus",
    "ToldPrice",
    "call_log",
    "call_view",
    "locked_call",
    "pin_status",
]

from pointdesk.calls.queries.locked import locked_call
from pointdesk.calls.queries.log import CallRow, call_log
from pointdesk.calls.queries.pin_status import PinStatus, pin_status

__all__ = ["CallRow", "PinStatus", "call_log", "locked_call", "pin_status"]

from pointdesk.calls.models.call import Call, CallTicket, PriceSaid
from pointdesk.calls.models.pin import PinAttempt, SupportPin

__all__ = ["Call", "CallTicket", "PinAttempt", "PriceSaid", "SupportPin"]

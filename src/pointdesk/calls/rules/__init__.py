from pointdesk.calls.rules.pin import Outcome, is_locked, is_same, new_pin, pin_of
from pointdesk.calls.rules.texts import LONGEST_NAME, LONGEST_NUMBER, agreed_by_of, number_of

__all__ = [
    "LONGEST_NAME",
    "LONGEST_NUMBER",
    "Outcome",
    "agreed_by_of",
    "is_locked",
    "is_same",
    "new_pin",
    "number_of",
    "pin_of",
]

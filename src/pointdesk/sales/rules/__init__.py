from pointdesk.sales.rules.giving import Difference, difference, share, units_due
from pointdesk.sales.rules.newcomer import NewcomerVerdict, last_day_of_held_gift
from pointdesk.sales.rules.outcome import OrderOutcome
from pointdesk.sales.rules.parsing import MOST_BYTES, parse_report
from pointdesk.sales.rules.report import OrderReport, ReportedCustomer, ReportedLine
from pointdesk.sales.rules.signature import (
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    TOLERANCE,
    age_of,
    is_signed,
    signed_headers,
)
from pointdesk.sales.rules.status import OrderStatus
from pointdesk.sales.rules.whole_state import Units, WholeState, merged, told

__all__ = [
    "MOST_BYTES",
    "SIGNATURE_HEADER",
    "TIMESTAMP_HEADER",
    "TOLERANCE",
    "Difference",
    "NewcomerVerdict",
    "OrderOutcome",
    "OrderReport",
    "OrderStatus",
    "ReportedCustomer",
    "ReportedLine",
    "Units",
    "WholeState",
    "age_of",
    "difference",
    "is_signed",
    "last_day_of_held_gift",
    "merged",
    "parse_report",
    "share",
    "signed_headers",
    "told",
    "units_due",
]

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pointdesk.catalog.models import PriceList


class VersionState(StrEnum):
    """Where a version stands on a day."""

    PLANNED = "planned"
    IN_FORCE = "in_force"
    PAST = "past"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class VersionRow:
    """A version of a line's price list as lists show it."""

    id: int
    version: int
    in_force_from: date
    published_at: datetime
    state: VersionState


def versions(line_id: int, today: date) -> list[VersionRow]:
    """All versions of a line, the latest first, withdrawn ones too. One query."""
    found = (
        PriceList.objects.filter(line_id=line_id).select_related("withdrawal").order_by("-in_force_from", "-version")
    )
    rows, reigns = [], False
    for row in found:
        if hasattr(row, "withdrawal"):
            state = VersionState.WITHDRAWN
        elif row.in_force_from > today:
            state = VersionState.PLANNED
        else:
            state, reigns = (VersionState.PAST if reigns else VersionState.IN_FORCE), True
        rows.append(VersionRow(row.pk, row.version, row.in_force_from, row.published_at, state))
    return rows

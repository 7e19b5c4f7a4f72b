"""P13: what is known of an order after another of its whole states has been reported, in whatever order they come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pointdesk.sales.rules.report import OrderReport
from pointdesk.sales.rules.status import OrderStatus

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Units:
    """What a line says: how many were ordered, and how many of these were paid back."""

    quantity: int
    refunded: int = 0


@dataclass(frozen=True)
class WholeState:
    """An order's status, when the shop changed it (None: not said), and the units of its lines by their names."""

    status: OrderStatus
    changed_at: datetime | None
    units: Mapping[str, Units]

    @property
    def age(self) -> tuple[int, datetime]:
        """What tells a newer state from an older one: the status, which only goes on, then the shop's own moment."""
        return self.status.rank, self.changed_at or _NEVER


def told(report: OrderReport) -> WholeState:
    """The state that a report tells."""
    units = {ref: Units(line.quantity, line.refunded) for ref, line in report.by_ref()}
    return WholeState(report.status, report.changed_at, units)


def merged(known: WholeState, told: WholeState) -> WholeState:
    """What is known once `told` has come too.

    The status never goes back and refunded units never fall (ruling 23). How many were ordered is what the newer state
    says, and a line that it does not name is no longer in the order; where neither is newer, the larger number holds.
    So the result depends neither on the order of arrival nor on repetition.
    """
    newer, older = (told, known) if told.age > known.age else (known, told)
    none = Units(0)

    def units(ref: str) -> Units:
        of_newer, of_older = newer.units.get(ref, none), older.units.get(ref, none)
        same_age = newer.age == older.age
        quantity = max(of_newer.quantity, of_older.quantity) if same_age else of_newer.quantity
        return Units(quantity, max(of_newer.refunded, of_older.refunded))

    return WholeState(
        newer.status, newer.changed_at, {ref: units(ref) for ref in [*known.units, *(told.units.keys() - known.units)]}
    )

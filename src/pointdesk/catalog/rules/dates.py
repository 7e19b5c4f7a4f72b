from collections.abc import Sequence
from datetime import date

from pointdesk.catalog.errors import DateInThePast, LaterVersionPlanned


def check_date(in_force_from: date, *, today: date, standing: Sequence[tuple[int, date]]) -> None:
    """Whether a version may take effect on that day, beside the `standing` ones (version, day) of its line.

    The day is today or later; only a first version may begin earlier, as nothing was sold before it. No version may
    begin before one that is planned, which was made without its changes. Raises DateInThePast, LaterVersionPlanned.
    """
    if standing and in_force_from < today:
        raise DateInThePast(day=in_force_from, today=today)
    for version, day in standing:
        if day > in_force_from:
            raise LaterVersionPlanned(version=version, in_force_from=day)

"""Support points are whole numbers, everywhere. No float, no Decimal."""

from pointdesk.kit.errors import InvalidPoints

MOST_POINTS = 1_000_000
"""The most points that one act may move or one lot may hold: a bound against typing errors, far above any pack."""


def whole_points(value: object, *, least: int = 0, most: int = MOST_POINTS) -> int:
    """The value as points, if it is an integer from `least` to `most`; booleans, fractions and text are not.

    Raises InvalidPoints.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InvalidPoints(value=str(value)[:40], least=least, most=most)
    return value

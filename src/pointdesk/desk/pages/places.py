"""Where a page of a long list begins, as its address carries it: the moment and id of the last row seen."""

from datetime import UTC, datetime, timedelta

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def place_text(at: datetime, row_id: int) -> str:
    """The place after a row, for an address."""
    return f"{(at - _BEGINNING) // _TICK}-{row_id}"


def place_of(text: str) -> tuple[datetime, int] | None:
    """The place that an address names; None for the beginning, and for what nobody was given."""
    micros, _, row_id = text.partition("-")
    if not (micros.isascii() and micros.isdecimal() and row_id.isascii() and row_id.isdecimal() and len(text) < 40):
        return None
    try:
        return _BEGINNING + int(micros) * _TICK, int(row_id)
    except OverflowError:
        return None

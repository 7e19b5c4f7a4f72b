"""Ids that come from outside."""

from collections.abc import Iterable

LARGEST_ID = 2**63 - 1


def possible_ids(ids: Iterable[int]) -> list[int]:
    """Those that a row can have at all. SQLite fails where ``id__in`` is asked for a number that it cannot store,
    instead of finding nothing."""
    return [id for id in ids if 0 < id <= LARGEST_ID]

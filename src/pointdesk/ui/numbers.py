"""Numbers in addresses and forms, which anybody may type."""

LONGEST = 18
"""Digits of the largest number that every database can look for."""


def numbered(text: str) -> int | None:
    """The number that a text names; None for what names none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None

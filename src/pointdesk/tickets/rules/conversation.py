"""What a conversation is made of."""

from enum import StrEnum

from pointdesk.kit.errors import InvalidInput

FIRST_NUMBER = 1001
"""The number of an installation's first ticket."""


class Via(StrEnum):
    """How a ticket or a message came in; says nothing about how the support is given (charges.rules.Delivery)."""

    WEB = "web"
    EMAIL = "email"
    PHONE = "phone"
    API = "api"


class MessageKind(StrEnum):
    """A line of the conversation: something said, a private note of staff, or a fact that Pointdesk states."""

    MESSAGE = "message"
    NOTE = "note"
    FACT = "fact"


class Fact(StrEnum):
    """What a fact line states; its data holds `ticket` (the number at the other end), `messages` how many moved."""

    SPLIT_INTO = "split_into"
    SPLIT_FROM = "split_from"
    MERGED_FROM = "merged_from"
    UNMERGED = "unmerged"


def via_of(text: str) -> Via:
    """The way in. Raises InvalidInput("via", "unknown")."""
    try:
        return Via(text)
    except ValueError:
        raise InvalidInput(field="via", problem="unknown") from None

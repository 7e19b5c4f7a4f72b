"""How long the words about a bug may be."""

from pointdesk.kit.texts import one_line, whole_text

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 20_000
LONGEST_VERSION = 100
LONGEST_REASON = 2_000


def title_of(text: str) -> str:
    """A bug's title, in one line. Raises InvalidInput("title", …)."""
    return one_line(text, field="title", most=LONGEST_TITLE)


def description_of(text: str) -> str:
    """What goes wrong, and how to see it; may be missing. Raises InvalidInput("description", …)."""
    return whole_text(text, field="description", most=LONGEST_DESCRIPTION, least=0)


def version_of(text: str, *, field: str, least: int = 1) -> str:
    """A version, or several in the vendor's own way of writing ("5.4.1.20 to 5.4.1.35"). Raises InvalidInput."""
    return one_line(text, field=field, most=LONGEST_VERSION, least=least)


def reason_of(text: str, *, least: int = 0) -> str:
    """Why a verdict was given, in words that customers read. Raises InvalidInput("reason", …)."""
    return whole_text(text, field="reason", most=LONGEST_REASON, least=least)

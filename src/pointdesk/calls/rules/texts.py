"""How long the words about a call may be."""

from pointdesk.kit.texts import one_line

LONGEST_NUMBER = 60
LONGEST_NAME = 200


def number_of(text: str) -> str:
    """A telephone number as it was shown or said; "" for one that was withheld. Raises InvalidInput("number", …)."""
    return one_line(text, field="number", most=LONGEST_NUMBER, least=0)


def agreed_by_of(text: str) -> str:
    """Who agreed to a price; "" for nobody. Raises InvalidInput("agreed_by", …)."""
    return one_line(text, field="agreed_by", most=LONGEST_NAME, least=0)

"""Letters about licences that were sold and accounts that were joined (P23)."""

from pointdesk.notifications.rules.facts import Reader
from pointdesk.notifications.rules.languages import Language
from pointdesk.notifications.rules.letter import Letter
from pointdesk.notifications.rules.letters._parts import letter


def licence_gone(say: Language, reader: Reader, *, product: str, points: int) -> Letter:
    """To the seller: the licence is another customer's now, and so many points with it."""
    return letter(
        say, reader, heading=say.licence_gone(product), paragraphs=(say.licence_gone_explained(points),)
    )  # fmt: skip


def licence_here(say: Language, reader: Reader, *, product: str) -> Letter:
    """To the buyer; the points that came with it are told when they arrive."""
    return letter(say, reader, heading=say.licence_here(product), paragraphs=(say.licence_here_explained(),))


def accounts_joined(say: Language, reader: Reader) -> Letter:
    """To the owners of the customer that two records became; the points that moved are told when they arrive."""
    return letter(say, reader, heading=say.accounts_joined(), paragraphs=(say.accounts_joined_explained(),))

"""How each kind of value is read from its node. The Annotated names are the types of the verbs' fields."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

import yaml

from pointdesk.play.rules import words
from pointdesk.play.rules.cast import RESERVED, Reading
from pointdesk.play.rules.nodes import kind_of

ATHENS = ZoneInfo("Europe/Athens")
"""A story's dates mean noon here, whatever zone the vendor has."""

_NAME = re.compile(r"(?=.{1,40}\Z)[^\W_]+([._-][^\W_]+)*")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,120}")
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = range(2001, 2100)

D = TypeVar("D", bound=date)


def closest(word: str, words_: Iterable[str]) -> str:
    """A hint at the word that may have been meant, or a list of what there is."""
    known = sorted(words_)
    near = get_close_matches(word, known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known) or 'none'}"


def whole_number(node: yaml.Node, reading: Reading) -> int:
    """An integer in decimal digits; whether its size is right is for the domain to say."""
    if kind_of(node) != "a number" or not _WHOLE.fullmatch(str(node.value)):
        raise reading.source.wrong(node, f"this wants a whole number, not {_shown(node)}")
    return int(node.value)


def flag(node: yaml.Node, reading: Reading) -> bool:
    """true or false."""
    if kind_of(node) != "true or false":
        raise reading.source.wrong(node, f"this wants true or false, not {_shown(node)}")
    return str(node.value).lower() in ("true", "yes", "on")


def text(node: yaml.Node, reading: Reading) -> str:
    """One line of text."""
    if not _is_word(node):
        raise reading.source.wrong(node, f"this wants one line of text, not {_shown(node)}")
    line = str(node.value).strip()
    if not line or "\n" in line or len(line) > 200:
        raise reading.source.wrong(node, "this wants one line of text, of 1 to 200 characters")
    return line


def word(node: yaml.Node, reading: Reading) -> str:
    """A name: letters and digits, joined by '.', '-' or '_', at most 40 in all; a number counts as written."""
    if kind_of(node) not in ("text", "a number"):
        raise reading.source.wrong(node, f"this wants a name, not {_shown(node)} (put a name in quotes)")
    if not _NAME.fullmatch(str(node.value)):
        raise reading.source.wrong(
            node, "a name is made of letters and digits, joined by '.', '-' or '_', at most 40 in all"
        )
    return str(node.value)


def email(node: yaml.Node, reading: Reading) -> str:
    """An e-mail address."""
    if kind_of(node) != "text" or not _EMAIL.fullmatch(str(node.value)):
        raise reading.source.wrong(node, f"this wants an e-mail address, not {_shown(node)}")
    return str(node.value)


def day(node: yaml.Node, reading: Reading) -> date:
    """A date as YYYY-MM-DD."""
    written = str(node.value)
    try:
        if not _is_word(node) or not _DAY.fullmatch(written):
            raise ValueError
        found = date.fromisoformat(written)
    except ValueError:
        raise reading.source.wrong(node, f"this wants a date as YYYY-MM-DD, not {_shown(node)}") from None
    return _within_years(found, node, reading)


def moment(node: yaml.Node, reading: Reading) -> datetime:
    """A date (noon of that day in Athens) or an ISO date-time with offset, as an instant in UTC."""
    written = str(node.value)
    if not _is_word(node) or _DAY.fullmatch(written):
        return noon(day(node, reading))
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        raise reading.source.wrong(node, f"this wants a date or a date-time with offset, not {_shown(node)}") from None
    if found.tzinfo is None:
        raise reading.source.wrong(node, "a date-time wants its offset, for example 2026-05-05T12:00+03:00")
    _within_years(found, node, reading)
    return found.astimezone(UTC)


def noon(of: date) -> datetime:
    """12:00 on that day in Athens, in UTC."""
    return datetime.combine(of, time(12), tzinfo=ATHENS).astimezone(UTC)


def _within_years(found: D, node: yaml.Node, reading: Reading) -> D:
    if found.year not in _YEARS:
        raise reading.source.wrong(node, f"years go from {_YEARS.start} to {_YEARS.stop - 1}")
    return found


def customer(node: yaml.Node, reading: Reading) -> str:
    """A customer; they exist when first named."""
    name = word(node, reading)
    if name in RESERVED:
        raise reading.source.wrong(node, f"'{name}' is a word of the grammar, not a name")
    if name in reading.cast.tickets or name in reading.new_tickets:
        raise reading.source.wrong(node, f"'{name}' is a ticket, not a customer")
    reading.cast.customers.add(name)
    return name


def staff(node: yaml.Node, reading: Reading) -> str:
    """A member of staff; they exist when first named. On a ticket `customer` may stand there for its customer."""
    return word(node, reading)


def new_ticket(node: yaml.Node, reading: Reading) -> str:
    """A ticket that this step makes."""
    name = word(node, reading)
    if name in RESERVED:
        raise reading.source.wrong(node, f"'{name}' is a word of the grammar, not a name")
    if name in reading.cast.customers:
        raise reading.source.wrong(node, f"'{name}' is a customer, not a ticket")
    if name in reading.cast.tickets or name in reading.new_tickets:
        raise reading.source.wrong(node, f"there is a ticket '{name}' already")
    if not reading.refused:
        reading.new_tickets.add(name)
    return name


def ticket(node: yaml.Node, reading: Reading) -> str:
    """A ticket that an earlier step made."""
    name = word(node, reading)
    if name not in reading.cast.tickets:
        raise reading.source.wrong(node, f"ticket '{name}' was not opened before this step")
    return name


def new_order(node: yaml.Node, reading: Reading) -> str:
    """An order of the shop, first named or reported again."""
    name = word(node, reading)
    if not reading.refused:
        reading.new_orders.add(name)
    return name


def order(node: yaml.Node, reading: Reading) -> str:
    """An order that the shop has reported."""
    name = word(node, reading)
    if name not in reading.cast.orders:
        raise reading.source.wrong(node, f"order '{name}' was not reported before this step")
    return name


def item(node: yaml.Node, reading: Reading) -> str:
    """An item's code. An unknown one is a slip, unless the step says that it is refused."""
    code = word(node, reading)
    if code not in words.ITEMS and not reading.refused:
        raise reading.source.wrong(node, f"unknown item '{code}' ({closest(code, words.ITEMS)})")
    return code


def points_of_items(node: yaml.Node, reading: Reading) -> tuple[tuple[str, int], ...]:
    """A mapping of items to points."""
    pairs = tuple(
        (item(key, reading), whole_number(value, reading))
        for _, key, value in reading.source.entries(node, "points of a price list")
    )
    if not pairs:
        raise reading.source.wrong(node, "a new price list names at least one item")
    return pairs


def one_of(choices: Iterable[str], what: str, node: yaml.Node, reading: Reading) -> str:
    """One word of a closed list."""
    found = word(node, reading)
    if found not in choices:
        raise reading.source.wrong(node, f"unknown {what} '{found}' ({closest(found, choices)})")
    return found


def line(node: yaml.Node, reading: Reading) -> str:
    """One of the two product lines."""
    return one_of(words.LINES, "product", node, reading)


def sku(node: yaml.Node, reading: Reading) -> str:
    """Something that the shop sells."""
    return one_of(words.SKUS, "SKU", node, reading)


def statement_kind(node: yaml.Node, reading: Reading) -> str:
    """The kind of a line in the statement."""
    return one_of(words.STATEMENT_KINDS, "kind of statement line", node, reading)


def ticket_state(node: yaml.Node, reading: Reading) -> str:
    """The work state of a ticket."""
    return one_of(words.TICKET_STATES, "state", node, reading)


def _is_word(node: yaml.Node) -> bool:
    """Whether something is written there, of YAML's own kinds."""
    return kind_of(node) in ("text", "a date", "a number", "a number with a fraction", "true or false")


def _shown(node: yaml.Node) -> str:
    if _is_word(node):
        shown = str(node.value)
        return f"'{shown if len(shown) <= 40 else shown[:37] + '...'}'"
    return kind_of(node)


Word = Annotated[str, word]
Email = Annotated[str, email]
Customer = Annotated[str, customer]
Staff = Annotated[str, staff]
NewTicket = Annotated[str, new_ticket]
Ticket = Annotated[str, ticket]
NewOrder = Annotated[str, new_order]
Order = Annotated[str, order]
Item = Annotated[str, item]
Line = Annotated[str, line]
Sku = Annotated[str, sku]
PointsOfItems = Annotated[tuple[tuple[str, int], ...], points_of_items]
StatementKind = Annotated[str, statement_kind]
TicketState = Annotated[str, ticket_state]

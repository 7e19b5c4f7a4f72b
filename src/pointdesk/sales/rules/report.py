"""The report of an order: values that cannot be made wrongly, be it from a shop's JSON or from a form of the staff."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.customers.rules import country_code, email_address
from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.texts import one_line
from pointdesk.sales.rules.status import OrderStatus

MOST_LINES = 200
MOST_UNITS = 10_000
"""The most units of one line: a bound against typing errors, far above any order."""
MOST_CENTS = 1_000_000_000
FIRST_YEAR = 2000
"""Days before it are a shop's empty or broken date, not a purchase."""


@dataclass(frozen=True, kw_only=True)
class ReportedCustomer:
    """Who ordered, as the shop knows them.

    `external_id` is the shop's own name for the customer; where it has none (an order without an account) the e-mail
    stands for it. `name` is the person, `company` the organisation. Raises InvalidInput, as the other values here.
    """

    email: str
    external_id: str = ""
    name: str = ""
    company: str = ""
    vat_id: str = ""
    country: str = ""
    phone: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        _set(self, email=email_address(self.email))
        _set(
            self,
            external_id=_optional(self.external_id, "external_id", 200) or self.email,
            name=_optional(self.name, "name", 200),
            company=_optional(self.company, "company", 200),
            vat_id=_optional(self.vat_id, "vat_id", 40),
            country=country_code(self.country) if self.country else "",
            phone=_optional(self.phone, "phone", 40),
            language=_optional(self.language, "language", 35),
        )

    @property
    def organisation(self) -> str:
        """What the customer is called: the company, else the person, else the e-mail."""
        return self.company or self.name or self.email


@dataclass(frozen=True, kw_only=True)
class ReportedLine:
    """One line of an order.

    `quantity` is what was ordered, `refunded` how many of these units were paid back. `net_cents` and `vat_cents` are
    the money of the whole line (all of `quantity`), discounts taken off; None where the shop does not say. `id` is
    the shop's own name of the line; without one the line is known by its position.
    """

    sku: str
    quantity: int = 1
    refunded: int = 0
    id: str = ""
    name: str = ""
    net_cents: int | None = None
    vat_cents: int | None = None

    def __post_init__(self) -> None:
        _set(
            self,
            sku=one_line(self.sku, field="sku", most=100),
            id=_optional(self.id, "id", 24),
            name=_optional(self.name, "name", 200),
        )
        _within(self.quantity, "quantity", MOST_UNITS)
        _within(self.refunded, "refunded", MOST_UNITS)
        if self.refunded > self.quantity:
            raise InvalidInput(field="refunded", problem="more_than_quantity")
        if self.net_cents is not None:
            _within(self.net_cents, "net_cents", MOST_CENTS)
        if self.vat_cents is not None:
            _within(self.vat_cents, "vat_cents", MOST_CENTS)


@dataclass(frozen=True, kw_only=True)
class OrderReport:
    """The whole state of one order of one shop (P13): not what changed, but how the order stands.

    `paid_at` is the moment or the day on which the payment was confirmed, None where the shop does not say.
    `changed_at` is when the shop last changed the order: it tells an older state from a newer one of the same status.
    """

    shop: str
    number: str
    status: OrderStatus
    currency: str
    customer: ReportedCustomer
    lines: tuple[ReportedLine, ...]
    paid_at: datetime | date | None = None
    changed_at: datetime | None = None

    def __post_init__(self) -> None:
        _set(self, number=one_line(self.number, field="order", most=40))
        if not re.fullmatch("[A-Z]{3}", self.currency):
            raise InvalidInput(field="currency", problem="not_a_currency_code")
        if not self.lines:
            raise InvalidInput(field="lines", problem="missing")
        if len(self.lines) > MOST_LINES:
            raise InvalidInput(field="lines", problem="too_many")
        refs = [ref for ref, _ in self.by_ref()]
        repeated = next((i for i, ref in enumerate(refs) if ref in refs[:i]), None)
        if repeated is not None:
            raise InvalidInput(field=f"lines[{repeated}].id", problem="repeated")
        _check_moment(self.paid_at, "paid_at")
        _check_moment(self.changed_at, "changed_at")

    def by_ref(self) -> tuple[tuple[str, ReportedLine], ...]:
        """The lines with the names by which they are known: the shop's, else the position from 1 (ruling 30)."""
        return tuple((line.id or str(position), line) for position, line in enumerate(self.lines, 1))


def _set(value: object, **fields: object) -> None:
    for name, content in fields.items():
        object.__setattr__(value, name, content)


def _optional(text: str, field: str, most: int) -> str:
    return one_line(text, field=field, most=most, least=0)


def _within(number: object, field: str, most: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int):
        raise InvalidInput(field=field, problem="not_whole")
    if number < 0:
        raise InvalidInput(field=field, problem="negative")
    if number > most:
        raise InvalidInput(field=field, problem="too_large")


def _check_moment(moment: datetime | date | None, field: str) -> None:
    if isinstance(moment, datetime) and moment.tzinfo is None:
        raise InvalidInput(field=field, problem="no_offset")
    if moment is not None and moment.year < FIRST_YEAR:
        raise InvalidInput(field=field, problem="too_early")
    # Room for a zone's offset and for the years of validity at the end of the calendar.
    if moment is not None and moment.year > 9000:
        raise InvalidInput(field=field, problem="in_the_future")

"""From a shop's bytes to a report, with the exact place and kind of every mistake."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NoReturn

from pointdesk.kit.errors import InvalidInput
from pointdesk.sales.errors import UnreadableReport
from pointdesk.sales.rules.report import OrderReport, ReportedCustomer, ReportedLine
from pointdesk.sales.rules.status import OrderStatus

MOST_BYTES = 256 * 1024
"""The largest body that is read: some thousand bytes for each of the lines an order may have."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_report(body: bytes, *, shop: str) -> OrderReport:
    """The report that a shop sent (docs/shop-orders.md).

    Raises UnreadableReport for what is no JSON object, InvalidInput with the path of the field (``lines[0].quantity``)
    and the problem for everything else. A field that the contract does not know is refused too: a misspelt
    ``refunded`` must not pass for "nothing was refunded".
    """
    order = _Fields("", _load(body))
    customer = order.child("customer")
    lines = [_line(fields) for fields in order.children("lines")]
    with order.path_of_errors():
        report = OrderReport(
            shop=shop,
            number=order.text("order"),
            status=_status(order.text("status")),
            currency=order.text("currency"),
            customer=_customer(customer),
            lines=tuple(lines),
            paid_at=_moment_or_day(order.optional_text("paid_at"), "paid_at"),
            changed_at=_moment(order.optional_text("changed_at"), "changed_at"),
        )
    order.refuse_unknown()
    return report


def _customer(fields: "_Fields") -> ReportedCustomer:
    with fields.path_of_errors():
        customer = ReportedCustomer(
            email=fields.text("email"),
            external_id=fields.optional_text("external_id"),
            name=fields.optional_text("name"),
            company=fields.optional_text("company"),
            vat_id=fields.optional_text("vat_id"),
            country=fields.optional_text("country"),
            phone=fields.optional_text("phone"),
            language=fields.optional_text("language"),
        )
    fields.refuse_unknown()
    return customer


def _line(fields: "_Fields") -> ReportedLine:
    with fields.path_of_errors():
        line = ReportedLine(
            sku=fields.text("sku"),
            quantity=fields.whole("quantity"),
            refunded=fields.optional_whole("refunded") or 0,
            id=fields.optional_text("id"),
            name=fields.optional_text("name"),
            net_cents=fields.optional_whole("net_cents"),
            vat_cents=fields.optional_whole("vat_cents"),
        )
    fields.refuse_unknown()
    return line


def _status(name: str) -> OrderStatus:
    try:
        return OrderStatus(name)
    except ValueError:
        raise InvalidInput(field="status", problem="unknown_status") from None


def _moment_or_day(text: str, name: str) -> datetime | date | None:
    if not _DAY.fullmatch(text):
        return _moment(text, name)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(field=name, problem="not_a_moment") from None


def _moment(text: str, name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput(field=name, problem="not_a_moment") from None


def _load(body: bytes) -> dict[str, object]:
    if len(body) > MOST_BYTES:
        raise UnreadableReport(problem="too_large")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise UnreadableReport(problem="not_utf8") from None
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        # ValueError: no JSON, NaN, or a number of thousands of digits; RecursionError: thousands of brackets.
        raise UnreadableReport(problem="not_json") from None
    if not isinstance(data, dict):
        raise UnreadableReport(problem="not_an_object")
    return data


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise UnreadableReport(problem="repeated_key")
    return dict(pairs)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


@dataclass
class _Fields:
    """The fields of one JSON object at a path; remembers which were asked for."""

    path: str
    data: dict[str, object]
    known: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        value = self._required(name)
        if not isinstance(value, str):
            raise InvalidInput(field=name, problem="not_text")
        return value

    def optional_text(self, name: str) -> str:
        return "" if self._value(name) is None else self.text(name)

    def whole(self, name: str) -> int:
        value = self._required(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise InvalidInput(field=name, problem="not_whole")
        return value

    def optional_whole(self, name: str) -> int | None:
        return None if self._value(name) is None else self.whole(name)

    def child(self, name: str) -> "_Fields":
        return self._fields(self._required(name), self._path(name))

    def children(self, name: str) -> Iterator["_Fields"]:
        value = self._required(name)
        if not isinstance(value, list):
            raise InvalidInput(field=self._path(name), problem="not_a_list")
        return (self._fields(item, f"{self._path(name)}[{index}]") for index, item in enumerate(value))

    def refuse_unknown(self) -> None:
        for name in self.data:
            if name not in self.known:
                # Nobody has looked at a name yet: it may hold what no database stores.
                raise InvalidInput(field=self._path(ascii(name[:40])[1:-1]), problem="unknown_field")

    @contextmanager
    def path_of_errors(self) -> Iterator[None]:
        """Let an error that names a field of this object name the whole path."""
        try:
            yield
        except InvalidInput as error:
            raise InvalidInput(field=self._path(error.field), problem=error.problem) from None

    def _value(self, name: str) -> object:
        self.known.add(name)
        return self.data.get(name)

    def _required(self, name: str) -> object:
        value = self._value(name)
        if value is None:
            raise InvalidInput(field=name, problem="missing")
        return value

    def _fields(self, value: object, path: str) -> "_Fields":
        if not isinstance(value, dict):
            raise InvalidInput(field=path, problem="not_an_object")
        return _Fields(path, value)

    def _path(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

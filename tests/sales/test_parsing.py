import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pointdesk.kit.errors import InvalidInput
from pointdesk.sales.errors import UnreadableReport
from pointdesk.sales.rules import OrderReport, OrderStatus, ReportedCustomer, ReportedLine, parse_report

SMALLEST = {
    "order": "1001",
    "status": "paid",
    "currency": "EUR",
    "customer": {"email": "Anna@Acme.example"},
    "lines": [{"sku": "XC-LICENCE", "quantity": 1}],
}


def parse(data: object) -> OrderReport:
    return parse_report(json.dumps(data).encode(), shop="shop")


def changed(path: str, value: object) -> dict:
    """The smallest report with one field set; a path such as ``lines.0.sku``."""
    data = json.loads(json.dumps(SMALLEST))
    *way, last = path.split(".")
    place = data
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[last] = value
    return data


def test_the_smallest_report():
    assert parse(SMALLEST) == OrderReport(
        shop="shop",
        number="1001",
        status=OrderStatus.PAID,
        currency="EUR",
        customer=ReportedCustomer(email="anna@acme.example", external_id="anna@acme.example"),
        lines=(ReportedLine(sku="XC-LICENCE", quantity=1),),
    )


def test_the_fullest_report():
    full = {
        "order": "1001",
        "status": "partially_refunded",
        "currency": "EUR",
        "paid_at": "2026-05-04T22:30:00+02:00",
        "changed_at": "2026-05-05T06:00:00Z",
        "customer": {
            "external_id": "77", "email": "anna@acme.example", "name": "Άννα", "company": "Acme", "vat_id": "EL 123",
            "country": "gr", "phone": "+30 210 9565421", "language": "el-GR",
        },
        "lines": [
            {"id": "a", "sku": "XC-POINTS-120", "name": "120 points", "quantity": 2, "refunded": 1,
             "net_cents": 19000, "vat_cents": 4560},
        ],
    }  # fmt: skip
    assert parse(full) == OrderReport(
        shop="shop",
        number="1001",
        status=OrderStatus.PARTIALLY_REFUNDED,
        currency="EUR",
        paid_at=datetime(2026, 5, 4, 22, 30, tzinfo=timezone(timedelta(hours=2))),
        changed_at=datetime(2026, 5, 5, 6, tzinfo=UTC),
        customer=ReportedCustomer(
            external_id="77", email="anna@acme.example", name="Άννα", company="Acme", vat_id="EL 123", country="GR",
            phone="+30 210 9565421", language="el-GR",
        ),
        lines=(
            ReportedLine(id="a", sku="XC-POINTS-120", name="120 points", quantity=2, refunded=1, net_cents=19000,
                         vat_cents=4560),
        ),
    )  # fmt: skip


def test_null_stands_for_nothing_said():
    assert parse(changed("paid_at", None)) == parse(SMALLEST)
    assert parse(changed("lines.0.net_cents", None)) == parse(SMALLEST)


def test_a_day_may_stand_for_the_moment_of_payment():
    assert parse(changed("paid_at", "2026-05-04")).paid_at == date(2026, 5, 4)


def test_lines_are_known_by_the_shops_name_or_else_by_position():
    report = parse(changed("lines", [{"sku": "A", "quantity": 1}, {"sku": "B", "quantity": 1, "id": "x"}]))
    assert [ref for ref, _ in report.by_ref()] == ["1", "x"]


@pytest.mark.parametrize(
    ("path", "value", "field", "problem"),
    [
        ("order", None, "order", "missing"),
        ("order", "", "order", "missing"),
        ("order", 1001, "order", "not_text"),
        ("order", "1" * 41, "order", "too_long"),
        ("order", "10\x0001", "order", "nul"),
        ("order", "10\n01", "order", "line_break"),
        ("status", "shipped", "status", "unknown_status"),
        ("status", ["paid"], "status", "not_text"),
        ("currency", None, "currency", "missing"),
        ("currency", "euro", "currency", "not_a_currency_code"),
        ("currency", "€", "currency", "not_a_currency_code"),
        ("paid_at", "yesterday", "paid_at", "not_a_moment"),
        ("paid_at", "2026-02-30", "paid_at", "not_a_moment"),
        ("paid_at", "2026-05-04T10:00:00", "paid_at", "no_offset"),
        ("paid_at", "0001-01-01T00:00:00+14:00", "paid_at", "too_early"),
        ("paid_at", "1970-01-01", "paid_at", "too_early"),
        ("paid_at", "9999-12-31", "paid_at", "in_the_future"),
        ("paid_at", 1777971600, "paid_at", "not_text"),
        ("changed_at", "2026-05-04", "changed_at", "no_offset"),
        ("customer", "Anna", "customer", "not_an_object"),
        ("customer.email", None, "customer.email", "missing"),
        ("customer.email", "anna", "customer.email", "not_an_address"),
        ("customer.email", "a@b.example, c@d.example", "customer.email", "not_an_address"),
        ("customer.country", "Greece", "customer.country", "unknown"),
        ("customer.country", "XX", "customer.country", "unknown"),
        ("customer.company", "\ud800", "customer.company", "not_unicode"),
        ("customer.vat", "EL1", "customer.vat", "unknown_field"),
        ("lines", {}, "lines", "not_a_list"),
        ("lines", [], "lines", "missing"),
        ("lines", [{"sku": "A", "quantity": 1}] * 201, "lines", "too_many"),
        ("lines", [1], "lines[0]", "not_an_object"),
        ("lines.0.sku", None, "lines[0].sku", "missing"),
        ("lines.0.sku", "   ", "lines[0].sku", "missing"),
        ("lines.0.quantity", None, "lines[0].quantity", "missing"),
        ("lines.0.quantity", 1.5, "lines[0].quantity", "not_whole"),
        ("lines.0.quantity", 1.0, "lines[0].quantity", "not_whole"),
        ("lines.0.quantity", "1", "lines[0].quantity", "not_whole"),
        ("lines.0.quantity", True, "lines[0].quantity", "not_whole"),
        ("lines.0.quantity", -1, "lines[0].quantity", "negative"),
        ("lines.0.quantity", 10_001, "lines[0].quantity", "too_large"),
        ("lines.0.quantity", 10**30, "lines[0].quantity", "too_large"),
        ("lines.0.refunded", -1, "lines[0].refunded", "negative"),
        ("lines.0.refunded", 2, "lines[0].refunded", "more_than_quantity"),
        ("lines.0.net_cents", 95.5, "lines[0].net_cents", "not_whole"),
        ("lines.0.net_cents", -1, "lines[0].net_cents", "negative"),
        ("lines.0.vat_cents", 10**10, "lines[0].vat_cents", "too_large"),
        ("lines.0.refund", 1, "lines[0].refund", "unknown_field"),
        ("total\x00", 1, "total\\x00", "unknown_field"),
    ],
)
def test_a_mistake_is_named_with_its_place(path, value, field, problem):
    with pytest.raises(InvalidInput) as refusal:
        parse(changed(path, value))
    assert refusal.value.facts() == {"field": field, "problem": problem}


def test_two_lines_of_one_name_are_refused():
    with pytest.raises(InvalidInput) as refusal:
        parse(changed("lines", [{"sku": "A", "quantity": 1}, {"sku": "B", "quantity": 1, "id": "1"}]))
    assert refusal.value.facts() == {"field": "lines[1].id", "problem": "repeated"}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "not_json"),
        (b"order=1001", "not_json"),
        (b"\xff\xfe{\x00}\x00", "not_utf8"),
        ("{}".encode("utf-8-sig"), "not_json"),
        (b'{"order": NaN}', "not_json"),
        (b'{"order": -Infinity}', "not_json"),
        (b'{"order": ' + b"9" * 5000 + b"}", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "not_an_object"),
        (b"null", "not_an_object"),
        (b'{"order": "1", "order": "2"}', "repeated_key"),
        (b'{"order": "' + b"1" * 1_000_000 + b'"}', "too_large"),
    ],
    ids=["empty", "form", "utf-16", "byte-order-mark", "nan", "infinity", "digits", "deep", "list", "null", "twice",
         "megabyte"],
)  # fmt: skip
def test_what_is_no_report_at_all(body, problem):
    with pytest.raises(UnreadableReport) as refusal:
        parse_report(body, shop="shop")
    assert refusal.value.facts() == {"problem": problem}


def test_a_form_of_the_staff_meets_the_same_checks():
    with pytest.raises(InvalidInput) as refusal:
        ReportedLine(sku="A", quantity=1, refunded=2)
    assert refusal.value.facts() == {"field": "refunded", "problem": "more_than_quantity"}

"""What comes to a shop's address: kept, checked, applied (ruling 27; scenario 31)."""

import json
from datetime import datetime, timedelta

import pytest
from tests.factories.cast import DORA, EMIL
from tests.factories.sales import customer_of, make_shop, points
from tests.sales.rows import everything

from pointdesk.audit.models import Record
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.outbox.models import StoredEvent
from pointdesk.sales import queries
from pointdesk.sales.actions import apply_delivery, issue_secret, receive_delivery, replay_delivery, set_sku_effect
from pointdesk.sales.errors import BadSignature, LineChanged, StaleDelivery, UnreadableReport
from pointdesk.sales.events import DeliveryReceived
from pointdesk.sales.models import Delivery, EffectKind, Order
from pointdesk.sales.reactions import apply_what_was_received
from pointdesk.sales.rules import SIGNATURE_HEADER, TIMESTAMP_HEADER, signed_headers

pytestmark = pytest.mark.django_db

PAID = {
    "order": "1031",
    "status": "paid",
    "currency": "EUR",
    "customer": {"external_id": "acme", "email": "office@acme.example"},
    "lines": [{"sku": "XC-POINTS-300", "quantity": 1}],
}


@pytest.fixture
def secret(shop, now: datetime) -> str:
    """The secret under which the shop signs."""
    return issue_secret(shop="shop", by=EMIL, now=now)


def body_of(**changes) -> bytes:
    return json.dumps({**PAID, **changes}).encode()


def deliver(body: bytes, secret: str, *, now: datetime, signed_at: datetime | None = None, **headers: str):
    return receive_delivery(
        shop="shop", body=body, headers={**signed_headers([secret], body, signed_at or now), **headers}, now=now
    )


def told(name: str) -> list[dict]:
    return [event.data for event in StoredEvent.objects.filter(name=name).order_by("id")]


def test_a_delivery_is_kept_byte_for_byte_and_applied(secret, now):
    body = body_of() + b"\n"
    view = deliver(body, secret, now=now, Cookie="none of our business", **{"User-Agent": "shop/1.0"})
    assert points(now) == 300
    order = Order.objects.get()
    assert view == queries.DeliveryView(
        id=view.id, shop="shop", received_at=now, verdict="applied", error="", facts={}, order_id=order.pk,
        order="1031", replayed_at=None, replayed_by="",
        effect={
            "order_id": order.pk, "customer_id": customer_of().pk, "status": "paid", "changed": True, "granted": 300,
            "gifted": 0, "cancelled": 0, "arrears": 0, "unknown": [], "held": False, "went_back": False,
        },
    )  # fmt: skip
    assert queries.delivery(view.id) == view
    assert queries.delivered(view.id) == body
    row = Delivery.objects.get()
    assert (row.size, sorted(row.headers)) == (len(body), [SIGNATURE_HEADER, TIMESTAMP_HEADER, "User-Agent"])
    assert told("DeliveryReceived") == [{"delivery_id": view.id}]


def test_the_same_bytes_again_are_listed_again_and_give_nothing(secret, now):
    for _ in range(4):
        deliver(body_of(), secret, now=now)
    assert points(now) == 300
    assert [d.effect["changed"] for d in queries.inbox().deliveries] == [False, False, False, True]


def test_headers_are_found_in_whatever_case(secret, now):
    headers = {name.upper(): value for name, value in signed_headers([secret], body_of(), now).items()}
    assert receive_delivery(shop="shop", body=body_of(), headers=headers, now=now).verdict == "applied"


def test_the_secret_before_the_last_is_good_for_a_week(secret, now):
    issue_secret(shop="shop", by=EMIL, now=now)
    assert deliver(body_of(), secret, now=now).verdict == "applied"
    with pytest.raises(BadSignature):
        deliver(body_of(), secret, now=now + timedelta(days=7))


def test_a_forged_delivery_is_listed_and_changes_nothing(secret, now):
    before = everything(but=("Delivery",))
    with pytest.raises(BadSignature) as refused:
        deliver(body_of(), "another secret", now=now)
    assert refused.value.facts() == {"shop": "shop"}
    assert everything(but=("Delivery",)) == before
    assert [(d.verdict, d.error, d.facts) for d in queries.inbox().deliveries] == [
        ("refused", "BadSignature", {"shop": "shop"}),
    ]  # fmt: skip


@pytest.mark.parametrize("headers", [{}, {TIMESTAMP_HEADER: "1777971600"}, {SIGNATURE_HEADER: "v1=00"}])
def test_a_delivery_without_a_signature(secret, now, headers):
    with pytest.raises(BadSignature):
        receive_delivery(shop="shop", body=body_of(), headers=headers, now=now)
    assert Delivery.objects.get().error == "BadSignature"


def test_a_shop_without_a_secret_cannot_deliver(shop, now):
    with pytest.raises(BadSignature):
        deliver(body_of(), "", now=now)


def test_a_secret_of_another_shop_is_none(secret, now):
    make_shop("second", now=now)
    other = issue_secret(shop="second", by=EMIL, now=now)
    with pytest.raises(BadSignature):
        deliver(body_of(), other, now=now)


@pytest.mark.parametrize(("seconds", "verdict"), [(300, "applied"), (-300, "applied")])
def test_five_minutes_either_way_are_in_time(secret, now, seconds, verdict):
    assert deliver(body_of(), secret, now=now, signed_at=now - timedelta(seconds=seconds)).verdict == verdict


@pytest.mark.parametrize("seconds", [301, 86_400, -301])
def test_an_old_delivery_and_one_from_the_future_are_listed_and_change_nothing(secret, now, seconds):
    before = everything(but=("Delivery",))
    with pytest.raises(StaleDelivery) as refused:
        deliver(body_of(), secret, now=now, signed_at=now - timedelta(seconds=seconds))
    assert refused.value.facts() == {"shop": "shop", "age_seconds": seconds}
    assert everything(but=("Delivery",)) == before
    assert [(d.verdict, d.error) for d in queries.inbox().deliveries] == [("refused", "StaleDelivery")]


@pytest.mark.parametrize(
    ("body", "refusal", "facts"),
    [
        (b"order=1", UnreadableReport, {"problem": "not_json"}),
        (b"\xff", UnreadableReport, {"problem": "not_utf8"}),
        (b"", UnreadableReport, {"problem": "not_json"}),
        (body_of(customer=None), InvalidInput, {"field": "customer", "problem": "missing"}),
        (body_of(currency="euro"), InvalidInput, {"field": "currency", "problem": "not_a_currency_code"}),
        (body_of(order="1\x00"), InvalidInput, {"field": "order", "problem": "nul"}),
        (
            body_of(lines=[{"sku": "XC-POINTS-300", "quantity": -1}]),
            InvalidInput,
            {"field": "lines[0].quantity", "problem": "negative"},
        ),
        (
            body_of(lines=[{"sku": "XC-POINTS-300", "quantity": 3_334}]),
            InvalidInput,
            {"field": "lines[0].quantity", "problem": "too_many_points"},
        ),
        (body_of(**{"\x00\ud800": 1}), InvalidInput, {"field": "\\x00\\ud800", "problem": "unknown_field"}),
    ],
    ids=["form", "latin", "empty", "missing", "currency", "nul", "negative", "huge", "unknown field"],
)
def test_a_signed_delivery_that_cannot_be_applied_is_listed_with_its_reason(secret, now, body, refusal, facts):
    before = everything(but=("Delivery", "StoredEvent"))
    with pytest.raises(refusal) as refused:
        deliver(body, secret, now=now)
    assert refused.value.facts() == facts
    assert everything(but=("Delivery", "StoredEvent")) == before
    [listed] = queries.inbox().deliveries
    assert (listed.verdict, listed.error, listed.facts) == ("refused", refusal.__name__, facts)
    assert queries.delivered(listed.id) == body
    assert told("DeliveryRefused") == [{"delivery_id": listed.id, "shop": "shop", "error": refusal.__name__}]
    assert told("OrderApplied") == []


def test_a_megabyte_is_listed_but_not_kept(secret, now):
    before = everything(but=("Delivery",))
    with pytest.raises(UnreadableReport) as refused:
        deliver(b"1" * 1_048_576, secret, now=now)
    assert refused.value.facts() == {"problem": "too_large"}
    assert everything(but=("Delivery",)) == before
    row = Delivery.objects.get()
    assert (bytes(row.body), row.size, row.error) == (b"", 1_048_576, "UnreadableReport")
    with pytest.raises(UnreadableReport) as refused:
        replay_delivery(delivery_id=row.pk, by=EMIL, now=now)
    assert refused.value.facts() == {"problem": "too_large"}


def test_headers_of_a_hostile_client_are_kept_harmlessly(shop, now):
    with pytest.raises(BadSignature):
        receive_delivery(
            shop="shop", body=b"{}", headers={"User-Agent": "\x00\ud800" + "x" * 9000, SIGNATURE_HEADER: "v1=" * 9000},
            now=now,
        )  # fmt: skip
    kept = Delivery.objects.get().headers
    assert kept["User-Agent"].startswith("\\x00\\ud800xxx")
    assert max(map(len, kept.values())) < 700


def test_nothing_is_kept_for_a_shop_that_does_not_exist(shop, now):
    with pytest.raises(NotFound) as refused:
        receive_delivery(shop="nowhere", body=b"{}", headers={}, now=now)
    assert refused.value.facts() == {"kind": "shop", "ref": "nowhere"}
    assert Delivery.objects.count() == 0


def left_behind(secret: str, now: datetime) -> int:
    """A delivery whose process died after it was kept."""
    body = body_of()
    row = Delivery.objects.create(
        shop_id=queries.shop("shop").pk, received_at=now, headers=signed_headers([secret], body, now), body=body,
        size=len(body), verdict="received",
    )  # fmt: skip
    return row.pk


def test_the_worker_applies_what_a_crash_left_behind_once(secret, now):
    delivery_id = left_behind(secret, now)
    later = now + timedelta(hours=1)
    apply_what_was_received(DeliveryReceived(delivery_id=delivery_id), now=later)
    before = everything()
    apply_what_was_received(DeliveryReceived(delivery_id=delivery_id), now=later)
    assert (points(later), queries.delivery(delivery_id).verdict) == (300, "applied")
    assert everything() == before


def test_the_worker_does_not_try_again_what_was_refused(secret, now):
    delivery_id = left_behind(secret, now)
    Delivery.objects.filter(id=delivery_id).update(body=b"{}", size=2)
    apply_delivery(delivery_id=delivery_id, now=now)
    before = everything()
    apply_delivery(delivery_id=delivery_id, now=now)
    assert queries.delivery(delivery_id).error == "InvalidInput"
    assert everything() == before


def test_staff_replay_a_stale_delivery(secret, now):
    with pytest.raises(StaleDelivery):
        deliver(body_of(), secret, now=now, signed_at=now - timedelta(days=1))
    [listed] = queries.inbox().deliveries
    view = replay_delivery(delivery_id=listed.id, by=EMIL, now=now + timedelta(hours=1))
    assert (view.verdict, view.error, view.facts, view.replayed_by, view.replayed_at) == (
        "applied", "", {}, "Emil", now + timedelta(hours=1),
    )  # fmt: skip
    assert points(now + timedelta(hours=1)) == 300
    assert list(Record.objects.filter(verb="replay_delivery").values_list("actor_id", "data")) == [
        ("emil", {"before": "refused"}),
    ]  # fmt: skip


def test_a_replay_gives_what_a_sku_that_became_known_should_have_given(secret, now):
    view = deliver(body_of(lines=[{"sku": "NEW", "quantity": 1}]), secret, now=now)
    assert view.effect["unknown"] == ["NEW"]
    pack_id = queries.shop("shop").effects.get(sku="XC-POINTS-60").pack_id
    set_sku_effect(shop="shop", sku="NEW", kind=EffectKind.PACK, pack_id=pack_id, by=EMIL, now=now)
    assert replay_delivery(delivery_id=view.id, by=EMIL, now=now).effect["granted"] == 60
    assert replay_delivery(delivery_id=view.id, by=EMIL, now=now).effect["changed"] is False
    assert points(now) == 60


def test_a_forged_delivery_cannot_be_replayed_unless_it_was_our_secret_that_was_wrong(secret, now):
    with pytest.raises(BadSignature):
        deliver(body_of(), "typed wrongly", now=now)
    [listed] = queries.inbox().deliveries
    before = everything()
    with pytest.raises(BadSignature):
        replay_delivery(delivery_id=listed.id, by=EMIL, now=now)
    assert everything() == before
    headers = signed_headers([secret], body_of(), now)
    Delivery.objects.filter(id=listed.id).update(headers=headers)
    assert replay_delivery(delivery_id=listed.id, by=EMIL, now=now).verdict == "applied"


def test_a_replay_that_is_refused_says_why(secret, now):
    deliver(body_of(), secret, now=now)
    with pytest.raises(LineChanged):
        deliver(body_of(lines=[{"sku": "XC-POINTS-60", "quantity": 1}]), secret, now=now)
    [listed, _] = queries.inbox().deliveries
    with pytest.raises(LineChanged):
        replay_delivery(delivery_id=listed.id, by=EMIL, now=now + timedelta(days=1))
    [after, _] = queries.inbox().deliveries
    assert (after.error, after.replayed_by) == ("LineChanged", "Emil")
    assert points(now) == 300


def test_who_may_not_replay(secret, now):
    view = deliver(body_of(), secret, now=now)
    before = everything()
    with pytest.raises(NotAllowed) as refused:
        replay_delivery(delivery_id=view.id, by=DORA, now=now)
    assert refused.value.facts() == {"verb": "replay_delivery"}
    with pytest.raises(NotFound):
        replay_delivery(delivery_id=0, by=EMIL, now=now)
    assert everything() == before


def test_the_inbox_is_paged_by_one_query(secret, now, django_assert_num_queries):
    ids = []
    for number in range(5):
        ids.insert(0, deliver(body_of(order=str(number)), secret, now=now).id)
    with django_assert_num_queries(1):
        first = queries.inbox(limit=2)
    assert ([d.id for d in first.deliveries], first.next_before) == (ids[:2], ids[1])
    second = queries.inbox(limit=2, before=first.next_before)
    third = queries.inbox(limit=2, before=second.next_before)
    assert [d.id for d in (*second.deliveries, *third.deliveries)] == ids[2:]
    assert third.next_before is None


def test_the_inbox_of_one_shop(secret, now):
    deliver(body_of(), secret, now=now)
    make_shop("second", now=now)
    assert queries.inbox(shop="second") == queries.InboxPage([], None)
    assert len(queries.inbox(shop="shop").deliveries) == 1
    with pytest.raises(NotFound):
        queries.delivery(0)
    with pytest.raises(NotFound):
        queries.delivered(0)

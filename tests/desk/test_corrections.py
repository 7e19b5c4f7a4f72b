"""What staff does to a customer's points by hand: rehearsed, confirmed once, with a reason (P21)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.factories.ledger import make_lot
from tests.factories.rows import every_row
from tests.factories.tickets import make_agent, make_carla
from tests.factories.vendor import make_line

from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.ledger.actions import cancel, open_wallet, take_back
from pointdesk.ledger.queries import balance, lots, open_arrears, statement, wallet_of
from pointdesk.ledger.rules import LotKind, Subject
from pointdesk.lifecycle.actions import merge_customers

pytestmark = pytest.mark.django_db
AT_THE_DESK = {"Anna": 404, "Bruno": 404, "Carla": 404, "nobody": 302}


def first_lot(desk):
    return lots(desk.wallet, desk.now)[0].id


def fields_of(client: Client, address: str, **typed: object) -> dict[str, object]:
    """The form as a person sends it: what stands in it, and what they typed."""
    form = client.get(address).context["form"]
    found = {bound.name: bound.value() for bound in form}
    return {name: "" if value is None else value for name, value in {**found, **typed}.items()}


def confirm(client: Client, address: str, **typed: object):
    """Look at the effect, then do what was shown; the effect, and the answer."""
    fields = fields_of(client, address, **typed)
    shown = client.post(address, fields)
    assert shown.status_code == 200
    sent = {**fields, "rehearsed": shown.context["form"].mark, "do": "it"}
    return dict(shown.context["effect"].facts), sent, client.post(address, sent)


@pytest.fixture
def owing(desk, now):
    """The customer spent 40 points of a purchase that was charged back then."""
    desk.priced("level-3")
    order = Subject("order_line", "shop:1:1")
    cancel(lot_id=first_lot(desk), points=100, key="c", by=SYSTEM, now=now, subject=order, arrears=True)
    (owed,) = open_arrears(desk.wallet)
    return owed


def test_goodwill_is_rehearsed_then_given_once(desk, dora, now):
    address = f"/desk/customers/{desk.customer.pk}/goodwill/"
    facts, sent, answer = confirm(dora, address, points=20, reason="We answered late.")
    assert facts == {"Balance": "100 → 120", "Free points until": "5 May 2027"}
    assert (answer.status_code, answer.url) == (303, f"/desk/wallets/{desk.wallet}/")
    assert dora.post(address, sent).status_code == 303  # a double click
    assert desk.available == 120
    page = dora.get(answer.url).context["page"]
    assert [(done.by, done.what, done.why) for done in page.done] == [
        ("Dora", "Gave 20 points as goodwill", "We answered late.")
    ]


def test_other_values_than_those_shown_are_shown_first(desk, dora):
    address = f"/desk/customers/{desk.customer.pk}/goodwill/"
    fields = fields_of(dora, address, points=20, reason="We answered late.")
    mark = dora.post(address, fields).context["form"].mark
    before = every_row()
    changed = dora.post(address, {**fields, "points": 200, "rehearsed": mark, "do": "it"})
    assert (changed.status_code, dict(changed.context["effect"].facts)["Balance"]) == (200, "100 → 300")
    assert every_row() == before


def test_goodwill_opens_the_wallet_of_another_line(desk, dora, now):
    other = make_line("other")
    facts, _, answer = confirm(
        dora, f"/desk/customers/{desk.customer.pk}/goodwill/?line={other.pk}", points=20, reason="A start."
    )
    wallet = wallet_of(desk.customer.pk, other.pk)
    assert (facts["Balance"], answer.url, balance(wallet, now)) == ("0 → 20", f"/desk/wallets/{wallet}/", 20)


def test_goodwill_says_who_waits_for_it(desk, dora):
    desk.priced("level-4")
    desk.priced("level-3")
    facts, *_ = confirm(dora, f"/desk/customers/{desk.customer.pk}/goodwill/", points=20, reason="For you.")
    assert facts["Tickets waiting for points, charged as far as they go"] == "1"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", "  "), ("reason", "x" * 2001), ("points", 0), ("points", "1.5"), ("points", 1_000_001),
        ("until", "2026-05-04"), ("until", "2056-05-04"), ("until", "never"), ("line", 999), ("key", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_given_keeps_what_was_typed(desk, dora, field, value):
    address = f"/desk/customers/{desk.customer.pk}/goodwill/"
    fields = fields_of(dora, address, **{"points": 20, "reason": "Ευχαριστούμε 🙂", field: value})
    before = every_row()
    answer = dora.post(address, fields)
    assert (answer.status_code, every_row()) == (422, before)
    assert str(fields["points"]) in answer.text
    assert field == "reason" or "Ευχαριστούμε 🙂" in answer.text


def test_points_given_in_error_are_taken_back_once(desk, dora, now):
    address = f"/desk/wallets/{desk.wallet}/take-back/"
    facts, sent, answer = confirm(dora, address, points=100, lot=first_lot(desk), reason="Typed twice.")
    assert facts == {"Balance": "100 → 0", "Bought points, until 31 January 2027": "−100"}
    assert answer.status_code == 303
    assert dora.post(address, sent).status_code == 303  # the lot is empty by now
    assert (desk.available, statement(desk.wallet, now)[-1].note) == (0, "Typed twice.")


def test_what_was_spent_is_not_taken_back(desk, dora):
    desk.priced("level-4")
    address = f"/desk/wallets/{desk.wallet}/take-back/"
    answer = dora.post(address, fields_of(dora, address, points=21, reason="Typed twice."))
    assert (answer.status_code, "21 points are needed and 20 are available." in answer.text) == (422, True)
    assert desk.available == 20


def test_points_spent_meanwhile_are_said_and_nothing_is_lost(desk, dora):
    address = f"/desk/wallets/{desk.wallet}/take-back/"
    fields = fields_of(dora, address, points=50, reason="Typed twice.")
    mark = dora.post(address, fields).context["form"].mark
    desk.priced("level-4")
    answer = dora.post(address, {**fields, "rehearsed": mark, "do": "it"})
    assert (answer.status_code, desk.available, "Typed twice." in answer.text) == (422, 20, True)


def test_a_last_day_is_moved_once(desk, dora, now):
    address = f"/desk/wallets/{desk.wallet}/last-day/"
    lot = first_lot(desk)
    facts, sent, answer = confirm(dora, address, lot=lot, until="2027-03-01", reason="On holiday.")
    assert facts == {"Balance": "100 → 100", "Points": "100", "Last day": "31 January 2027 → 1 March 2027"}
    assert (answer.status_code, dora.post(address, sent).status_code) == (303, 303)
    assert [(found.points, found.last_valid_day) for found in lots(desk.wallet, now)] == [(100, date(2027, 3, 1))]


def test_a_last_day_is_never_brought_forward(desk, dora):
    address = f"/desk/wallets/{desk.wallet}/last-day/"
    fields = fields_of(dora, address, lot=first_lot(desk), until="2027-01-31", reason="On holiday.")
    answer = dora.post(address, fields)
    assert (answer.status_code, "Choose a day after 31 January 2027" in answer.text) == (422, True)


def test_a_lot_of_another_wallet_is_not_found_here(desk, dora, now):
    other = open_wallet(customer_id=desk.customer.pk, line_id=make_line("other").pk)
    make_lot(other, 30, date(2027, 1, 1), now=now)
    fields = {"lot": lots(other, now)[0].id, "until": "2027-03-01", "reason": "x", "key": "k"}
    assert dora.post(f"/desk/wallets/{desk.wallet}/last-day/", fields).status_code == 404


def test_only_managers_bring_back_what_expired(desk, as_, now):
    lot = first_lot(desk)
    with clock.told_by(clock.StoppedClock(now + timedelta(days=300))):
        address = f"/desk/wallets/{desk.wallet}/last-day/"
        sent = {"lot": lot, "until": "2027-06-01", "reason": "In hospital.", "key": "k"}
        agent, manager = as_(desk.dora), as_(desk.emil)
        assert agent.get(f"/desk/wallets/{desk.wallet}/").context["page"].lots == []
        mark = agent.post(address, sent).context["form"].mark
        assert agent.post(address, {**sent, "rehearsed": mark, "do": "it"}).status_code == 403
        (lapsed,) = manager.get(f"/desk/wallets/{desk.wallet}/").context["page"].lots
        assert (lapsed.id, lapsed.points, lapsed.lapsed) == (lot, 100, True)
        facts, _, answer = confirm(manager, address, lot=lot, until="2027-06-01", reason="In hospital.")
        assert (facts["Balance"], answer.status_code) == ("0 → 100", 303)


@pytest.mark.parametrize("how", ["paid", "waived"])
def test_arrears_are_settled_once(desk, as_, owing, how):
    emil, address = as_(desk.emil), f"/desk/arrears/{owing.id}/"
    facts, sent, answer = confirm(emil, address, how=how, reason="Transfer 4711.")
    assert facts == {"Owed by this account": "40 → 0", "Balance": "0 → 0"}
    assert (answer.status_code, emil.post(address, sent).status_code) == (303, 303)
    assert open_arrears(desk.wallet) == []
    page = emil.get(f"/desk/wallets/{desk.wallet}/").context["page"]
    assert [(done.by, done.why) for done in page.done] == [("Emil", "Transfer 4711.")]
    assert emil.get(address).url == f"/desk/wallets/{desk.wallet}/"


def test_arrears_settled_otherwise_are_said(desk, as_, owing):
    emil, address = as_(desk.emil), f"/desk/arrears/{owing.id}/"
    confirm(emil, address, how="paid", reason="Transfer 4711.")
    fields = {"how": "waived", "reason": "x", "key": "k"}
    mark = emil.post(address, fields).context["form"].mark
    assert emil.post(address, {**fields, "rehearsed": mark, "do": "it"}).status_code == 422


def test_points_that_wait_for_arrears_say_so(desk, dora, owing):
    address = f"/desk/customers/{desk.customer.pk}/goodwill/"
    shown = dora.post(address, fields_of(dora, address, points=20, reason="For you."))
    assert shown.context["effect"].warning != ""


def test_a_merged_customer_s_wallet_is_read_at_the_survivor_s(desk, dora, now):
    survivor = make_carla(now=now).customer_id
    merge_customers(customer_id=desk.customer.pk, survivor_id=survivor, by=desk.emil, now=now, reason="One firm.")
    assert dora.get(f"/desk/wallets/{desk.wallet}/").status_code == 404
    page = dora.get(f"/desk/customers/{desk.customer.pk}/goodwill/").context["page"]
    assert page.customer_id == survivor


@pytest.mark.parametrize("name", ["Dora", "Emil", "Fani", "Roula", *AT_THE_DESK])
def test_who_corrects(desk, as_, owing, now, name):
    cast = {
        "Anna": lambda: desk.anna,
        "Bruno": lambda: desk.bruno,
        "Carla": lambda: make_carla(now=now),
        "Dora": lambda: desk.dora,
        "Emil": lambda: desk.emil,
        "Fani": lambda: make_agent("Fani", Role.ACCOUNTANT, now=now),
        "Roula": lambda: make_agent("Roula", Role.ADMINISTRATOR, now=now),
    }
    client = Client() if name == "nobody" else as_(cast[name]())
    adjusts = {**AT_THE_DESK, "Fani": 403}.get(name, 200)
    settles = {**AT_THE_DESK, "Dora": 403}.get(name, 200)
    wallet = f"/desk/wallets/{desk.wallet}/"
    before = every_row()
    for address, expected in (
        (wallet, AT_THE_DESK.get(name, 200)),
        (f"/desk/customers/{desk.customer.pk}/goodwill/", adjusts),
        (f"{wallet}take-back/", adjusts),
        (f"{wallet}last-day/", adjusts),
        (f"/desk/arrears/{owing.id}/", settles),
    ):
        assert (address, client.get(address).status_code) == (address, expected)
        refused = expected if expected != 200 else 422
        if address != wallet:
            assert (address, client.post(address, {}).status_code) == (address, refused)
    if name in ("nobody", "Anna", "Bruno", "Carla"):
        assert every_row()["ledger.Entry"] == before["ledger.Entry"]


def test_nothing_by_that_number(desk, dora, as_):
    for address in ("wallets/999/", "wallets/999/take-back/", "wallets/999/last-day/", "customers/999/goodwill/"):
        assert (address, dora.get(f"/desk/{address}").status_code) == (address, 404)
    assert as_(desk.emil).get("/desk/arrears/999/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_what_the_page_costs(desk, as_, now, rows, django_assert_num_queries):
    emil = as_(desk.emil)
    for number in range(rows):
        make_lot(desk.wallet, 10, date(2027, 2, 1 + number), now=now, kind=LotKind.FREE)
        take_back(
            wallet_id=desk.wallet, points=5, key=f"t{number}", by=desk.emil, now=now, reason="given_in_error", note="x"
        )
    emil.get(f"/desk/wallets/{desk.wallet}/")
    with django_assert_num_queries(15):
        page = emil.get(f"/desk/wallets/{desk.wallet}/").context["page"]
    assert (len(page.lots), len(page.done)) == (rows + 1, rows)

"""The price panel: rehearsed, then set; quoted; returned."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from tests.factories.accounts import make_staff
from tests.factories.bugs import make_register
from tests.factories.rows import every_row
from tests.factories.tickets import make_helpdesk
from tests.factories.vendor import set_policies

from pointdesk.accounts.models import User
from pointdesk.bugs.queries import bugs_of
from pointdesk.calls.actions import log_call
from pointdesk.charges import actions as charges
from pointdesk.customers.actions import invite_person
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.ledger.actions import cancel
from pointdesk.ledger.queries import lots
from pointdesk.ledger.rules import Subject
from pointdesk.tickets.actions import close, merge

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at(now):
    with clock.told_by(clock.StoppedClock(now)):
        yield


@pytest.fixture
def desk(now):
    return make_helpdesk(120, now=now)


@pytest.fixture
def dora(client, desk):
    client.force_login(User.objects.get(id=desk.dora.number))
    return client


def address(ticket, act=""):
    return f"/desk/tickets/{ticket.number}/price/{act}"


def choice(ticket, desk, *items, **fields):
    """What the form sends when these items are chosen, before their effect was seen."""
    quantities = {f"quantity-{code}": count for code, count in items if count}
    return {
        "item": [code for code, _ in items], "delivery": "online", "reason": "", "key": "k1",
        "expected_step": desk.charge(ticket).step, **quantities, **fields,
    }  # fmt: skip


def text(response):
    """The words of a page in one line."""
    return " ".join(unescape(response.text).split())


def press(client, ticket, desk, *items, **fields):
    """Choose, look at the effect, and press the button that it offers."""
    sent = choice(ticket, desk, *items, **fields)
    effect = client.post(address(ticket, "set/"), sent).context["panel"].effect
    return client.post(address(ticket, "set/"), sent | {"rehearsed": effect.mark, "do": "it"})


# The panel


def test_the_items_stand_in_the_sources_order_with_their_points(dora, desk):
    panel = dora.get(address(desk.open())).context["panel"]
    (group,) = panel.choice.shown
    assert [(item.code, item.points, item.quantity) for item in group.items][-4:] == [
        ("medium-mod", 50, None), ("installation", 150, None), ("module-installation", 60, 1),
        ("patch-application", 40, None),
    ]  # fmt: skip
    assert panel.choice.upon_request == ("other",)
    assert (panel.effect, panel.steps, panel.draft.items) == (None, (), ())


def test_what_costs_now_is_chosen(dora, desk):
    panel = dora.get(address(desk.priced("level-2"))).context["panel"]
    assert panel.draft.items == (("level-2", 1),)
    assert [(step.state, step.figure, step.title) for step in panel.steps] == [("charged", 25, "Charged 25 points")]


@pytest.mark.parametrize("steps", [1, 3])
def test_the_page_costs_the_same_however_long_the_history(dora, desk, steps, django_assert_num_queries):
    ticket = desk.open()
    for code in ("level-1", "level-2", "level-3")[:steps]:
        desk.price(ticket, code)
    with django_assert_num_queries(QUERIES):
        dora.get(address(ticket))


QUERIES = 16


# Rehearsing


def test_the_effect_is_seen_before_it_is_had(dora, desk):
    ticket = desk.open()
    before = every_row()
    page = dora.post(address(ticket, "set/"), choice(ticket, desk, ("level-3", 0)))
    effect = page.context["panel"].effect
    assert (page.status_code, effect.figure, effect.headline, effect.wallet, effect.details, effect.button) == (
        200, 40, "First price", "120 → 80", ("Takes 40 of the 120 that expire on 31 January 2027",),
        "Charge 40 points",
    )  # fmt: skip
    assert every_row() == before


@pytest.mark.parametrize(
    ("given", "code", "way", "said"),
    [
        ({}, "level-2", "phone", ("25 → 50 by phone", "95 → 70", "Charge 25 more points")),
        ({}, "level-1", "online", ("25 → 10", "95 → 110", "Return 15 points")),
        ({}, "level-2", "online", ("This is the price already", "", "")),
        ({}, "installation", "online", ("25 → 150", "", "Set 150 points, to wait")),
        ({}, "level-0", "online", ("25 → 0", "95 → 120", "Return 25 points")),
        ({"agreed_up_to": 30}, "level-3", "online", ("25 → 40", "", "Ask for 40 points")),
        ({"agreed_up_to": 40}, "level-3", "online", ("25 → 40, within the limit", "95 → 80", "Charge 15 more points")),
    ],
)  # fmt: skip
def test_every_effect_has_its_words(dora, desk, given, code, way, said):
    ticket = desk.priced("level-2", **given)
    page = dora.post(address(ticket, "set/"), choice(ticket, desk, (code, 0), delivery=way))
    effect = page.context["panel"].effect
    assert (effect.headline, effect.wallet, effect.button) == said


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"agreed_up_to": 0}, "level-1", "The customer wants to know the price first: they will be asked."),
        ({"agreed_up_to": 20}, "level-2", "Above the 20 points that the customer agreed to: they will be asked."),
        ({}, "installation", "30 points are missing: the ticket will wait."),
    ],
)
def test_what_does_not_happen_at_once_says_why(dora, desk, given, code, said):
    ticket = desk.open(**given)
    effect = dora.post(address(ticket, "set/"), choice(ticket, desk, (code, 0))).context["panel"].effect
    assert (effect.details, effect.warns) == ((said,), True)


def test_behind_an_older_ticket(dora, desk):
    desk.price(desk.open(), "installation")
    ticket = desk.open()
    effect = dora.post(address(ticket, "set/"), choice(ticket, desk, ("level-1", 0))).context["panel"].effect
    assert effect.details == ("40 points are missing: the ticket will wait. Older tickets come first.",)


def test_what_comes_back_says_until_when_and_for_whom(dora, desk):
    first = desk.priced("level-4")
    desk.price(desk.open(), "level-4")
    effect = dora.post(address(first, "set/"), choice(first, desk, ("level-3", 0))).context["panel"].effect
    assert effect.details == (
        "Returns 40 points, to be used by 31 January 2027", "80 points go on to tickets that wait",
    )  # fmt: skip


def test_htmx_gets_the_effect_alone(dora, desk):
    ticket = desk.open()
    headers = {"HX-Request": "true", "HX-Target": "rehearsal"}
    page = dora.post(address(ticket, "set/"), choice(ticket, desk, ("level-2", 0)), headers=headers)
    assert "<html" not in page.text
    assert "Charge 25 points" in page.text
    assert page["Vary"] == "HX-Request, HX-Target, Accept-Language, Cookie"


def test_htmx_never_sets_a_price_by_choosing_what_was_rehearsed(dora, desk):
    ticket = desk.open()
    sent = choice(ticket, desk, ("level-2", 0))
    mark = dora.post(address(ticket, "set/"), sent).context["panel"].effect.mark
    dora.post(address(ticket, "set/"), sent | {"rehearsed": mark})
    assert desk.charge(ticket).price is None


# Setting


def test_pressing_the_button_sets_what_was_rehearsed(dora, desk):
    ticket = desk.open()
    page = press(dora, ticket, desk, ("module-installation", 2), ("level-0", 0), reason="Two modules.")
    assert (page.status_code, page["Location"]) == (303, BACK.format(ticket.number))
    charge = desk.charge(ticket)
    assert (charge.price, charge.charged, [(x.item, x.quantity) for x in charge.items]) == (
        120, 120, [("module-installation", 2), ("level-0", 1)],
    )  # fmt: skip


BACK = "/desk/tickets/{}/"


def test_by_phone_in_one_step(dora, desk):
    ticket = desk.open()
    press(dora, ticket, desk, ("level-2", 0), delivery="phone")
    charge = desk.charge(ticket)
    assert (charge.price, charge.delivery, charge.step) == (50, "phone", 2)


def test_a_choice_changed_after_its_rehearsal_is_rehearsed_first(dora, desk):
    ticket = desk.open()
    sent = choice(ticket, desk, ("level-2", 0))
    mark = dora.post(address(ticket, "set/"), sent).context["panel"].effect.mark
    page = dora.post(address(ticket, "set/"), sent | {"item": "level-4", "rehearsed": mark, "do": "it"})
    assert (page.status_code, page.context["panel"].effect.figure, desk.charge(ticket).price) == (200, 80, None)


def test_a_double_click_charges_once(dora, desk):
    ticket = desk.open()
    sent = choice(ticket, desk, ("level-2", 0)) | {"rehearsed": "level-2:1;online", "do": "it"}
    assert [dora.post(address(ticket, "set/"), sent).status_code for _ in range(2)] == [303, 303]
    assert (desk.charge(ticket).step, desk.available) == (2, 95)


def test_a_price_that_changed_meanwhile_is_shown_and_asked_again(dora, desk):
    ticket = desk.open()
    sent = choice(ticket, desk, ("level-3", 0), reason="The log was needed.")
    desk.price(ticket, "level-2")
    before = every_row()
    page = dora.post(address(ticket, "set/"), sent | {"rehearsed": "level-3:1;online", "do": "it"})
    panel = page.context["panel"]
    assert page.status_code == 422
    assert panel.problems == ("The price has changed meanwhile. Look at the new one and decide again.",)
    assert (panel.step, panel.draft.items, panel.draft.reason, panel.effect.headline) == (
        2, (("level-3", 1),), "The log was needed.", "25 → 40",
    )  # fmt: skip
    assert every_row() == before


def test_what_is_refused_says_why(dora, desk):
    closed = desk.closed("level-2")
    effect = dora.post(address(closed, "set/"), choice(closed, desk, ("level-3", 0))).context["panel"].effect
    assert effect.refusal == "The price can only go down now: it is 25 points, you asked for 40."
    called = desk.open()
    log_call(by=desk.dora, now=desk.now, ticket_ids=[called.pk])
    sent = choice(called, desk, ("level-1", 0), delivery="phone")
    effect = dora.post(address(called, "set/"), sent).context["panel"].effect
    assert effect.refusal == "No caller about this ticket has been verified. Ask for the support PIN first."


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"item": []}, "Choose an item."),
        ({"quantity-level-1": "1.5"}, "Please give the quantity as a whole number."),
        ({"item": ["level-9"]}, "The price list of this ticket has no such item. Choose one that it has."),
        ({"item": ["other"]}, "This item is priced upon request: offer a quote instead."),
    ],
)
def test_what_cannot_be_read(dora, desk, fields, problem):
    ticket = desk.open()
    page = dora.post(address(ticket, "set/"), choice(ticket, desk, ("level-1", 1)) | fields)
    assert problem in text(page)


def test_several_items_are_boxes(dora, desk):
    ticket = desk.open()
    assert 'type="checkbox" name="item"' in text(dora.get(address(ticket), {"several": "1"}))
    assert 'type="checkbox" name="item"' not in text(dora.get(address(ticket)))
    press(dora, ticket, desk, ("level-1", 0), ("level-2", 0))
    assert 'type="checkbox" name="item"' in text(dora.get(address(ticket)))


def test_urgent_is_shown_where_it_is_offered(dora, desk):
    ticket = desk.open()
    assert "Urgent ×2" not in text(dora.get(address(ticket)))
    set_policies(urgent_offered=True)
    assert "Urgent ×2" in text(dora.get(address(ticket)))
    press(dora, ticket, desk, ("level-2", 0), urgent="1")
    assert (desk.charge(ticket).price, desk.charge(ticket).urgent) == (50, True)


# What is open


def test_an_open_question_can_be_taken_back(dora, desk):
    ticket = desk.priced("level-2", agreed_up_to=30)
    desk.price(ticket, "level-4")
    panel = dora.get(address(ticket)).context["panel"]
    assert [note.text for note in panel.standing] == ["Asked: 80 points. The customer has not answered yet."]
    back = panel.take_back
    sent = choice(ticket, desk, *back.items) | {"rehearsed": back.mark, "do": "it"}
    assert dora.post(address(ticket, "set/"), sent).status_code == 303
    assert (desk.charge(ticket).open_offer, desk.charge(ticket).price) == (None, 25)


def test_everything_that_is_open_is_said(dora, desk):
    def said(ticket):
        return [(note.text, note.quoted) for note in dora.get(address(ticket)).context["panel"].standing]

    waiting = desk.priced("installation")
    assert said(waiting) == [("Waits for 30 points, and is charged by itself as soon as they come.", "")]
    contested = desk.priced("level-0")
    desk.lot(200)
    desk.price(contested, "level-1")
    charges.serve_queue(wallet_id=desk.wallet, now=desk.now)
    charges.ask_review(charge_id=contested.charge_id, reason="Too much.", by=desk.anna, now=desk.now)
    assert said(contested) == [
        ("Anna asks to reconsider the price. Until that is decided it can only go down.", "Too much.")
    ]
    closed = close(ticket_id=desk.priced("level-1").pk, by=desk.anna, now=desk.now)
    assert said(closed) == [("The ticket is closed: its price can only go down.", "")]


def test_a_merged_ticket_is_read_in_its_survivor(dora, desk):
    merged, survivor = desk.open(), desk.priced("level-2")
    merge(ticket_id=merged.pk, into_id=survivor.pk, by=desk.dora, now=desk.now)
    assert dora.get(address(merged))["Location"] == address(survivor)


# Quotes


def test_a_quote_is_rehearsed_and_offered(dora, desk):
    ticket = desk.priced("level-1")
    sent = {"points": "90", "text": "A gateway.", "valid_until": "2026-05-20", "key": "q", "expected_step": 2}
    effect = dora.post(address(ticket, "quote/"), sent).context["panel"].quote_effect
    assert (effect.headline, effect.button) == ("10 → 90", "Ask for 90 points")
    page = dora.post(address(ticket, "quote/"), sent | {"rehearsed": effect.mark, "do": "it"})
    assert page.status_code == 303
    offer = desk.charge(ticket).open_offer
    assert (offer.points, offer.text, offer.valid_until) == (90, "A gateway.", date(2026, 5, 20))
    (note,) = dora.get(address(ticket)).context["panel"].standing
    assert (note.text, note.quoted) == ("Quoted: 90 points, valid through 20 May 2026.", "A gateway.")


def test_a_quote_that_lacks_something_loses_nothing(dora, desk):
    ticket = desk.open()
    sent = {"points": "", "text": "A gateway.", "key": "q", "expected_step": 1, "do": "it"}
    page = dora.post(address(ticket, "quote/"), sent)
    panel = page.context["panel"]
    assert (page.status_code, panel.quote_problems, panel.quote.text, panel.quote_opens) == (
        422, ("Say for how many points.",), "A gateway.", True,
    )  # fmt: skip


# Everything returned


NEW_BUG = {"bug": "new", "title": "Cart forgets", "verdict": "confirm"}


def shown_bug(client, ticket, **fields):
    """Look at what it would do; what the button then sends."""
    page = client.post(address(ticket, "our-bug/"), NEW_BUG | fields)
    assert page.status_code == 200
    seen = {"rehearsed": page.context["form"].mark, "shown": page.context["linking"].points}
    return {**NEW_BUG, **fields, **seen, "do": "it"}


def name_bug(client, ticket, **fields):
    """Look at what it would do, then press the button."""
    return client.post(address(ticket, "our-bug/"), shown_bug(client, ticket, **fields))


def test_our_bug_a_new_one(dora, desk):
    ticket = desk.priced("level-3")
    before = every_row()
    page = dora.post(address(ticket, "our-bug/"), NEW_BUG)
    linking = page.context["linking"]
    assert (linking.own.wallet, linking.others, linking.button) == (
        "80 → 120", [], "Return 40 points and link the bug",
    )  # fmt: skip
    assert every_row() == before
    assert name_bug(dora, ticket, reason="Seen by us.").status_code == 303
    (bug,) = bugs_of(ticket.pk)
    assert (bug.title, bug.status, bug.reason, desk.charge(ticket).is_bug, desk.available) == (
        "Cart forgets", "confirmed", "Seen by us.", True, 120,
    )  # fmt: skip


def test_our_bug_said_twice_is_said_once(dora, desk):
    ticket = desk.priced("level-3")
    sent = shown_bug(dora, ticket)
    assert dora.post(address(ticket, "our-bug/"), sent).status_code == 303
    before = every_row()
    assert (dora.post(address(ticket, "our-bug/"), sent).status_code, every_row() == before) == (303, True)


def test_nothing_is_chosen_beforehand(dora, desk):
    register = make_register(desk, since=date(2026, 1, 1))
    ticket = desk.priced("level-2")
    register.bug()
    page = dora.get(address(ticket, "our-bug/"))
    assert "checked" not in page.text.partition("<main")[2]
    page = dora.post(address(ticket, "our-bug/"), {"do": "it"})
    assert (page.status_code, sorted(page.context["form"].errors)) == (422, ["bug", "verdict"])


def test_our_bug_a_known_one(dora, desk, now):
    register = make_register(desk, since=date(2026, 1, 1))
    bug = register.confirmed(desk.priced("level-1"))
    ticket = desk.priced("level-2")
    page = dora.get(address(ticket, "our-bug/"))
    assert page.context["page"].bugs == [
        (bug.pk, f"B-{bug.pk} Cart forgets · confirmed · returns everything as soon as it is linked")
    ]
    linking = dora.post(address(ticket, "our-bug/"), {"bug": str(bug.pk), "verdict": "suspect"}).context["linking"]
    assert (linking.others, linking.button) == ([], "Return 25 points and link the bug")
    assert name_bug(dora, ticket, bug=str(bug.pk)).status_code == 303
    assert (bugs_of(ticket.pk), desk.available) == ([bug], 120)


def test_what_comes_back_for_other_tickets_is_shown_and_must_still_be_so(dora, desk):
    register = make_register(desk, since=date(2026, 1, 1))
    ticket, other, free = desk.priced("level-1"), desk.priced("level-2"), desk.open()
    bug = register.bug(other, free)
    sent = {"bug": str(bug.pk), "verdict": "confirm"}
    page = dora.post(address(ticket, "our-bug/"), sent)
    linking = page.context["linking"]
    assert ([(x.number, x.customer, x.points) for x in linking.others], linking.button) == (
        [(other.number, desk.customer.name, 25)], "Return 35 points and link the bug",
    )  # fmt: skip
    pressed = shown_bug(dora, ticket, **sent)
    register.link(bug, desk.priced("level-3"))
    again = dora.post(address(ticket, "our-bug/"), pressed)
    assert (again.status_code, again.context["linking"].button, desk.available) == (
        200, "Return 75 points and link the bug", 45,
    )  # fmt: skip
    assert name_bug(dora, ticket, bug=str(bug.pk)).status_code == 303
    assert desk.available == 120


def test_our_bug_says_for_whom_else_it_returns(dora, desk):
    register = make_register(desk, since=date(2026, 1, 1))
    ticket = desk.priced("level-2")
    bugs = [register.bug(*others) for others in ([ticket], [ticket, desk.open()], [desk.open(), desk.open()])]
    said = dict(dora.get(address(ticket, "our-bug/")).context["page"].bugs)
    assert [said[bug.pk] for bug in bugs] == [
        f"B-{bugs[0].pk} Cart forgets · suspected",
        f"B-{bugs[1].pk} Cart forgets · suspected · to confirm it returns for 1 other ticket too",
        f"B-{bugs[2].pk} Cart forgets · suspected · to confirm it returns for 2 other tickets too",
    ]


@pytest.mark.parametrize("bugs", [1, 3])
def test_our_bug_costs_the_same_however_many_are_known(dora, desk, bugs, django_assert_num_queries):
    register = make_register(desk, since=date(2026, 1, 1))
    ticket = desk.priced("level-2")
    for _ in range(bugs):
        bug = register.bug(ticket, *(desk.priced("level-1") for _ in range(bugs)))
    with django_assert_num_queries(OUR_BUG):
        dora.get(address(ticket, "our-bug/"))
    with django_assert_num_queries(LINKING):
        dora.post(address(ticket, "our-bug/"), {"bug": str(bug.pk), "verdict": "confirm"})
    with django_assert_num_queries(OUR_FAULT):
        dora.get(address(ticket, "our-fault/"))


OUR_BUG, LINKING, OUR_FAULT = 12, 26, 20


def test_a_wallet_on_hold_is_said_before_and_after(dora, desk, now):
    ticket = desk.priced("level-2")
    owe(desk, now)
    effect = dora.post(address(ticket, "set/"), choice(ticket, desk, ("level-3", 0))).context["panel"].effect
    assert (effect.details, effect.button) == (
        (
            "The account owes 25 points for a purchase that was charged back: until that is settled the ticket waits.",
            "15 points are missing: the ticket will wait.",
        ),
        "Set 40 points, to wait",
    )
    press(dora, ticket, desk, ("level-3", 0))
    panel = dora.get(address(ticket)).context["panel"]
    assert [note.text for note in panel.standing] == ["Waits until what the account owes is settled."]


def test_what_returns_settles_first_what_is_owed(dora, desk, now):
    ticket = desk.priced("level-2")
    owe(desk, now)
    effect = dora.post(address(ticket, "set/"), choice(ticket, desk, ("level-1", 0))).context["panel"].effect
    assert (effect.details[-1], effect.wallet, effect.button) == (
        "15 points settle what the account owes", "", "Return 15 points",
    )  # fmt: skip


def owe(desk, now):
    """The purchase is charged back: what is left of it goes, what was spent is owed."""
    (lot,), order = lots(desk.wallet, now), Subject("order_line", "shop:1:1")
    cancel(lot_id=lot.id, points=120, key="b", by=SYSTEM, now=now, subject=order, arrears=True)


def test_a_suspicion_returns_nothing(dora, desk):
    ticket = desk.priced("level-2")
    linking = dora.post(address(ticket, "our-bug/"), NEW_BUG | {"verdict": "suspect"}).context["linking"]
    assert (linking.own, linking.points, linking.button) == (None, 0, "Link the bug, return nothing")
    name_bug(dora, ticket, verdict="suspect")
    assert ([bug.status for bug in bugs_of(ticket.pk)], desk.available) == (["reported"], 95)


def test_a_new_bug_needs_a_title(dora, desk):
    page = dora.post(address(desk.open(), "our-bug/"), {"bug": "new", "verdict": "confirm", "reason": "We saw it."})
    assert (page.status_code, page.context["form"].errors["title"]) == (422, ["Say in a line what goes wrong."])
    assert "We saw it." in page.text


def test_our_fault(dora, desk):
    ticket = desk.priced("level-3")
    assert dora.get(address(ticket, "our-fault/")).context["page"].effect.wallet == "80 → 120"
    assert dora.post(address(ticket, "our-fault/"), {"reason": "We broke it."}).status_code == 303
    assert (desk.charge(ticket).basis, desk.available) == ("own_fault", 120)
    panel = dora.get(address(ticket)).context["panel"]
    assert (panel.may_return, panel.steps[-1].title) == (False, "Returned 40 points: our own work was at fault")


def test_not_a_bug_after_all(dora, desk):
    ticket = desk.priced("level-3")
    name_bug(dora, ticket)
    panel = dora.get(address(ticket)).context["panel"]
    assert (panel.may_set, panel.is_bug, panel.standing[0].text) == (
        False, True, "It is our bug: everything was returned, and it costs nothing.",
    )  # fmt: skip
    assert dora.get(address(ticket, "not-a-bug/")).status_code == 200
    sent = {"item": ["level-2"], "reason": "Their own change.", "key": "r"}
    effect = dora.post(address(ticket, "not-a-bug/"), sent).context["page"].effect
    assert (effect.headline, effect.button) == ("0 → 25", "Charge 25 points")
    page = dora.post(address(ticket, "not-a-bug/"), sent | {"rehearsed": effect.mark, "do": "it"})
    assert page.status_code == 303
    assert (desk.charge(ticket).price, desk.charge(ticket).is_bug) == (25, False)


def test_the_effect_of_a_reversal_alone_for_htmx(dora, desk):
    ticket = desk.priced("level-3")
    name_bug(dora, ticket)
    headers = {"HX-Request": "true", "HX-Target": "rehearsal"}
    page = dora.post(address(ticket, "not-a-bug/"), {"item": ["level-2"], "key": "r"}, headers=headers)
    assert "<html" not in page.text
    assert "Charge 25 points" in page.text


# Who


ACTS = ("", "our-bug/", "our-fault/", "not-a-bug/")


@pytest.fixture
def people(desk, now):
    """A client for each of those who may come by."""
    users = {
        "agent": User.objects.get(id=desk.dora.number),
        "manager": User.objects.get(id=desk.emil.number),
        "accountant": make_staff("alex@altermarket.example", "Alex", Role.ACCOUNTANT, now=now),
        "administrator": make_staff("ada@altermarket.example", "Ada", Role.ADMINISTRATOR, now=now),
        "anna": invite_person(person_id=desk.anna.number, by=SYSTEM, now=now).user,
    }
    clients = {name: Client() for name in (*users, "nobody")}
    for name, user in users.items():
        clients[name].force_login(user)
    return clients


@pytest.mark.parametrize(
    ("who", "reads", "acts"),
    [
        ("agent", 200, 200), ("manager", 200, 200), ("accountant", 200, 403), ("administrator", 200, 403),
        ("anna", 404, 404), ("nobody", 302, 302),
    ],
)  # fmt: skip
def test_who_reads_and_who_prices(people, desk, who, reads, acts):
    ticket, client = desk.priced("level-2"), people[who]
    before = every_row()
    assert [client.get(address(ticket, act)).status_code for act in ACTS] == [reads, acts, acts, acts]
    sent = choice(ticket, desk, ("level-1", 0))
    assert client.post(address(ticket, "set/"), sent).status_code == acts
    assert client.post(address(ticket, "quote/"), {"points": 5, "text": "x"}).status_code == acts
    assert every_row() == before


def test_who_only_reads_is_offered_nothing(people, desk):
    ticket = desk.priced("level-2")
    page = people["accountant"].get(address(ticket))
    panel = page.text.partition('id="price"')[2].partition("</main>")[0]
    assert ("<form" in panel, "Charged 25 points" in panel) == (False, True)


def test_a_ticket_that_is_not_there(dora):
    assert [dora.get(f"/desk/tickets/999999/price/{act}").status_code for act in ACTS] == [404] * 4

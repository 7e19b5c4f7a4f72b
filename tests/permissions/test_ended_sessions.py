"""Sessions end while people work: whatever they then send leads, through sign-in, to a page that shows, with what they
wrote in its fields, and with nothing of it for anybody else."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.permissions.test_matrix import MATRIX
from tests.permissions.world import PEOPLE, every_address, make_world

from pointdesk.accounts.models import User
from pointdesk.bugs.models import Patch
from pointdesk.kit import clock

pytestmark = pytest.mark.django_db

ACTS = [
    address for address in every_address()
    if address.name.startswith(("desk:", "portal:")) and MATRIX[address.name][1].split()[5] == "302"
]  # fmt: skip
"""What is sent to the doors by who has signed in."""


@pytest.fixture
def world(now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.told_by(clock.StoppedClock(now)):
        world = make_world(now=now)
        confirmed = Patch.objects.get(pk=world.places["patch_id"]).bug_id
        world.special["desk:publish-patch"] = {"bug_id": confirmed}
        yield world


def allowed(address):
    """The first of the cast who may do it; Dora for what names another thing, which the matrix does not."""
    statuses = MATRIX[address.name][1].split()[:5]
    return next(
        (name for name, status in zip(PEOPLE[:5], statuses, strict=True) if status not in ("403", "404")), "Dora"
    )


def test_sign_in_leads_from_every_act_to_a_page(world):
    browsers, seen = {name: world.browser(name) for name in PEOPLE}, {}
    for address in ACTS:
        sent = Client().post(world.path(address))
        assert sent["Location"].startswith("/accounts/login/?next=/"), address.name
        back = Client().get(sent["Location"]).context["redirect_field_value"]
        seen[address.name] = browsers[allowed(address)].get(back, follow=True).status_code
    assert seen == dict.fromkeys(seen, 200)
    assert len(seen) > 40


WRITTEN = {
    "desk:set-price": ("Dora", {"item": "level-1", "delivery": "phone", "reason": "Agreed <by> phone."}, "reason"),
    "desk:quote": ("Dora", {"points": "70", "text": "A module for them."}, "text"),
    "desk:our-bug": ("Dora", {"bug": "new", "title": "Cart", "description": "It is empty."}, "description"),
    "desk:our-fault": ("Dora", {"reason": "We broke it ourselves."}, "reason"),
    "desk:not-a-bug": ("Dora", {"item": "level-1", "reason": "Their own code."}, "reason"),
    "desk:decide": ("Emil", {"{charge_id}-verdict": "keep", "{charge_id}-reason": "It was."}, "{charge_id}-reason"),
    "desk:confirm-bug": ("Dora", {"affected_versions": "5.5", "reason": "Seen on a clean shop."}, "reason"),
    "desk:reject-bug": ("Dora", {"reason": "None of our code."}, "reason"),
    "desk:publish-patch": ("Dora", {"version": "5.5.1", "instructions": "Unpack it over the shop."}, "instructions"),
    "desk:new-bug": ("Dora", {"title": "Cart", "description": "Empty after login."}, "description"),
    "desk:goodwill": ("Dora", {"points": "7", "until": "2027-01-01", "reason": "For their patience."}, "reason"),
    "desk:take-back": ("Dora", {"points": "7", "reason": "Given to the wrong one."}, "reason"),
    "desk:last-day": ("Dora", {"until": "2028-01-01", "reason": "They were ill."}, "reason"),
    "desk:settle-arrears": ("Emil", {"how": "paid", "reason": "Payment 4711."}, "reason"),
    "desk:order": ("Emil", {"number": "A-17", "company": "Kalypso Ltd"}, "company"),
    "desk:new-person": ("Dora", {"name": "Nikos Kazan", "email": "nikos@thalassa.example"}, "name"),
    "desk:prices": ("Emil", {"in_force_from": "2027-01-01", "item-level-1": "31337"}, "item-level-1"),
    "desk:close": ("Dora", {"reason": "They found it themselves."}, "reason"),
    "desk:merge": ("Dora", {"into": "#31337"}, "into"),
    "desk:link-call": ("Dora", {"ticket": "31337"}, "ticket"),
    "portal:review": ("Anna", {"reason": "One line was changed."}, "reason"),
}  # fmt: skip
"""Who writes what where, and the field that is looked for."""


@pytest.fixture
def interrupted(world):
    """Sends a form after the session has ended; gives the browser that sent it, the page behind sign-in, the text."""

    def send(name):
        who, fields, wanted = WRITTEN[name]
        charge_id = world.places["charge_id"]
        fields = {field.format(charge_id=charge_id): text for field, text in fields.items()}
        browser = world.browser(who)
        writer = {"Anna": world.clerk.anna, "Dora": world.clerk.dora, "Emil": world.clerk.emil}[who].id
        Session.objects.all().delete()
        address = next(address for address in every_address() if address.name == name)
        hidden = {"writer": writer, "key": "k", "expected_step": "1", "csrfmiddlewaretoken": "t"}
        sent = browser.post(world.path(address), {**fields, **hidden})
        back = browser.get(sent["Location"]).context["redirect_field_value"]
        return browser, back, fields[wanted.format(charge_id=charge_id)]

    return send


def signed_in(world, browser, name):
    browser.force_login(User.objects.get(id=world.browser(name).session["_auth_user_id"]))
    return browser


def shown(text):
    return text.replace("<", "&lt;").replace(">", "&gt;")


def test_what_was_written_is_back_in_its_field_once(world, interrupted):
    seen = {}
    for name in WRITTEN:
        browser, back, text = interrupted(name)
        signed_in(world, browser, WRITTEN[name][0])
        page, again = browser.get(back), browser.get(back)
        told = "Here is what you wrote. It has not been sent yet" in page.text
        seen[name] = (page.status_code, told, shown(text) in page.text, shown(text) in again.text)
    assert seen == dict.fromkeys(WRITTEN, (200, True, True, False))


def test_nobody_else_reads_it(world, interrupted):
    """Nor does its writer afterwards, where another has seen the page meanwhile."""
    others, seen = {"Dora": "Emil", "Emil": "Dora", "Anna": "Carla"}, {}
    for name in WRITTEN:
        browser, back, text = interrupted(name)
        page = signed_in(world, browser, others[WRITTEN[name][0]]).get(back)
        seen[name] = shown(text) in page.text
        if page.status_code == 200:
            assert "kept_texts" not in browser.session
    assert seen == dict.fromkeys(WRITTEN, False)


def test_a_box_that_was_not_ticked_comes_back_so(world):
    browser = world.browser("Dora")
    Session.objects.all().delete()
    path = f"/desk/customers/{world.places['customer_id']}/people/new/"
    browser.post(path, {"name": "Nikos", "email": "n@thalassa.example", "writer": world.clerk.dora.id})
    form = signed_in(world, browser, "Dora").get(path).context["form"]
    assert [bool(form[name].value()) for name in ("is_owner", "sees_all_tickets", "may_spend")] == [False] * 3


def test_a_price_comes_back_as_it_was_put_together(world):
    browser = world.browser("Dora")
    Session.objects.all().delete()
    number = world.clerk.priced("level-0").number
    said = {"item": ["level-1", "level-2"], "quantity-level-1": "3", "several": "on", "delivery": "phone"}
    sent = browser.post(
        f"/desk/tickets/{number}/price/set/",
        {**said, "do": "it", "writer": world.clerk.dora.id},
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver/desk/tickets/{number}/"},
    )
    assert sent["HX-Redirect"] == f"/accounts/login/?next=/desk/tickets/{number}/price/"
    draft = signed_in(world, browser, "Dora").get(f"/desk/tickets/{number}/price/").context["panel"].draft
    assert (draft.items, draft.delivery, draft.several) == ((("level-1", 3), ("level-2", 1)), "phone", True)


def test_secrets_are_not_kept(world):
    browser = Client()
    path = f"/desk/calls/{world.places['call_id']}/pin"
    browser.post(path, {"person": "1", "pin": "123456", "password": "p", "writer": world.clerk.dora.id})
    assert browser.session["kept_texts"]["texts"] == {"person": "1"}


def test_what_has_no_writer_is_not_kept(world):
    browser = Client()
    browser.post("/desk/bugs/new/", {"title": "Cart"})
    assert "kept_texts" not in browser.session


def test_an_address_without_a_page_says_so(world):
    browser = world.browser("Dora")
    page = browser.get(f"/desk/tickets/{world.places['number']}/take")
    assert (page.status_code, page["Allow"], "There is no page at this address" in page.text) == (405, "POST", True)

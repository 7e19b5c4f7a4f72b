"""What the database itself refuses, whatever the code does; and what `discrepancies` finds."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.factories.cast import DORA

from pointdesk.charges import actions
from pointdesk.charges.models import Charge, Offer, PriceStep, Request, Review, Words
from pointdesk.charges.queries import Discrepancy, discrepancies, history
from pointdesk.kit.actors import Actor, ActorKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def charge(acme):
    charge = acme.open()
    acme.price(charge, "level-2", key="k")
    return charge


@pytest.mark.parametrize(
    "wrong",
    [
        {"charged": 24},
        {"price": 26},
        {"price": None},
        {"price": None, "charged": 25},
        {"charged": -1},
        {"price": -1, "charged": -1},
        {"price": 1_000_001, "charged": 1_000_001},
        {"waiting_since": "2026-05-05T09:00Z"},
        {"waiting_since": "2026-05-05T09:00Z", "price": 20},
        {"waiting_since": "2026-05-05T09:00Z", "price": None},
        {"is_bug": True},
        {"is_bug": True, "price": None, "charged": 0},
        {"settled_at": "2026-05-05T09:00Z", "price": None, "charged": 0},
        {"settled_at": "2026-05-05T09:00Z", "waiting_since": "2026-05-05T09:00Z", "price": 40},
        {"delivery": "pigeon"},
        {"agreed_up_to": -1},
    ],
)
def test_a_charge_holds_its_price(charge, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Charge.objects.filter(id=charge).update(**wrong)


def test_a_merged_charge_holds_nothing(charge, acme):
    with pytest.raises(IntegrityError), transaction.atomic():
        Charge.objects.filter(id=charge).update(merged_into=acme.open())


def test_history_and_requests_are_never_changed(charge):
    for model in (PriceStep, Request):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(charge_id=charge)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


def test_a_person_can_be_erased_from_the_history(charge):
    Words.objects.update(by_label="", reason="")
    assert [(line.by_label, line.reason) for line in history(charge)] == [("", ""), ("", "")]


def test_one_open_offer_and_one_open_review(acme, charge):
    acme.quote(charge, 100)
    actions.ask_review(charge_id=charge, by=acme.anna, now=acme.now)
    for model in (Offer, Review):
        twin = model.objects.get(charge_id=charge)
        twin.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()


@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (Offer, {"state": "accepted"}),
        (Offer, {"answered_at": "2026-05-05T09:00Z"}),
        (Offer, {"valid_until": None}),
        (Offer, {"kind": "question"}),
        (Review, {"state": "kept"}),
        (Review, {"decided_at": "2026-05-05T09:00Z"}),
    ],
)
def test_offers_and_reviews_say_when(acme, charge, model, wrong):
    acme.quote(charge, 100)
    actions.ask_review(charge_id=charge, by=acme.anna, now=acme.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**wrong)


def test_a_long_name_is_cut_not_refused(acme):
    long = Actor(kind=ActorKind.STAFF, id="long", label="Ω" * 300, roles=DORA.roles)
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "level-2", by=long)
    assert history(charge)[-1].by_label == "Ω" * 200
    assert acme.see(charge).open_offer.offered_by == "Ω" * 200


def test_charges_that_disagree_with_the_ledger_are_found(acme, charge):
    assert discrepancies() == []
    Charge.objects.filter(id=charge).update(price=30, charged=30)
    assert discrepancies() == [Discrepancy(reference=acme.see(charge).reference, charged=30, held=25)]

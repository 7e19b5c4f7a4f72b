import dataclasses
from datetime import date
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.forms import Form
from django.utils import translation

from pointdesk.charges.errors import PriceOnlyGoesDown
from pointdesk.kit.errors import DomainError, NotFound
from pointdesk.ledger.errors import NotEnoughPoints
from pointdesk.ui.refusals import SENTENCES, refusing, sentence

for app in apps.get_app_configs():
    if app.name.startswith("pointdesk.") and find_spec(f"{app.name}.errors"):
        import_module(f"{app.name}.errors")


def family(cls):
    return {cls} | {s for c in cls.__subclasses__() for s in family(c)}


def sample(cls):
    facts = {"date": date(2026, 5, 5), "int": 25}
    return cls(**{f.name: facts.get(getattr(f.type, "__name__", str(f.type)), "text") for f in dataclasses.fields(cls)})


KNOWN = sorted((e for e in family(DomainError) if e.__name__ in SENTENCES), key=lambda e: e.__name__)


@pytest.mark.parametrize("language", ["en", "el"])
@pytest.mark.parametrize("error", KNOWN, ids=lambda e: e.__name__)
def test_every_sentence_finds_its_facts(error, language):
    with translation.override(language):
        assert "%(" not in sentence(sample(error))


def test_every_sentence_belongs_to_an_error():
    assert set(SENTENCES) - {e.__name__ for e in KNOWN} == set()


def test_a_sentence_has_its_facts():
    assert sentence(NotEnoughPoints(needed=50, available=20)) == "50 points are needed and 20 are available."


def test_a_refusal_becomes_an_error_of_the_form():
    form = Form({})
    with refusing(form):
        raise PriceOnlyGoesDown(reference="1001", price=25, wanted=40)
    assert form.non_field_errors() == ["The price can only go down now: it is 25 points, you asked for 40."]


def test_not_found_is_no_matter_of_the_form():
    with pytest.raises(NotFound), refusing(Form({})):
        raise NotFound(kind="ticket", ref="1")

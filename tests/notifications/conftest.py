from datetime import datetime

import pytest
from django.core import mail
from tests.factories.tickets import Helpdesk, make_helpdesk
from tests.factories.vendor import set_policies

from pointdesk.customers.models import Person
from pointdesk.outbox.actions import drain
from pointdesk.outbox.queries import failing, parked


@pytest.fixture(autouse=True)
def house(settings):
    """The addresses that the expected mails show."""
    settings.SITE_URL = "https://help.altermarket.example"
    settings.DEFAULT_FROM_EMAIL = "helpdesk@altermarket.example"


@pytest.fixture
def desk(db, now: datetime, post) -> Helpdesk:
    """Nisos with 100 points, of which everybody was told: Anna owns it and reads English, Bruno reads Greek."""
    set_policies(name="AlterMarket", phone="+30 210 956 5421")
    desk = make_helpdesk(100, now=now)
    Person.objects.filter(id=desk.bruno.number).update(language="el")
    post(now)
    return desk


@pytest.fixture
def post(db):
    """Deliver all events; gives the mails that were sent for them."""

    def collect(now: datetime) -> list:
        drain(now)
        assert (failing(), parked()) == ([], [])
        sent = list(mail.outbox)
        mail.outbox.clear()
        return sent

    return collect

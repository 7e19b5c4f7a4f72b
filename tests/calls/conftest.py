from datetime import datetime

import pytest
from tests.factories.tickets import Helpdesk, make_helpdesk


@pytest.fixture
def desk(db: None, now: datetime) -> Helpdesk:
    """A helpdesk whose customer has 100 points."""
    return make_helpdesk(100, now=now)

import pytest
from tests.factories.tickets import Helpdesk, make_helpdesk


@pytest.fixture
def desk(db, now) -> Helpdesk:
    """Nisos with 100 points, its people and the staff."""
    return make_helpdesk(100, now=now)

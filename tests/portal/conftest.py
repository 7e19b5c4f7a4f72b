import pytest
from tests.factories.portal import sign_in
from tests.factories.tickets import Helpdesk, make_helpdesk

from pointdesk.kit import clock


@pytest.fixture
def stopped(now):
    """The doors' clock, standing at `now` until the test moves it."""
    watch = clock.StoppedClock(now)
    with clock.told_by(watch):
        yield watch


@pytest.fixture
def desk(db, now, stopped) -> Helpdesk:
    """Nisos with 100 points, its people and the staff; the pages' clock stands still with theirs."""
    return make_helpdesk(100, now=now)


@pytest.fixture
def at_nisos(desk, now):
    """The browser in which Anna has signed in."""
    return sign_in(desk.anna, now=now)

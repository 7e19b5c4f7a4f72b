import pytest
from tests.factories.accounts import actor_of, make_staff, make_user

from pointdesk.kit.actors import Role


@pytest.fixture
def dora(db, now):
    """An agent."""
    return make_staff(now=now)


@pytest.fixture
def emil(db, now):
    """The only administrator."""
    return make_staff("emil@altermarket.example", "Emil Kraus", Role.MANAGER, Role.ADMINISTRATOR, now=now)


@pytest.fixture
def by_emil(emil):
    return actor_of(emil)


@pytest.fixture
def anna(db, now):
    """A customer's person: an account without a role."""
    return make_user(now=now)

from datetime import datetime

import pytest
from tests.factories.sales import make_shop

from pointdesk.sales.models import Shop


@pytest.fixture
def shop(db: None, now: datetime) -> Shop:
    """A shop with the SKUs of the scenarios."""
    return make_shop(now=now)

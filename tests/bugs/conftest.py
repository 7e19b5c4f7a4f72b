from datetime import date, datetime
from pathlib import Path

import pytest
from tests.factories.bugs import Register, make_register
from tests.factories.tickets import make_helpdesk


@pytest.fixture
def register(db: None, now: datetime, settings, tmp_path: Path) -> Register:
    """The bug register of a helpdesk whose customer has 100 points and owns X-Cart since the beginning of the year."""
    settings.MEDIA_ROOT = tmp_path
    return make_register(make_helpdesk(100, now=now), since=date(2026, 1, 1))

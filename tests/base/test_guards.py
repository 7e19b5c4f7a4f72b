import pytest
from django.core.management import call_command
from django.db import connection

from pointdesk.base import guards

pytestmark = pytest.mark.django_db


def test_every_guard_stands_after_migrate():
    assert guards.missing(connection) == []


def test_installing_again_changes_nothing():
    guards.install(connection)
    assert guards.missing(connection) == []


def test_the_system_check_runs():
    call_command("check", databases=["default"])

"""Throw-away databases: the vendor's own is never touched, nothing is left behind."""

import os
from pathlib import Path
from threading import Thread

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import connection, connections
from tests.play.left import played_on_by

from pointdesk.play.stage.throwaway import playhouse
from pointdesk.vendor.models import ProductLine


def furnish():
    ProductLine.objects.create(code="furnished", name="Furnished")


def codes():
    return list(ProductLine.objects.values_list("code", flat=True))


def databases():
    """The names of all databases that this process plays on; on SQLite the one that is open."""
    if connection.vendor == "sqlite":
        return [connection.settings_dict["NAME"]]
    return played_on_by(os.getpid())


def test_every_copy_is_as_furnished_and_the_own_database_as_it_was(committed_db):
    ProductLine.objects.create(code="own", name="Own")
    before = databases()
    with playhouse(furnish) as house:
        assert connection.vendor == "sqlite" or len(databases()) == len(before) + 1
        with house.copy():
            first = connection.settings_dict["NAME"]
            ProductLine.objects.create(code="played", name="Played")
            assert codes() == ["furnished", "played"]
        with house.copy():
            assert connection.settings_dict["NAME"] != first
            assert codes() == ["furnished"]
        assert codes() == ["own"]
    assert databases() == before
    assert not Path(first).exists()


def test_other_threads_see_the_copy_too(committed_db):
    found = []

    def look():
        found.append(codes())
        connections.close_all()

    with playhouse(furnish) as house, house.copy():
        thread = Thread(target=look)
        thread.start()
        thread.join()
    assert found == [["furnished"]]


def test_mails_and_files_of_a_story_go_nowhere(committed_db):
    before = default_storage.path("a")
    with playhouse(furnish) as house, house.copy():
        assert default_storage.path("a") != before
        mail.send_mail("a", "b", "c@d.example", ["e@f.example"])
    assert default_storage.path("a") == before
    assert mail.outbox == []


def test_a_failure_while_furnishing_leaves_nothing(committed_db):
    before = databases()

    def fail():
        raise RuntimeError("no furniture")

    with pytest.raises(RuntimeError, match="no furniture"), playhouse(fail):
        pass
    assert databases() == before
    assert codes() == []

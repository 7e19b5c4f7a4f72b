import pytest
from django.test import Client
from tools import translations


@pytest.mark.parametrize("room", translations.rooms(), ids=lambda room: room.name)
def test_everything_that_is_said_is_said_in_greek(room):
    assert translations.check(room) == []


def test_the_catalogue_is_kept_in_order(tmp_path, monkeypatch):
    (tmp_path / "said.py").write_text('from django.utils.translation import gettext as _\n_("Day")\n')
    assert translations.update(tmp_path) == [f"{tmp_path.name}: no Greek for 'Day'"]
    po = tmp_path / "locale" / "el" / "LC_MESSAGES" / "django.po"
    po.write_text(po.read_text().replace('msgid "Day"\nmsgstr ""', 'msgid "Day"\nmsgstr "Μέρα"'))
    stale = f"{tmp_path.name}: django.mo is not what django.po says; run: make translations"
    assert translations.check(tmp_path) == [stale]
    assert translations.update(tmp_path) == []
    assert translations.check(tmp_path) == []
    (tmp_path / "said.py").write_text('from django.utils.translation import gettext as _\n_("Night %(n)s")\n')
    assert translations.check(tmp_path) == [
        f"{tmp_path.name}: not in the catalogue: ('Night %(n)s', None)",
        f"{tmp_path.name}: said no more: ('Day', None)",
    ]


def test_greek_reaches_the_page(db):
    text = Client(headers={"Accept-Language": "el"}).get("/accounts/login/").text
    assert "<h1>Σύνδεση</h1>" in text
    assert "Ξεχάσατε το συνθηματικό σας;" in text

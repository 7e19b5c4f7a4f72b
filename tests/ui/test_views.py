import pytest
from django.test import Client
from tests.factories.accounts import make_user

THEME, LANGUAGE = "/ui/theme", "/language"


@pytest.fixture
def anna(db, now):
    return make_user(now=now)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_stays_on_the_device(client, db, theme):
    response = client.post(THEME, {"theme": theme, "next": "/accounts/login/"})
    assert (response.status_code, response.url) == (302, "/accounts/login/")
    assert f'<html lang="en" data-theme="{theme}">' in client.get("/accounts/login/").text


def test_as_the_system_forgets_the_theme(client, db):
    client.post(THEME, {"theme": "dark"})
    client.post(THEME, {"theme": "system"})
    assert '<html lang="en" >' in client.get("/accounts/login/").text


def test_a_theme_that_somebody_made_up_is_ignored(client, db):
    client.cookies["theme"] = '"><script>'
    assert '<html lang="en" >' in client.get("/accounts/login/").text


def test_a_stranger_chooses_a_language(client, db):
    response = client.post(LANGUAGE, {"language": "el", "next": "/accounts/login/"})
    assert (response.status_code, response.url) == (302, "/accounts/login/")
    assert '<html lang="el" >' in client.get("/accounts/login/").text


def test_the_language_of_the_signed_in_follows_them(client, anna):
    client.force_login(anna)
    client.post(LANGUAGE, {"language": "el"})
    anna.refresh_from_db()
    assert anna.language == "el"
    other = Client()
    other.force_login(anna)
    assert '<html lang="el" >' in other.get("/accounts/2fa/").text


@pytest.mark.parametrize(
    ("path", "sent"),
    [(THEME, {"theme": "pink"}), (THEME, {}), (LANGUAGE, {"language": "de"}), (LANGUAGE, {})],
    ids=["theme", "no theme", "language", "no language"],
)
def test_what_is_not_offered_is_refused(client, anna, path, sent):
    client.force_login(anna)
    response = client.post(path, sent)
    assert response.status_code == 400
    assert "That could not be understood" in response.text
    anna.refresh_from_db()
    assert anna.language == "en"


@pytest.mark.parametrize("path", [THEME, LANGUAGE])
def test_switching_is_asked_for_by_a_form(client, db, path):
    assert client.get(path).status_code == 405
    assert Client(enforce_csrf_checks=True).post(path, {"theme": "dark", "language": "el"}).status_code == 403


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_nobody_is_sent_off_the_site(client, db, target):
    assert client.post(THEME, {"theme": "dark", "next": target}).url == "/"


def test_the_gallery_is_for_those_who_build(client, db, settings):
    assert client.get("/ui/").status_code == 404
    settings.DEBUG = True
    assert client.get("/ui/").status_code == 200


def test_home_leads_in(client, anna):
    assert client.get("/").url == "/support/"
    client.force_login(anna)
    assert client.get("/").url == "/accounts/2fa/"

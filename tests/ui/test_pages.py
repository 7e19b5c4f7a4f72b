import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from django.utils import translation
from tests.factories.accounts import make_user

from pointdesk.ui.middleware import CONTENT_SECURITY_POLICY
from pointdesk.ui.regions import render_region
from pointdesk.vendor.models import Vendor


def forbidden(request):
    raise PermissionDenied


def broken(request):
    raise RuntimeError("on purpose")


def own_policy(request):
    return HttpResponse(headers={"Content-Security-Policy": "sandbox"})


def page(request):
    return render_region(request, "regions/page.html", {"name": "Anna"}, {"thread"}, status=202)


urlpatterns = [
    path("forbidden", forbidden),
    path("broken", broken),
    path("own-policy", own_policy),
    path("page", page),
    path("", include("pointdesk.config.urls")),
]
PAGE = """<h1>{{ name }}</h1>
{% load partials %}{% partialdef thread inline %}<div id="thread">{{ name }} wrote</div>{% endpartialdef %}
{% partialdef secret inline %}<div id="secret">{{ name }}</div>{% endpartialdef %}"""


@pytest.fixture(autouse=True)
def own_addresses(tmp_path, settings):
    (tmp_path / "regions").mkdir()
    (tmp_path / "regions" / "page.html").write_text(PAGE)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def candid():
    """A client that shows error pages as readers see them."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "english", "greek"),
    [
        ("/nowhere", 404, "There is nothing here", "Εδώ δεν υπάρχει τίποτα"),
        ("/forbidden", 403, "This is not yours to open", "Δεν έχετε πρόσβαση εδώ"),
        ("/broken", 500, "Something went wrong on our side", "Κάτι πήγε στραβά από τη δική μας πλευρά"),
    ],
)
def test_errors_speak_the_readers_language(candid, db, address, status, english, greek):
    for language, words in (("en", english), ("el", greek)):
        response = candid.get(address, headers={"Accept-Language": language})
        assert response.status_code == status
        assert f"<h1>{words}</h1>" in response.text
        assert f'<html lang="{language}"' in response.text


def test_a_stale_form_is_asked_for_again(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "This page was open for too long" in response.text


def test_too_many_attempts_have_a_page(client, db):
    for _ in range(21):
        response = client.post("/accounts/password/reset/", {"email": "anna@nisos.example"})
    assert response.status_code == 429
    assert "Too many attempts" in response.text


@pytest.mark.parametrize("address", ["/accounts/login/", "/nowhere", "/forbidden", "/broken"])
def test_every_answer_carries_the_policy(candid, db, address):
    response = candid.get(address)
    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_view_may_have_a_policy_of_its_own(client, db):
    assert client.get("/own-policy").headers["Content-Security-Policy"] == "sandbox"


def test_pages_hold_nothing_inline(client, db, settings, now):
    settings.DEBUG = True
    client.force_login(make_user(now=now))
    for address in ("/ui/", "/accounts/2fa/", "/accounts/password/change/"):
        text = client.get(address).text
        assert [piece for piece in ("<style", " style=", " onclick=", " onload=", "javascript:") if piece in text] == []
        scripts = [tag.partition(">")[0] for tag in text.split("<script")[1:]]
        assert [s for s in scripts if " src=" not in s and 'type="application/json"' not in s] == []


def test_the_vendors_name_stands_in_the_bar(client, db):
    assert ">Pointdesk</span></a>" in client.get("/accounts/login/").text
    Vendor.objects.create(name="AlterMarket")
    text = client.get("/accounts/login/").text
    assert ">AlterMarket</span></a>" in text
    assert "<title>Sign in · AlterMarket</title>" in text


def test_a_page_is_whole_for_browsers(client, db):
    response = client.get("/page")
    assert (response.status_code, "<h1>Anna</h1>" in response.text) == (202, True)
    assert [name for name in ("HX-Request", "HX-Target") if name not in response.headers["Vary"]] == []


def test_htmx_gets_the_region_that_it_will_replace(client, db):
    response = client.get("/page", headers={"HX-Request": "true", "HX-Target": "thread"})
    assert (response.status_code, response.text) == (202, '<div id="thread">Anna wrote</div>')


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Target": "thread"},
        {"HX-Request": "true"},
        {"HX-Request": "true", "HX-Target": "secret"},
        {"HX-Request": "true", "HX-Target": "../base"},
        {"HX-Request": "true", "HX-Target": "thread", "HX-History-Restore-Request": "true"},
    ],
    ids=["not htmx", "no target", "not a region", "a path", "history"],
)
def test_anything_else_is_the_whole_page(client, db, headers):
    assert "<h1>Anna</h1>" in client.get("/page", headers=headers).text


def test_an_ended_session_sends_the_browser_to_sign_in_and_back(client, db):
    response = client.get(
        "/accounts/password/change/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/tickets/1127?tab=all"},
    )
    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/tickets/1127%3Ftab%3Dall"


def test_a_page_from_elsewhere_is_no_way_back(client, db):
    response = client.get(
        "/accounts/password/change/", headers={"HX-Request": "true", "HX-Current-URL": "https://evil.example/x"}
    )
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/"


def test_other_redirects_are_left_alone(client, db, now):
    client.force_login(make_user(now=now))
    response = client.get("/", headers={"HX-Request": "true"})
    assert (response.status_code, response.url) == (302, "/accounts/2fa/")
    assert translation.get_language() == "en"

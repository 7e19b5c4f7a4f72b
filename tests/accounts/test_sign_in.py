import pytest
from django.core.cache import cache
from django.urls import reverse
from tests.factories.accounts import PASSWORD

from pointdesk.accounts.models import User
from pointdesk.base.models import CacheEntry

LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"


def sign_in(client, email, password):
    return client.post(LOGIN, {"login": email, "password": password})


@pytest.mark.parametrize("email", ["anna@nisos.example", " Anna@Nisos.example "])
def test_signing_in_with_the_email_in_any_case(client, anna, email):
    response = sign_in(client, email, PASSWORD)
    assert (response.status_code, response.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_a_wrong_password_and_a_stranger_are_told_the_same(client, anna):
    wrong = sign_in(client, "anna@nisos.example", "not her password")
    stranger = sign_in(client, "nobody@nisos.example", "not her password")
    assert (wrong.status_code, stranger.status_code) == (200, 200)
    assert wrong.context["form"].errors == stranger.context["form"].errors
    assert "_auth_user_id" not in client.session


def test_after_five_failures_even_the_right_password_waits(client, anna):
    for _ in range(5):
        sign_in(client, "anna@nisos.example", "not her password")
    refused = sign_in(client, "anna@nisos.example", PASSWORD)
    assert refused.context["form"].non_field_errors() == [
        "Too many failed attempts. Wait five minutes, then try again."
    ]
    assert "_auth_user_id" not in client.session


def test_the_limits_are_counted_in_the_database(client, anna):
    assert CacheEntry.objects.count() == 0
    sign_in(client, "anna@nisos.example", "not her password")
    assert CacheEntry.objects.filter(cache_key__contains="login_failed").count() == 2  # by address and by e-mail


def test_the_cache_keeps_and_forgets(db):
    cache.set("a", [1, 2], 60)
    assert (cache.get("a"), cache.add("a", 3), cache.delete("a"), cache.get("a")) == ([1, 2], False, True, None)


def test_nobody_signs_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404
    assert User.objects.count() == 0


def test_asking_for_a_password_tells_nothing_about_who_is_here(client, anna, mailoutbox):
    known = client.post(RESET, {"email": "anna@nisos.example"})
    stranger = client.post(RESET, {"email": "nobody@nisos.example"})
    assert (known.status_code, known.url) == (stranger.status_code, stranger.url)
    assert known.url == reverse("account_reset_password_done")
    assert mailoutbox == []


def test_the_limit_counts_the_reader_and_not_the_proxy(client, anna, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for last in range(12):
        client.post(
            LOGIN, {"login": f"{last}@nisos.example", "password": "x"}, headers={"X-Forwarded-For": f"192.0.2.{last}"}
        )
    assert sign_in(client, "anna@nisos.example", PASSWORD).status_code == 302

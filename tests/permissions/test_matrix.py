"""Who may open what: every address of the site, for everyone of the cast, looked at and sent an empty form.

Anna owns the customer whose things stand in the addresses, Bruno is her colleague who sees his own tickets, Carla is
of another firm, Dora is an agent, Emil a manager; nobody has not signed in. An address that is missing here fails.
"""

import http.cookies

import pytest
from django.db import transaction
from tests.permissions.world import PEOPLE, every_address, make_world

from pointdesk.kit import clock

pytestmark = pytest.mark.django_db

# What a look (GET) and an empty form (POST) are answered with, for Anna, Bruno, Carla, Dora, Emil and nobody.
MATRIX = {
    # Everywhere.
    "home": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "language": ("405 405 405 405 405 405", "400 400 400 400 400 400"),
    "ui:gallery": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "ui:theme": ("405 405 405 405 405 405", "400 400 400 400 400 400"),
    # Accounts: whoever has one looks after it (302 asks to sign in, or to sign in once more).
    "account_login": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "account_logout": ("200 200 200 200 200 302", "302 302 302 302 302 302"),
    "account_inactive": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "account_reauthenticate": ("200 200 200 200 200 302", "200 200 200 200 200 302"),
    "account_change_password": ("200 200 200 200 200 302", "200 200 200 200 200 302"),
    "account_reset_password": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "account_reset_password_done": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "account_reset_password_from_key": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "mfa_index": ("200 200 200 200 200 302", "405 405 405 405 405 302"),
    "mfa_authenticate": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_reauthenticate": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_activate_totp": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_deactivate_totp": ("404 404 404 404 404 302", "404 404 404 404 404 302"),
    "mfa_view_recovery_codes": ("404 404 404 404 404 302", "405 405 405 405 405 302"),
    "mfa_generate_recovery_codes": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_download_recovery_codes": ("404 404 404 404 404 302", "404 404 404 404 404 302"),
    "mfa_list_webauthn": ("200 200 200 200 200 302", "405 405 405 405 405 302"),
    "mfa_add_webauthn": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_reauthenticate_webauthn": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_remove_webauthn": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_edit_webauthn": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_login_webauthn": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    # The desk: staff; some pages are for some of them.
    "desk:reviews": ("404 404 404 403 200 302", "405 405 405 405 405 405"),
    "desk:decide": ("405 405 405 405 405 405", "404 404 404 403 422 302"),
    "desk:newcomer": ("405 405 405 405 405 405", "404 404 404 403 302 302"),
    "desk:price-lists": ("404 404 404 403 302 302", "405 405 405 405 405 405"),
    "desk:prices": ("404 404 404 403 200 302", "404 404 404 403 422 302"),
    "desk:withdraw": ("405 405 405 405 405 405", "404 404 404 403 303 302"),
    "desk:goodwill": ("404 404 404 200 200 302", "404 404 404 422 422 302"),
    "desk:transfer": ("404 404 404 403 200 302", "404 404 404 403 422 302"),
    "desk:merge-customer": ("404 404 404 403 200 302", "404 404 404 403 422 302"),
    "desk:corrections": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:take-back": ("404 404 404 200 200 302", "404 404 404 422 422 302"),
    "desk:last-day": ("404 404 404 200 200 302", "404 404 404 422 422 302"),
    "desk:settle-arrears": ("404 404 404 403 200 302", "404 404 404 403 422 302"),
    "desk:order": ("404 404 404 403 200 302", "404 404 404 403 422 302"),
    "desk:tickets": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:view": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:search": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:keys": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:preferences": ("405 405 405 405 405 405", "404 404 404 303 303 302"),
    "desk:new-ticket": ("404 404 404 200 200 302", "404 404 404 200 200 302"),
    "desk:ticket": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:follow-up": ("404 404 404 200 200 302", "404 404 404 422 422 302"),
    "desk:reply": ("405 405 405 405 405 405", "404 404 404 422 422 302"),
    "desk:reopen-with": ("405 405 405 405 405 405", "404 404 404 422 422 302"),
    "desk:note": ("405 405 405 405 405 405", "404 404 404 422 422 302"),
    "desk:take": ("405 405 405 405 405 405", "404 404 404 303 303 302"),
    "desk:assign": ("405 405 405 405 405 405", "404 404 404 400 400 302"),
    "desk:hold": ("405 405 405 405 405 405", "404 404 404 303 303 302"),
    "desk:resume": ("405 405 405 405 405 405", "404 404 404 303 303 302"),
    "desk:solve": ("405 405 405 405 405 405", "404 404 404 303 303 302"),
    "desk:reopen": ("405 405 405 405 405 405", "404 404 404 303 303 302"),
    "desk:link": ("405 405 405 405 405 405", "404 404 404 404 404 302"),
    "desk:unlink": ("405 405 405 405 405 405", "404 404 404 404 404 302"),
    "desk:undo-merge": ("405 405 405 405 405 405", "404 404 404 303 303 302"),
    "desk:close": ("404 404 404 200 200 302", "404 404 404 303 303 302"),
    "desk:split": ("404 404 404 200 200 302", "404 404 404 422 422 302"),
    "desk:merge": ("404 404 404 200 200 302", "404 404 404 422 422 302"),
    "desk:file": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:calls": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:new-call": ("404 404 404 200 200 302", "404 404 404 422 422 302"),
    "desk:call": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:check-pin": ("405 405 405 405 405 405", "404 404 404 422 422 302"),
    "desk:link-call": ("405 405 405 405 405 405", "404 404 404 422 422 302"),
    "desk:tell-price": ("405 405 405 405 405 405", "404 404 404 422 422 302"),
    "desk:end-call": ("405 405 405 405 405 405", "404 404 404 303 303 302"),
    "desk:customers": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:customer": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:wallet": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:new-person": ("404 404 404 200 200 302", "404 404 404 422 422 302"),
    "desk:invite": ("405 405 405 405 405 405", "404 404 404 303 303 302"),
    "desk:mails": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:mail": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:bugs": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:new-bug": ("404 404 404 200 200 302", "404 404 404 422 422 302"),
    "desk:bug": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:confirm-bug": ("405 405 405 405 405 405", "404 404 404 303 303 302"),
    "desk:reject-bug": ("405 405 405 405 405 405", "404 404 404 422 422 302"),
    "desk:fix-bug": ("405 405 405 405 405 405", "404 404 404 422 422 302"),
    "desk:publish-patch": ("405 405 405 405 405 405", "404 404 404 422 422 302"),
    "desk:patch": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:price": ("404 404 404 200 200 302", "405 405 405 405 405 405"),
    "desk:set-price": ("405 405 405 405 405 405", "404 404 404 200 200 302"),
    "desk:quote": ("405 405 405 405 405 405", "404 404 404 200 200 302"),
    "desk:our-bug": ("404 404 404 200 200 302", "404 404 404 422 422 302"),
    "desk:our-fault": ("404 404 404 200 200 302", "404 404 404 303 303 302"),
    "desk:not-a-bug": ("404 404 404 200 200 302", "404 404 404 200 200 302"),
    # The portal: a customer's people, each within their rights.
    "portal:lines": ("302 302 302 302 302 302", "405 405 405 405 405 405"),
    "portal:scheme": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "portal:points": ("200 200 200 404 404 302", "405 405 405 405 405 405"),
    "portal:buy": ("302 302 302 302 302 302", "405 405 405 405 405 405"),
    "portal:wallet": ("200 200 404 404 404 302", "405 405 405 405 405 405"),
    "portal:whole_statement": ("200 200 404 404 404 302", "405 405 405 405 405 405"),
    "portal:statement": ("200 200 404 404 404 302", "405 405 405 405 405 405"),
    "portal:pin": ("200 200 200 404 404 302", "405 405 405 405 405 405"),
    "portal:new_pin": ("405 405 405 405 405 405", "302 302 302 404 404 302"),
    "portal:bugs": ("200 200 200 404 404 302", "405 405 405 405 405 405"),
    "portal:patch": ("405 405 405 405 405 405", "200 200 404 404 404 302"),
    "portal:tickets": ("200 200 200 404 404 302", "405 405 405 405 405 405"),
    "portal:new_ticket": ("200 200 200 404 404 302", "422 422 422 404 404 302"),
    "portal:ticket": ("200 404 404 404 404 302", "405 405 405 405 405 405"),
    "portal:reply": ("405 405 405 405 405 405", "422 404 404 404 404 302"),
    "portal:answer": ("405 405 405 405 405 405", "422 404 404 404 404 302"),
    "portal:reopen": ("405 405 405 405 405 405", "422 404 404 404 404 302"),
    "portal:review": ("200 404 404 404 404 302", "422 404 404 404 404 302"),
    "portal:offer": ("200 200 200 200 200 200", "422 422 422 422 422 422"),
    "portal:file": ("200 404 404 404 404 302", "405 405 405 405 405 405"),
    "portal:home": ("200 200 200 404 404 302", "405 405 405 405 405 405"),
}


@pytest.fixture
def world(now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.told_by(clock.StoppedClock(now)):
        yield make_world(now=now)


def ask(browser, method, path):
    """The status of one answer; whatever was done is undone, here and in the browser."""
    kept = http.cookies.SimpleCookie(browser.cookies)
    with transaction.atomic():
        response = getattr(browser, method)(path)
        if response.streaming:
            response.getvalue()  # read to its end, which closes the file
        transaction.set_rollback(True)
    browser.cookies = kept
    return str(response.status_code)


def test_every_address_is_in_the_matrix():
    assert sorted(MATRIX) == sorted(address.name for address in every_address())


@pytest.mark.parametrize("name", PEOPLE)
def test_who_may_open_what(world, name):
    browser, column = world.browser(name), PEOPLE.index(name)
    expected = {address: tuple(row.split()[column] for row in rows) for address, rows in MATRIX.items()}
    found = {
        address.name: tuple(ask(browser, method, world.path(address)) for method in ("get", "post"))
        for address in every_address()
    }
    assert found == expected

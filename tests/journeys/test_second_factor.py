import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect
from tests.factories.accounts import PASSWORD, make_user


@pytest.fixture
def anna(committed_db, now):
    return make_user(now=now)


def signed_in(someone, user):
    someone.page.goto("/accounts/login/")
    someone.page.get_by_label("E-mail").fill(user.email)
    someone.page.locator("[name=password]").fill(PASSWORD)
    someone.choose("Sign in")


def signed_out(someone):
    someone.page.get_by_label("Account:").click()
    someone.choose("Sign out")


def confirmed(someone):
    """What protects the account is asked for once more."""
    expect(someone.page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    someone.page.locator("[name=password]").fill(PASSWORD)
    someone.choose("Confirm")


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_one_time_codes_are_turned_on_and_asked_for(visitor, anna):
    someone = visitor(width=360)
    page = someone.page
    signed_in(someone, anna)
    someone.choose("Turn one-time codes on")
    confirmed(someone)
    secret = page.locator(".secret").inner_text()
    page.locator("[name=code]").fill("000000")
    someone.choose("Turn on")
    expect(page.get_by_role("alert")).to_contain_text("This code does not fit.")
    page.locator("[name=code]").fill(code_now(secret))
    someone.choose("Turn on")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    someone.choose("Back to security")
    signed_out(someone)

    signed_in(someone, anna)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    page.locator("[name=code]").fill(codes[0])
    someone.choose("Sign in")
    expect(page.locator("main")).to_contain_text("9 codes are left")


def test_a_passkey_opens_the_account_without_a_password(visitor, anna):
    someone = visitor()
    page = someone.page
    devtools = someone.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    signed_in(someone, anna)
    someone.choose("Add a passkey")
    confirmed(someone)
    page.get_by_label("Name of the key").fill("Laptop")
    page.get_by_label("Sign in without a password").check()
    someone.choose("Add")
    expect(page.get_by_role("status").first).to_have_text("The passkey has been added.")
    signed_out(someone)

    page.goto("/accounts/login/")
    someone.choose("Sign in with a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Security")
    someone.choose("Manage passkeys")
    expect(page.get_by_role("heading", name="Laptop")).to_be_visible()

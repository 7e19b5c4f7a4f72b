import re

import pytest
from playwright.sync_api import expect
from tests.factories.accounts import PASSWORD, make_staff, make_user

from pointdesk.kit import clock
from pointdesk.kit.actors import Role
from pointdesk.outbox.actions import drain

NEW = "a brand new password"


@pytest.fixture
def anna(committed_db, now):
    return make_user(now=now)


@pytest.fixture
def emil(committed_db, now):
    return make_staff("emil@altermarket.example", "Emil Kraus", Role.ADMINISTRATOR, language="el", now=now)


def fill_in(page, email, password):
    page.get_by_label("E-mail").fill(email)
    page.locator("[name=password]").fill(password)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_anna_signs_in_and_out(visitor, anna, scripts):
    someone = visitor(scripts=scripts)
    page = someone.page
    page.goto("/")
    someone.choose("Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    fill_in(page, anna.email, PASSWORD)
    someone.choose("Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Security")
    page.get_by_label("Account: Anna Nikolaou").click()
    someone.choose("Sign out")
    page.goto("/accounts/2fa/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/accounts/2fa/"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_wrong_password_is_told_and_the_email_kept(visitor, anna, scripts):
    someone = visitor(scripts=scripts)
    page = someone.page
    page.goto("/accounts/login/")
    fill_in(page, anna.email, "not her password")
    someone.choose("Sign in")
    expect(page.get_by_role("alert")).to_contain_text("E-mail and password do not belong together.")
    expect(page.get_by_label("E-mail")).to_have_value(anna.email)
    expect(page.locator("[name=password]")).to_have_value("")


def test_a_forgotten_password_is_chosen_anew_by_the_mailed_link(visitor, anna, mailoutbox):
    someone = visitor(width=360, theme="dark")
    page = someone.page
    page.goto("/accounts/login/")
    someone.choose("Forgot your password?")
    page.get_by_label("E-mail").fill(anna.email)
    someone.choose("Send the link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    drain(clock.now())
    link = re.search(r"http://\S+/key/\S+", mailoutbox[0].body).group()
    page.goto(link)
    assert link.rpartition("/key/")[2] not in page.url  # no secret in the address, nor in what is told onwards
    page.locator("[name=password1]").fill(NEW)
    page.locator("[name=password2]").fill(NEW)
    someone.choose("Save and sign in")
    expect(page.get_by_role("status")).to_have_text("Your password has been changed.")
    other = visitor()
    other.page.goto(link)
    expect(other.page.get_by_role("heading", level=1)).to_have_text("This link no longer works")
    other.page.goto("/accounts/login/")
    fill_in(other.page, anna.email, NEW)
    other.choose("Sign in")
    expect(other.page.get_by_role("heading", level=1)).to_have_text("Security")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_theme_and_language_are_switched_and_stay(visitor, committed_db, scripts):
    someone = visitor(scripts=scripts)
    page = someone.page
    page.goto("/accounts/login/")
    page.get_by_label("Display and language").click()
    someone.choose("Dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_label("Display and language").click()
    someone.choose("Ελληνικά")
    expect(page.get_by_role("heading", level=1)).to_have_text("Σύνδεση")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "el")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark" if scripts else True


def test_emil_reads_greek_wherever_he_signs_in(visitor, emil):
    someone = visitor(language="en")
    page = someone.page
    page.goto("/accounts/login/")
    fill_in(page, emil.email, PASSWORD)
    someone.choose("Sign in")
    expect(page.locator("html")).to_have_attribute("lang", "el")


def test_a_page_is_worked_with_the_keyboard_alone(visitor, anna):
    someone = visitor()
    page = someone.page
    someone.sign_in(anna)
    page.goto("/accounts/2fa/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Change your password")).to_be_focused()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    menu = page.get_by_label("Account: Anna Nikolaou")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Security")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Security")).to_be_hidden()
    expect(menu).to_be_focused()

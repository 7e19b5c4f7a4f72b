"""Badly filled forms in Greek: nothing that is said about them is left in English, whoever wrote the words."""

import http.cookies
import re
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.forms import BaseForm
from django.test.utils import ContextList
from tests.permissions.world import every_address, make_world

from pointdesk.accounts.models import User
from pointdesk.kit import clock

pytestmark = pytest.mark.django_db

# What Greek takes over as it is, and what the world's things are called.
FOREIGN = {"E", "e", "mail", "PIN", "CSV", "SKU", "MB", "EUR", "X", "Cart", "Nisos", "Anna", "Level"}
NONSENSE = ("", "x")
SPEAKING = {"label", "legend"}
VOID = {"input", "br", "img", "hr", "meta", "link", "use", "path", "circle", "rect", "line"}


class Said(HTMLParser):
    """What a page says about its forms: labels, hints, alerts and errors; names of things to choose are data."""

    def __init__(self, page):
        super().__init__()
        self.open, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        speaks = (tag in SPEAKING and "choice" not in classes) or {"alert", "field-error", "hint"} & set(classes)
        if tag not in VOID:
            self.open.append((tag, bool(speaks)))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if any(speaks for _, speaks in self.open) and data.strip():
            self.words.append(" ".join(data.split()))


@pytest.fixture
def world(now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.told_by(clock.StoppedClock(now)):
        yield make_world(now=now)


def forms_of(response):
    for template in response.context if isinstance(response.context, ContextList) else ():
        yield from (value for value in template.flatten().values() if isinstance(value, BaseForm))


def english(browser, path):
    """What the page says in Latin letters of its forms, when they are sent with nonsense."""
    found, kept = set(), http.cookies.SimpleCookie(browser.cookies)
    with transaction.atomic():
        pages = [browser.get(path)]
        for value in NONSENSE:
            fields = {name for page in pages for form in forms_of(page) for name in form.fields}
            pages.append(browser.post(path, dict.fromkeys(fields, value)))
        transaction.set_rollback(True)
    browser.cookies = kept
    for page in pages:
        if page.streaming:
            page.getvalue()  # read to its end, which closes the file
        elif "<html" in page.text:
            assert 'lang="el"' in page.text, path
            found |= {said for said in Said(page.text).words if set(re.findall(r"[A-Za-z]+", said)) - FOREIGN}
    return found


@pytest.mark.parametrize("name", ["Anna", "Emil", "nobody"])
def test_bad_forms_are_answered_in_greek(world, name):
    browser = world.browser(name)
    User.objects.update(language="el")
    browser.cookies["django_language"] = "el"
    assert {a.name: said for a in every_address() if (said := english(browser, world.path(a)))} == {}

"""Stories in a real browser, against a real server over a database of each story's own."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from pointdesk.accounts.models import User

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("journey")
    if config.getoption("--data-only"):
        # How pages look is the same over every database.
        looks = [item for item in items if item.path.name == "test_every_page.py"]
        config.hook.pytest_deselected(items=looks)
        items[:] = [item for item in items if item not in looks]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not shutil.which(CHROMIUM):
        pytest.fail("Please install chromium (Debian: apt-get install chromium): the stories open pages in a browser.")
    # Playwright waits in an event loop of its own; what a story asks the database in between is not asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Visitor:
    """Someone at a screen. What the browser complains about (a refused script, an error in one) fails the story."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the browser's console says is an error; missing files are told by `receive`."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def receive(self, response: Response) -> None:
        """Keep that a file of the page was not there. A page itself may well be refused."""
        if response.status >= 400 and response.request.resource_type != "document":
            self.complaints.append(f"{response.status} {response.url}")

    def sign_in(self, user: User) -> None:
        """A session as signing in and confirming the password give it, without the forms."""
        client = Client()
        client.force_login(user)
        session = client.session
        session["account_authentication_methods_user"] = str(user.pk)
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session.save()
        url = settings.SITE_URL
        self.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])

    def choose(self, text: str) -> None:
        """Press the button or follow the link of that name."""
        self.page.get_by_role("button", name=text, exact=True).or_(
            self.page.get_by_role("link", name=text, exact=True)
        ).click()

    def too_wide(self) -> bool:
        """Whether the page must be pushed sideways to be read."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    def barriers(self) -> list[str]:
        """What axe finds serious or critical on the page, and where."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{violation['id']}: {node['html'][:200]}"
            for violation in found
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]


@pytest.fixture
def site(committed_db: str, settings: Any) -> Iterator[str]:
    """The address of a server over the story's database; mails go to `mailoutbox`."""
    thread = LiveServerThread("localhost", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    settings.SITE_URL = f"http://localhost:{thread.port}"
    yield settings.SITE_URL
    thread.terminate()


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """Visitors by theme, language, width, and whether their browser runs scripts."""
    visitors = []

    def arrive(*, theme: str = "light", language: str = "en", width: int = 1366, scripts: bool = True) -> Visitor:
        context = browser.new_context(
            base_url=site, color_scheme=theme, locale=language, viewport={"width": width, "height": 768},
            java_script_enabled=scripts,
        )  # fmt: skip
        context.set_default_timeout(10_000)
        someone = Visitor(context, context.new_page())
        someone.page.on("console", someone.hear)
        someone.page.on("response", someone.receive)
        someone.page.on("pageerror", lambda error: someone.complaints.append(str(error)))
        visitors.append(someone)
        return someone

    yield arrive
    for someone in visitors:
        someone.context.close()
    assert [complaint for someone in visitors for complaint in someone.complaints] == []

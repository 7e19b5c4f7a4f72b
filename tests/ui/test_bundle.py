import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from tests.ui.draw import drawn

from pointdesk.ui.bundle import SHEETS

FOLDER = Path(str(finders.find("ui/css"))).parent


@pytest.fixture
def collected(tmp_path, settings):
    """The static files, collected as for production."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES, "staticfiles": {"BACKEND": "pointdesk.ui.bundle.BundlingStorage"},
    }  # fmt: skip
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_collecting_makes_one_style_sheet_of_many(collected):
    html = drawn("{% stylesheets %}")
    [href] = re.findall(r'href="/static/([^"]+)"', html)
    assert re.fullmatch(r"ui/css/pointdesk\.[0-9a-f]{12}\.css", href)
    text = (collected / href).read_text()
    assert [name for name in SHEETS if (collected / name).read_text() not in text] == []
    assert (collected / f"{href}.gz").exists()


def test_collecting_again_gives_the_same_name(collected):
    before = drawn("{% stylesheets %}")
    call_command("collectstatic", interactive=False, verbosity=0)
    assert drawn("{% stylesheets %}") == before


def test_without_collecting_each_file_is_linked(settings):
    assert drawn("{% stylesheets %}").count("<link") == len(SHEETS)


def test_every_sheet_is_listed():
    assert {f"ui/{path.relative_to(FOLDER)}" for path in FOLDER.rglob("*.css")} == set(SHEETS)


def test_own_styles_and_scripts_stay_light():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.suffix in (".css", ".js")) < 100_000


def test_every_colour_has_a_fallback():
    text = (FOLDER / "css" / "tokens.css").read_text()
    present, _, before = text.partition("@supports not")
    colours = dict(re.findall(r"--([\w-]+):\s+light-dark\((oklch\([^)]*\)),", present))
    fallback = dict(re.findall(r"--([\w-]+): (oklch\([^)]*\));", before))
    assert fallback == colours

"""`pointdesk play` as a vendor calls it, in a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest
from tests.factories.rows import every_row
from tests.play.left import played_on_by

from pointdesk.vendor.models import ProductLine

HOLDS = """\
    title: Welcome
    steps:
      - shop_order: {order: "1", customer: maria, status: paid, lines: [{sku: XC-LICENCE}]}
      - expect: {maria: {available: 200}}
"""
FAILS = """\
    title: Too much
    steps:
      - shop_order: {order: "1", customer: maria, status: paid, lines: [{sku: XC-LICENCE}]}
      - expect: {maria: {available: 201}}
"""
INVALID = "title: Nothing\nsteps: [{prise: {}}]\n"


@dataclass
class Done:
    process: int
    returncode: int
    stdout: str
    stderr: str


def run(*arguments, url):
    """The command, with a vendor's database at that address."""
    source = str(Path(__file__).parents[2] / "src")
    environ = {**os.environ, "PYTHONPATH": source, "DATABASE_URL": url}
    command = [sys.executable, "-c", "from pointdesk.config.cli import main; main()", "play", *map(str, arguments)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        out, err = process.communicate()
        return Done(process.pid, process.returncode, out, err)


@pytest.fixture
def story(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(dedent(text))
        return path

    return write


def test_all_are_played_the_worst_code_wins_and_the_vendor_is_left_alone(committed_db, story):
    ProductLine.objects.create(code="own", name="Own")
    before = every_row()
    good, bad, none = story("good.yaml", HOLDS), story("bad.yaml", FAILS), story("none.yaml", INVALID)
    done = run(good, none, bad, url=committed_db)
    assert done.returncode == 2
    assert done.stderr == f"pointdesk play: {none}:2:10: unknown verb 'prise' (did you mean 'price'?)\n"
    order = "{order: 1, customer: maria, status: paid, lines: [{sku: XC-LICENCE}]}"
    statement = [
        "  maria, x-cart: 200 points",
        "       2026-05-05  gift     +200      200  shop:1:1",
    ]
    assert done.stdout.splitlines() == [
        f"{good}: Welcome",
        f"    1  2026-05-05 12:00  shop_order: {order}  → done",
        "    2  2026-05-05 12:01  expect: {maria: {available: 200}}  → holds",
        *statement,
        "  holds: 2 steps",
        "",
        f"{bad}: Too much",
        f"    1  2026-05-05 12:00  shop_order: {order}  → done",
        "    2  2026-05-05 12:01  expect: {maria: {available: 201}}  → fails",
        *statement,
        f"  FAILS: {bad}:4: step 2: maria.available: expected 201, seen 200",
        "",
        "1 hold, 1 fail, 1 are no valid stories",
    ]
    assert (every_row(), played_on_by(done.process)) == (before, [])


def test_exit_codes_of_one_file(committed_db, story):
    assert run(story("good.yaml", HOLDS), url=committed_db).returncode == 0
    assert run(story("bad.yaml", FAILS), url=committed_db).returncode == 1


def test_a_given_state_that_the_rules_refuse_is_no_valid_story(committed_db, story):
    path = story("given.yaml", "title: a\ngiven: {policies: {pin_tries: 0}}\nsteps: [{nightly: }]\n")
    done = run(path, url=committed_db)
    assert done.returncode == 2
    assert done.stderr.startswith(f"pointdesk play: {path}: what is given cannot be: InvalidInput(field='pin_tries'")


# What follows is refused before any database is asked for.
NOWHERE = "sqlite:////nowhere/at-all.sqlite3"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ((), "pointdesk play: the following arguments are required: FILE (see: pointdesk play --help)"),
        (("a.yaml", "--fast"), "pointdesk play: unrecognized arguments: --fast (see: pointdesk play --help)"),
        (("/nowhere/a.yaml",), "pointdesk play: /nowhere/a.yaml: No such file or directory"),
        (("/",), "pointdesk play: /: this is a directory, not a story file"),
        (("",), "pointdesk play: .: this is a directory, not a story file"),
        (("/dev/null",), "pointdesk play: /dev/null: the file is empty"),
    ],
)
def test_wrong_use_is_one_line_and_exit_2(arguments, line):
    done = run(*arguments, url=NOWHERE)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{line}\n")


def test_a_server_that_is_not_there_is_one_line_and_exit_2(story):
    done = run(story("good.yaml", HOLDS), url="postgres://nobody@127.0.0.1:9/none")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("pointdesk play: no throw-away database can be made: ")


def test_without_a_database_url_nothing_is_made_in_the_data_folder(tmp_path, story):
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), "POINTDESK_DATA_DIR": str(tmp_path)}
    environ.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", "from pointdesk.config.cli import main; main()", "play"]
    done = subprocess.run([*command, str(story("good.yaml", HOLDS))], env=environ, capture_output=True, check=False)
    assert done.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.yaml", "secret-key"]

"""The console command as a person meets it: real processes, one clear line, the right exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def pointdesk(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from pointdesk.config.cli import main; main()", *arguments],
        capture_output=True, text=True, check=False, env={**os.environ, **environ},
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [["dance"], ["manage"], ["manage", "dance"], ["play"], ["ledger"], ["ledger", "dance"],
     ["ledger", "verify", "--loud"], ["scheme"], ["scheme", "load"], ["worker", "--twice"], ["user"], ["user", "add"],
     ["play", "no-such-file.yaml"], ["scheme", "load", "no-such-file.yaml"],
     ["ledger", "verify", "--file", "no-such-file.jsonl"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_one_line_and_exit_2(arguments, tmp_path):
    done = pointdesk(*arguments, POINTDESK_DATA_DIR=str(tmp_path), DATABASE_URL="")
    assert (done.returncode, done.stdout, len(done.stderr.strip().splitlines())) == (2, "", 1), done.stderr
    assert done.stderr.startswith("pointdesk")


NO_TABLES, OUT_OF_REACH = "", "postgres://nobody@127.0.0.1:9/none"
HINTS = {
    NO_TABLES: "(a new installation? run: pointdesk manage migrate)",
    OUT_OF_REACH: "(see DATABASE_URL in the settings)",
}


@pytest.mark.parametrize(
    ("arguments", "url"),
    [(["ledger", "verify"], NO_TABLES), (["ledger", "export"], NO_TABLES), (["ledger", "export", "FILE"], NO_TABLES),
     (["worker"], NO_TABLES), (["user", "list"], NO_TABLES), (["scheme", "load", "SCHEME"], NO_TABLES),
     (["ledger", "export", "FILE"], OUT_OF_REACH), (["worker"], OUT_OF_REACH)],
)  # fmt: skip
def test_a_database_that_cannot_be_used_is_one_line_and_exit_2(arguments, url, tmp_path):
    written = tmp_path / "ledger.jsonl"
    names = {"FILE": str(written), "SCHEME": str(Path(__file__).parents[2] / "schemes" / "x-cart.yaml")}
    done = pointdesk(*[names.get(a, a) for a in arguments], POINTDESK_DATA_DIR=str(tmp_path), DATABASE_URL=url)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert done.stderr.startswith("pointdesk: the database cannot be used: ")
    assert done.stderr.endswith(f" {HINTS[url]}\n")
    assert not written.exists()


@pytest.mark.parametrize(
    ("variable", "value"),
    [("DATABASE_URL", "nonsense"), ("POINTDESK_DEBUG", "perhaps"), ("DATABASE_URL_FILE", "/no/such/file"),
     ("POINTDESK_MAX_UPLOAD_MB", "0"), ("POINTDESK_DATA_DIR", "/dev/null"), ("DATABASE_URL", "mysql://u@localhost/x"),
     ("EMAIL_URL", "pigeon://loft"), ("POINTDESK_FROM_EMAIL", "helpdesk"), ("POINTDESK_ENCRYPTION_KEYS", "short")],
)  # fmt: skip
def test_a_wrong_setting_is_one_line_that_names_it(variable, value, tmp_path):
    done = pointdesk("manage", "check", **{"DATABASE_URL": "", "POINTDESK_DATA_DIR": str(tmp_path), variable: value})
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), done.stderr
    assert variable in done.stderr


def test_help_lists_the_commands():
    done = pointdesk("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")] == [
        "demo", "serve", "play", "scheme", "ledger", "worker", "user", "manage",
    ]  # fmt: skip

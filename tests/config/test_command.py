"""The console command as a person meets it: real processes, one clear line, the right exit code."""

import os
import subprocess
import sys

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
     ["ledger", "verify", "--file", "no-such-file.jsonl"], ["ledger", "verify"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_one_line_and_exit_2(arguments, tmp_path):
    done = pointdesk(*arguments, POINTDESK_DATA_DIR=str(tmp_path), DATABASE_URL="")
    assert (done.returncode, done.stdout, len(done.stderr.strip().splitlines())) == (2, "", 1), done.stderr
    assert done.stderr.startswith("pointdesk")


def test_an_empty_database_says_what_to_do(tmp_path):
    done = pointdesk("ledger", "verify", POINTDESK_DATA_DIR=str(tmp_path), DATABASE_URL="")
    assert done.stderr.endswith("(a new installation? run: pointdesk manage migrate)\n")


@pytest.mark.parametrize(
    ("variable", "value"),
    [("DATABASE_URL", "nonsense"), ("POINTDESK_DEBUG", "perhaps"), ("DATABASE_URL_FILE", "/no/such/file"),
     ("POINTDESK_MAX_UPLOAD_MB", "0")],
)  # fmt: skip
def test_a_wrong_setting_is_one_line_that_names_it(variable, value, tmp_path):
    done = pointdesk("manage", "check", **{"DATABASE_URL": "", "POINTDESK_DATA_DIR": str(tmp_path), variable: value})
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), done.stderr
    assert variable in done.stderr


def test_help_lists_the_commands():
    done = pointdesk("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")] == [
        "play", "scheme", "ledger", "worker", "user", "manage",
    ]  # fmt: skip

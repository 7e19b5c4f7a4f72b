"""`pointdesk ledger verify` and `pointdesk ledger export`, as a person and as a script meet them."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.factories.ledger import make_lot, make_wallet
from tests.ledger.test_charge import spend
from tests.ledger.test_give_back import back, close

from pointdesk.ledger.actions import checkpoint


def a_history(now) -> int:
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 5, 20), now=now, cents=5000)
    spend(wallet, 25, now=now)
    close(wallet, now=now)
    back(wallet, 10, now=now)
    checkpoint(now)
    return wallet


@pytest.fixture
def export(db, now, tmp_path: Path) -> Path:
    a_history(now)
    path = tmp_path / "ledger.jsonl"
    call_command("ledger", "export", str(path))
    return path


def verified(capsys, *arguments: str) -> tuple[int, str]:
    """Exit code and output of a verification."""
    try:
        call_command("ledger", "verify", *arguments)
        code = 0
    except SystemExit as stopped:
        code = stopped.code
    return code, capsys.readouterr().out


def test_a_sound_ledger_is_verified_online_and_from_its_export(export, capsys):
    for arguments in ((), ("--file", str(export))):
        code, out = verified(capsys, *arguments)
        assert (code, out.split(", root ")[0]) == (0, "verified: 1 wallets, 4 entries, 2 lots")
        code, out = verified(capsys, "--json", *arguments)
        report = json.loads(out)
        assert (code, report["ok"], report["entries"], report["findings"]) == (0, True, 4, [])


def test_an_empty_ledger_is_sound(db, capsys):
    assert verified(capsys) == (0, "verified: 0 wallets, 0 entries, 0 lots\n")


def test_an_export_can_be_verified_by_anyone(export):
    """The whole recipe, in a few lines that use nothing of ours (docs/algorithms/ledger.md)."""
    head = None
    for line in export.read_text().splitlines():
        record = json.loads(line)
        if record.pop("record") == "wallet":
            body = {"customer": record["customer"], "line": record["line"]}
            head = hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
        elif "births" in record:
            claimed = record.pop("hash")
            assert record["prev"] == head
            head = hashlib.sha256(json.dumps(record, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
            assert claimed == head


def leaves(value, path=()):
    if isinstance(value, dict | list) and value:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path, value


def changed(value):
    if isinstance(value, bool) or value is None:
        return 7
    return value + 1 if isinstance(value, int) else value + "x" if isinstance(value, str) else [["x"]]


def test_no_figure_of_an_export_can_be_changed_unnoticed(export, capsys, tmp_path):
    lines = [json.loads(line) for line in export.read_text().splitlines()]
    tried = 0
    for number, record in enumerate(lines):
        free = {("record",), ("exported_at",)} | (
            {("number",)} if record["record"] in ("arrears", "checkpoint") else set()
        )
        for path, value in leaves(record):
            if path in free:
                continue
            forged = json.loads(json.dumps(lines))
            inner = forged[number]
            for step in path[:-1]:
                inner = inner[step]
            inner[path[-1]] = changed(value)
            target = tmp_path / "forged.jsonl"
            target.write_text("".join(json.dumps(x) + "\n" for x in forged))
            try:
                code, _ = verified(capsys, "--file", str(target))
            except CommandError as error:
                code = error.returncode
            assert code in (1, 2), (record["record"], path)
            tried += 1
    assert tried > 150


@pytest.mark.parametrize("lost", [1, 2, 5])
def test_an_export_cut_short_is_found(export, capsys, lost):
    lines = export.read_text().splitlines(keepends=True)
    export.write_text("".join(lines[:-lost]))
    code, out = verified(capsys, "--file", str(export))
    assert code == 1
    assert "cut" in out


def test_the_findings_name_the_entry(export, capsys):
    text = export.read_text()
    assert '"reason":"","record":"entry","recorded_at"' in text
    lines = text.splitlines(keepends=True)
    third = next(i for i, line in enumerate(lines) if '"kind":"earn"' in line)
    lines[third] = lines[third].replace('"actor":["system","pointdesk"]', '"actor":["staff","mallory"]')
    export.write_text("".join(lines))
    wallet = json.loads(lines[third])["wallet"]
    code, out = verified(capsys, "--file", str(export))
    assert (code, out.splitlines()) == (
        1,
        [
            f"wallet {wallet} entry 3: hash: its contents do not give its hash",
            "NOT verified: 1 findings in 1 wallets, 4 entries, 2 lots",
        ],
    )
    code, out = verified(capsys, "--json", "--file", str(export))
    assert json.loads(out)["findings"] == [
        {"wallet": wallet, "entry": 3, "problem": "hash", "detail": "its contents do not give its hash"}
    ]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"", "line 1: not the export of a ledger"),
        (b"hello\n", "line 1: not JSON"),
        (b"\xff\xfe\n", "line 1: not JSON"),
        (b"[" * 100_000, "line 1: not JSON"),
        (b"[1]\n", "line 1: not a record of a ledger"),
        (b'{"record":"ledger","format":99}\n', "line 1: not the export of a ledger"),
        (b'{"record":"ledger","format":1}\n{"record":"entry"}\n', "line 2: not a record of a ledger"),
        (b'{"record":"ledger","format":1}\n{"record":"cake"}\n', "line 2: not a record of a ledger"),
        (b'{"record":"ledger","format":1}\n\n', "line 2: not JSON"),
    ],
    ids=["missing", "empty", "text", "bytes", "deep", "list", "other format", "no wallet", "unknown", "blank"],
)
def test_a_file_that_is_no_export_gives_one_line_and_exit_2(tmp_path, content, complaint):
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError) as error:
        call_command("ledger", "verify", "--file", str(path))
    assert error.value.returncode == 2
    assert str(error.value).endswith(complaint)
    assert "\n" not in str(error.value)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", "from pointdesk.config.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def test_the_command_itself(committed_db, now, tmp_path):
    wallet = a_history(now)
    path = tmp_path / "ledger.jsonl"
    exported = run("ledger", "export")
    assert (exported.returncode, exported.stderr) == (0, "")
    path.write_text(exported.stdout)
    done = run("ledger", "verify")
    assert (done.returncode, done.stdout.startswith("verified: 1 wallets, 4 entries")) == (0, True)
    no_database = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    assert run("ledger", "verify", "--file", str(path), **no_database).returncode == 0
    refused = run("ledger", "verify", **no_database)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    path.write_text(exported.stdout.replace('"change":-25', '"change":-26'))
    broken = run("ledger", "verify", "--file", str(path))
    assert (broken.returncode, broken.stdout.splitlines()[0]) == (
        1,
        f"wallet {wallet} entry 2: hash: its contents do not give its hash",
    )
    wrong = run("ledger", "prove")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
    nowhere = run("ledger", "export", "/nowhere/at/all")
    assert (nowhere.returncode, len(nowhere.stderr.splitlines())) == (2, 1)

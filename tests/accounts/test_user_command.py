import io

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line
from tests.accounts.rows import rows

from pointdesk.accounts.models import User
from pointdesk.accounts.queries import roles_of
from pointdesk.kit.actors import Role

ADD = ["user", "add", "emil@altermarket.example", "--name", "Emil Kraus", "--role", "administrator"]


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_the_first_administrator_is_made_from_the_console(db):
    assert run(*ADD, "--role", "manager", "--language", "el") == (
        "emil@altermarket.example created; an invitation goes out by mail\n"
    )
    user = User.objects.get()
    assert (user.language, roles_of(user)) == ("el", {Role.ADMINISTRATOR, Role.MANAGER})


def test_the_password_comes_from_standard_input(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\nmore"))
    assert run(*ADD, "--password-stdin") == "emil@altermarket.example created\n"
    assert User.objects.get().check_password("correct horse battery")


@pytest.mark.parametrize(
    ("typed", "told", "status"),
    [
        ("short\n", "the password cannot be used: password too short", 2),
        ("", "the password cannot be used: password too short", 2),
    ],
    ids=["short", "nothing"],
)
def test_a_useless_password_is_one_line_and_changes_nothing(db, monkeypatch, typed, told, status):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    before = rows()
    with pytest.raises(CommandError, match=told) as refusal:
        run(*ADD, "--password-stdin")
    assert refusal.value.returncode == status
    assert rows() == before


def test_an_email_that_is_taken(emil):
    before = rows()
    with pytest.raises(CommandError, match=r"emil@altermarket\.example already has an account") as refusal:
        run(*ADD)
    assert refusal.value.returncode == 1  # docs/commands.md
    assert rows() == before


@pytest.mark.parametrize(
    "arguments",
    [["user"], ["user", "add"], ["user", "add", "x@y.example", "--name", "X", "--role", "boss"], ["user", "remove"]],
    ids=["no verb", "no e-mail", "no such role", "no such verb"],
)
def test_wrong_use_is_one_line_and_exit_2(arguments, capsys):
    with pytest.raises(SystemExit) as exit_:
        execute_from_command_line(["pointdesk", *arguments])
    assert exit_.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_staff_are_listed(dora, emil):
    assert run("user", "list") == (
        "dora@altermarket.example\tDora Pavlou\tagent\ten\t\n"
        "emil@altermarket.example\tEmil Kraus\tadministrator,manager\ten\t\n"
    )

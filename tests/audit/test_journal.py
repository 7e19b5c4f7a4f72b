import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from pointdesk.audit.actions import record
from pointdesk.audit.models import Record
from pointdesk.audit.queries import Line, history
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Role

DORA = Actor(kind=ActorKind.STAFF, id="7", label="Dora", roles=frozenset({Role.AGENT}))
SOURCE = Path(__file__).parents[2] / "src" / "pointdesk"
FREE_TEXT = {
    "body", "comment", "description", "email", "label", "name", "note", "phone", "reason", "subject", "text", "title",
    "why", "words",
}  # fmt: skip


@pytest.mark.django_db
class TestHistory:
    def test_a_line_says_who_did_what_when(self, now):
        record("set_price", by=DORA, subject=("ticket", 1042), now=now, data={"points": 25})

        (line,) = history(("ticket", 1042))
        assert line == Line(
            id=line.id, at=now, verb="set_price", actor_kind="staff", actor_id="7", by="Dora", data={"points": 25}
        )

    def test_newest_first_and_only_this_subject(self, now):
        for number, verb in enumerate(["open", "reply", "solve"]):
            record(verb, by=SYSTEM, subject=("ticket", "1"), now=now + timedelta(minutes=number))
        record("open", by=SYSTEM, subject=("ticket", "11"), now=now)
        record("open", by=SYSTEM, subject=("bug", "1"), now=now)

        assert [line.verb for line in history(("ticket", 1))] == ["solve", "reply", "open"]

    def test_pages_are_whole_while_lines_are_added(self, now, django_assert_num_queries):
        for number in range(5):
            record(f"verb {number}", by=SYSTEM, subject=("ticket", 1), now=now)

        with django_assert_num_queries(1):
            first = history(("ticket", 1), limit=2)
        record("meanwhile", by=SYSTEM, subject=("ticket", 1), now=now)
        second = history(("ticket", 1), before=first[-1].id, limit=2)
        third = history(("ticket", 1), before=second[-1].id, limit=2)

        assert [[line.verb[-1] for line in page] for page in (first, second, third)] == [["4", "3"], ["2", "1"], ["0"]]

    def test_without_lines_it_is_empty(self):
        assert history(("ticket", 1)) == []

    def test_it_goes_with_its_transaction(self, now):
        with transaction.atomic():
            record("open", by=SYSTEM, subject=("ticket", 1), now=now)
            transaction.set_rollback(True)
        assert Record.objects.count() == 0

    def test_a_long_label_is_cut(self, now):
        record("open", by=Actor(kind=ActorKind.PERSON, id="1", label="Ά" * 300), subject=("ticket", 1), now=now)
        assert history(("ticket", 1))[0].by == "Ά" * 200


def test_no_free_text_goes_into_the_journal():
    """Reasons, messages and names live in the rooms, where they can be erased."""
    offences = [
        f"{path.relative_to(SOURCE)}:{call.lineno}: {name}"
        for path in SOURCE.rglob("actions/*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and _called(call) == "record"
        for keyword in call.keywords
        if keyword.arg == "data"
        for name in _names_of_values(keyword.value)
        if name in FREE_TEXT
    ]
    assert offences == []


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ("{'points': points, 'code': charge.code.value, 'note': note.pk}", ["points", "value", "pk"]),
        ("{'reason': reason}", ["reason"]),
        ("{'to': person.email, **more}", ["email"]),
        ("{'both': [customer.name, text.strip()]}", ["name", "text"]),
    ],
)
def test_how_free_text_is_found(data, names):
    assert _names_of_values(ast.parse(data, mode="eval").body) == names


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _names_of_values(node: ast.AST | None) -> list[str]:
    """What the values of a dictionary's display are called, as far as the source tells."""
    if isinstance(node, ast.Dict):
        return [n for key, value in zip(node.keys, node.values, strict=True) if key for n in _names_of_values(value)]
    if isinstance(node, ast.List | ast.Tuple):
        return [n for value in node.elts for n in _names_of_values(value)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _names_of_values(node.func.value)
    if isinstance(node, ast.Attribute):
        return [node.attr]
    return [node.id] if isinstance(node, ast.Name) else []

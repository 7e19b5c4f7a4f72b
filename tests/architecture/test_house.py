"""What the import contracts cannot see."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from pointdesk.config.wiring import REACTIONS
from pointdesk.kit.errors import DomainError
from pointdesk.kit.events import Event

# Writing methods that only query sets and rows have; `update` and `delete` are judged by what they are called on.
WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "acreate", "asave",
}  # fmt: skip
QUERY_STEPS = {"objects", "filter", "exclude", "all", "select_for_update", "order_by"}
# Where rows are written outside actions/, and why that is right.
WRITERS = {
    "accounts/models/user.py": "the manager that allauth and createsuperuser call",
}
CLOSED_NAMES = {"utils", "helpers", "services", "common"}


def test_every_app_stands_on_a_floor(house):
    rooms = {app.name.split(".")[1] for app in apps.get_app_configs() if app.name.startswith("pointdesk.")}
    assert rooms - set(house.floors) == set()


def test_foreign_keys_point_down_or_stay(house):
    up = []
    for model in apps.get_models():
        room = model._meta.app_config.name.split(".")[-1]
        if not model.__module__.startswith("pointdesk."):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if (
                not getattr(field, "concrete", False)
                or target is None
                or not target.__module__.startswith("pointdesk.")
            ):
                continue
            other = target._meta.app_config.name.split(".")[-1]
            if other != room and house.floors[other] >= house.floors[room]:
                up.append(f"{room}.{model.__name__}.{field.name} → {other}")
    assert up == []


def test_only_actions_write(house):
    writers = []
    for path in house.files():
        parts = path.relative_to(house.root).parts
        if "actions" in parts or house.room(path) in ("kit", "base") or house.name(path) in WRITERS:
            continue
        writers += [f"{house.name(path)}:{node.lineno}" for node in ast.walk(house.tree(path)) if _writes(node)]
    assert writers == []


def _writes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    name, on = node.func.attr, _names_in(node.func.value)
    if name in WRITES:
        return name == "save" or bool(on & QUERY_STEPS)
    return name in ("update", "delete") and bool(on & QUERY_STEPS)


def _names_in(node: ast.AST) -> set[str]:
    return {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}


def test_one_verb_per_file(house):
    wrong = []
    for path in house.files("*/actions/*.py"):
        if path.stem == "__init__" or path.stem.startswith("_"):
            continue
        public = [
            n.name for n in house.tree(path).body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")
        ]
        if public != [path.stem]:
            wrong.append(f"{house.name(path)}: {public}")
    assert wrong == []


def test_every_event_is_wired():
    assert {e.__name__ for e in Event.by_name.values() if e.__module__.startswith("pointdesk.")} == {
        e.__name__ for e in REACTIONS
    }


def test_errors_are_data(house):
    def family(cls):
        return {cls} | {s for c in cls.__subclasses__() for s in family(c)}

    plain = [
        e.__name__
        for e in family(DomainError)
        if e is not DomainError and e.__module__.startswith("pointdesk.") and not hasattr(e, "__dataclass_fields__")
        and e.__init__ is not DomainError.__init__
    ]  # fmt: skip
    assert plain == []


@pytest.mark.parametrize(
    "pattern",
    ["*/actions/*.py", "*/queries/*.py", "*/rules/*.py", "*/permissions.py", "*/events.py", "*/errors.py", "kit/*.py",
     "*/models/*.py", "base/*.py", "*/reactions.py", "*/tasks.py"],
)  # fmt: skip
def test_everything_public_says_what_it_means(house, pattern):
    silent = [
        f"{house.name(path)}:{node.name}"
        for path in house.files(pattern)
        for node in house.tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and path.stem != "apps"
        and path.name != "checks.py"
    ]
    assert silent == []


def test_no_drawer_for_odds_and_ends(house):
    assert [house.name(p) for p in house.files() if p.stem in CLOSED_NAMES or p.parent.name in CLOSED_NAMES] == []


BARE = [
    re.compile(r"# noqa(?!: [A-Z0-9, ]+ -- \w)"),
    re.compile(r"# type: ignore(?!\[[\w, -]+\]  # \w)"),
    re.compile(r"pragma: no cover"),
]


def test_every_suppression_gives_its_reason():
    root = Path(__file__).parents[2]
    paths = [p for folder in ("src", "tests", "tools", "benchmarks") for p in sorted((root / folder).rglob("*.py"))]
    bare = [
        f"{path.relative_to(root)}:{number}"
        for path in paths
        if path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if any(pattern.search(line) for pattern in BARE)
    ]
    assert bare == []


def test_signals_stay_out(house):
    listening = [
        house.name(p)
        for p in house.files()
        if "dispatch" in p.read_text()
        and re.search(r"import receiver|Signal\(|post_save|pre_save|post_delete", p.read_text())
    ]
    assert listening == []

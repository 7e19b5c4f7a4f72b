"""The Greek words of every room: collect what is said, keep what is translated, compile what is complete.

Each room that speaks to people has locale/el/LC_MESSAGES/django.po, and beside it the compiled django.mo, both
committed: to install or run Pointdesk, gettext is not needed, and neither is it here.

Usage: python -m tools.translations update|check
"""

import argparse
import io
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "pointdesk"
LANGUAGE = "el"
HEADER = "# Greek. Written by hand; `make translations` collects the sentences and compiles django.mo."
DAY = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def main() -> int:
    """Entry point; `check` returns 1 and names what is wrong."""
    parser = argparse.ArgumentParser(prog="translations", description="collect, check and compile the Greek words")
    parser.add_argument("verb", choices=["update", "check"])
    verb = parser.parse_args().verb
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pointdesk.config.settings")
    django.setup()
    problems = [problem for room in rooms() for problem in (update(room) if verb == "update" else check(room))]
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


def rooms() -> list[Path]:
    """The rooms that say something to people."""
    return [path for path in sorted(SOURCE.iterdir()) if path.is_dir() and any(_said(path))]


def update(room: Path) -> list[str]:
    """Bring the room's catalogue up to what it says and compile it; returns what lacks Greek."""
    catalog = _collected(room)
    known = _written(room)
    for message in catalog:
        before = known.get(message.id, message.context)
        if message.id and before:
            message.string = before.string
    _po(room).parent.mkdir(parents=True, exist_ok=True)
    _po(room).write_bytes(_as_po(catalog))
    _mo(room).write_bytes(_as_mo(catalog))
    return _untranslated(room, catalog)


def check(room: Path) -> list[str]:
    """What is wrong with the room's catalogue: a sentence missing, left over or without Greek, a stale django.mo."""
    said, written = _keys(_collected(room)), _keys(_written(room))
    wrong = [f"{room.name}: not in the catalogue: {key}" for key in sorted(said - written, key=str)]
    wrong += [f"{room.name}: said no more: {key}" for key in sorted(written - said, key=str)]
    wrong += _untranslated(room, _written(room))
    wrong += [
        f"{room.name}: {error} ({message.id!r})" for message, errors in _written(room).check() for error in errors
    ]
    if _compiled(room) != _strings(_written(room)):
        wrong.append(f"{room.name}: django.mo is not what django.po says; run: make translations")
    return wrong


def _collected(room: Path) -> Catalog:
    catalog = _empty()
    for path, message, context in _said(room):
        catalog.add(message, locations=[(path, 0)], context=context)
    return catalog


def _said(room: Path) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Every sentence in the room's templates and Python files, with the file that says it."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 -- needs the settings

    for path in sorted(p for p in room.rglob("*") if p.suffix in (".py", ".html", ".txt")):
        text = path.read_text()
        if path.suffix != ".py":
            # Django turns a template into something like Python; without its indentation it can be read as such.
            text = "\n".join(line.strip() for line in templatize(text).splitlines())
        for _, message, _, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            yield str(path.relative_to(room)), message, context


def _empty() -> Catalog:
    # A date that changes with every run would make every change a conflict.
    return Catalog(
        locale=LANGUAGE,
        header_comment=HEADER,
        project="Pointdesk",
        creation_date=DAY,
        revision_date=DAY,
        last_translator="",
        language_team="",
        fuzzy=False,
    )


def _written(room: Path) -> Catalog:
    if not _po(room).exists():
        return Catalog(locale=LANGUAGE)
    with _po(room).open("rb") as stream:
        return read_po(stream, locale=LANGUAGE)


def _keys(catalog: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in catalog if message.id}


def _strings(catalog: Catalog) -> dict[tuple[object, str | None], object]:
    return {(_plain(message.id), _context(message)): _plain(message.string) for message in catalog if message.id}


def _context(message: Message) -> str | None:
    # Contexts come as bytes from one reader and as text from the other, whatever Babel's types say.
    said: str | bytes | None = message.context
    return said.decode() if isinstance(said, bytes) else said


def _plain(said: object) -> object:
    # Sentences with a plural come as lists from one reader and as tuples from the other.
    return tuple(said) if isinstance(said, list) else said


def _compiled(room: Path) -> dict[tuple[object, str | None], object]:
    if not _mo(room).exists():
        return {}
    with _mo(room).open("rb") as stream:
        return _strings(read_mo(stream))


def _untranslated(room: Path, catalog: Catalog) -> list[str]:
    return [
        f"{room.name}: no Greek for {message.id!r}"
        for message in catalog
        if message.id and not all([message.string] if isinstance(message.string, str) else message.string or [""])
    ]


def _as_po(catalog: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalog, omit_header=False, width=120, sort_output=True, include_lineno=False)
    return stream.getvalue().strip() + b"\n"


def _as_mo(catalog: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def _po(room: Path) -> Path:
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def _mo(room: Path) -> Path:
    return _po(room).with_suffix(".mo")


if __name__ == "__main__":
    sys.exit(main())

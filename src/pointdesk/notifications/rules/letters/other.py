"""Letters about patches (R26) and about the support PIN (P19)."""

from pointdesk.notifications.rules.facts import Reader
from pointdesk.notifications.rules.languages import Language
from pointdesk.notifications.rules.letter import Button, Letter
from pointdesk.notifications.rules.letters._parts import letter


def patch_published(say: Language, reader: Reader, *, line: str, version: str, bug: str, url: str) -> Letter:
    """A patch is there for a product that the reader's company owns."""
    return letter(
        say, reader,
        heading=say.patch_is_there(line, version),
        paragraphs=(say.patch_explained(bug), say.patch_is_free()),
        button=Button(say.see_patches, url),
    )  # fmt: skip


def pin_locked(say: Language, reader: Reader, *, url: str) -> Letter:
    """Somebody tried the reader's support PIN too often."""
    return letter(
        say, reader, heading=say.pin_locked(), paragraphs=(say.pin_explained(),), button=Button(say.see_pin, url)
    )  # fmt: skip

"""One style sheet out of many, made when static files are collected: small files to work on, one request to serve."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_COMPONENTS = (
    "button", "link", "badge", "points", "card", "facts", "field", "choice", "switch", "table", "tabs", "empty",
    "alert", "dialog", "avatar", "message", "steps", "chart", "menu",
)  # fmt: skip

SHEETS = [
    "ui/css/tokens.css",
    "ui/css/base.css",
    *(f"ui/css/components/{name}.css" for name in _COMPONENTS),
    "ui/css/layout.css",
    "ui/css/frame.css",
]
"""The style sheets of every page, in the order of their layers."""

BUNDLE = "ui/css/pointdesk.css"


class BundlingStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise ships no types
    """Collected static files with hashed names, compressed, and the bundle among them."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Write the bundle beside its parts before all are hashed."""
        if not dry_run:
            text = "\n".join(self._text(name) for name in SHEETS)
            if self.exists(BUNDLE):
                self.delete(BUNDLE)
            self._save(BUNDLE, ContentFile(text.encode()))
            paths = {**paths, BUNDLE: (self, BUNDLE)}
        yield from super().post_process(paths, dry_run, **options)

    def _text(self, name: str) -> str:
        with self.open(name) as sheet:
            return str(sheet.read(), "utf-8")

"""What every page is drawn with."""

from typing import Any

from django.http import HttpRequest

THEME_COOKIE = "theme"
THEMES = ("light", "dark")
"""What a reader can choose; without a choice the system decides."""


def appearance(request: HttpRequest) -> dict[str, Any]:
    """The theme that the reader has chosen on this device: light, dark, or empty for what the system says."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {"theme": theme if theme in THEMES else ""}

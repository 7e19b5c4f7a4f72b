from pointdesk.notifications.rules.languages.english import English
from pointdesk.notifications.rules.languages.greek import Greek
from pointdesk.notifications.rules.languages.language import Language

LANGUAGES: dict[str, Language] = {"en": English(), "el": Greek()}
"""Every language in which notices are written. mypy sees to it that none lacks a phrase."""


def language_of(code: str) -> Language:
    """The language of that code, English where there is none (`el-GR` is Greek)."""
    return LANGUAGES.get(code.lower().partition("-")[0], LANGUAGES["en"])


__all__ = ["LANGUAGES", "Language", "language_of"]

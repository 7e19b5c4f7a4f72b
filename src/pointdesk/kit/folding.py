"""Folding text for search: once, in Python, for index and query, so that both databases find the same (Greek too)."""

import re
import unicodedata

_WORDS = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """The text without case and accents: decomposed, marks stripped, casefolded, final sigma as sigma."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain.casefold().replace("ς", "σ"))


def words(text: str) -> list[str]:
    """The folded words of a text, in their order; signs and underscores between them are left out."""
    return _WORDS.findall(folded(text))

import re
import unicodedata

LONGEST_NAME = 150

_FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean_name(name: str) -> str:
    """A file's name as people may read it and any system may save it; "file" where nothing is left.

    Folders, control characters and invisible ones (which can make ``exe.gpj`` read as ``jpg.exe``) are dropped, what
    some systems forbid becomes an underscore, and a long name loses its middle, never its ending.
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", last)
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    cleaned = " ".join(_FORBIDDEN.sub("_", seen).split()).strip(". ")
    return _shortened(cleaned) or "file"


def _shortened(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 12:
        return name[:LONGEST_NAME].rstrip()
    return stem[: LONGEST_NAME - len(ending) - 1].rstrip(". ") + dot + ending

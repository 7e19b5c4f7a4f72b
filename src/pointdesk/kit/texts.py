"""Text that people typed: bounded, storable on both databases, and otherwise left as it is."""

from pointdesk.kit.errors import InvalidInput


def whole_text(value: str, *, field: str, most: int, least: int = 1) -> str:
    """The text, with nothing but its trailing white space gone, if it has from `least` to `most` characters.

    Emoji, Greek, right-to-left marks and line ends stay as they came. Raises InvalidInput with `field` and the problem:
    ``nul`` (PostgreSQL stores no NUL), ``not_unicode`` (a lone surrogate), ``missing`` or ``too_short``, ``too_long``.
    """
    if "\x00" in value:
        raise InvalidInput(field=field, problem="nul")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidInput(field=field, problem="not_unicode") from None
    text = value.rstrip()
    # Blank is missing, but leading white space of a real text stays: it may indent a line of code.
    length = len(text) if text.strip() else 0
    if length < least:
        raise InvalidInput(field=field, problem="too_short" if length else "missing")
    if length > most:
        raise InvalidInput(field=field, problem="too_long")
    return text


def one_line(value: str, *, field: str, most: int, least: int = 1) -> str:
    """As `whole_text`, without white space at the ends, and refused with ``line_break`` where it has several lines."""
    text = whole_text(value, field=field, most=most, least=least).strip()
    if len(text.splitlines()) > 1:
        raise InvalidInput(field=field, problem="line_break")
    return text

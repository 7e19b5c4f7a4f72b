import re

from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.texts import one_line

EUROPEAN_UNION = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
SEPARATORS = re.compile(r"[\s.\-/]")
NUMBER = re.compile(r"[A-Z0-9]{4,20}")


def vat_number(value: str, *, country: str = "", field: str = "vat_id") -> str:
    """The VAT number as it is stored and compared: capitals and digits, no separators, with its prefix in the EU.

    So ``el 094.019.245``, ``GR094019245`` and ``094019245`` of a customer in Greece are one number, ``EL094019245``:
    a second purchase under another spelling is still seen as the same firm's (P12). The number is not verified.
    Raises InvalidInput (``not_a_vat_number`` among others).
    """
    text = SEPARATORS.sub("", one_line(value, field=field, most=40)).upper()
    if text.startswith("GR"):
        text = f"EL{text[2:]}"
    prefix = "EL" if country == "GR" else country
    if country in EUROPEAN_UNION and text[:1].isdigit():
        text = f"{prefix}{text}"
    if not NUMBER.fullmatch(text) or not any(sign.isdigit() for sign in text):
        raise InvalidInput(field=field, problem="not_a_vat_number")
    return text

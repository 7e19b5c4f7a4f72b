"""E-mail addresses and telephone numbers, in the one form in which they are stored and compared."""

import re

import phonenumbers

from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.texts import one_line

# One @, a domain with a dot, nothing that a header or a list of addresses would read as more than one address.
ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\]{1,64}@[^\s@,;:<>()\[\]\"\\.]+(\.[^\s@,;:<>()\[\]\"\\.]+)+")


def email_address(value: str, *, field: str = "email") -> str:
    """The address without case, as it is stored and compared. Raises InvalidInput (``not_an_address`` among others)."""
    text = one_line(value, field=field, most=254).casefold()
    # Case folding can lengthen a text (ß becomes ss).
    if len(text) > 254 or not text.isprintable() or not ADDRESS.fullmatch(text):
        raise InvalidInput(field=field, problem="not_an_address")
    return text


def telephone(value: str, *, region: str, field: str = "phone") -> str:
    """The number in E.164 (``+302109565421``); one without a country code is read as dialled in `region`.

    An extension is dropped: it is no part of E.164. Raises InvalidInput (``not_a_number`` among others).
    """
    text = one_line(value, field=field, most=60)
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        raise InvalidInput(field=field, problem="not_a_number") from None
    # "Possible", not "valid": numbering plans change more often than this library is updated.
    if not phonenumbers.is_possible_number(number):
        raise InvalidInput(field=field, problem="not_a_number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

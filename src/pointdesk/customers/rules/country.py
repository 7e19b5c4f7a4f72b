import phonenumbers

from pointdesk.kit.errors import InvalidInput

ALIASES = {"EL": "GR", "UK": "GB"}
"""Codes that shops send for a country whose ISO 3166 code is another."""


def country_code(value: str, *, field: str = "country") -> str:
    """The two letters of ISO 3166. Raises InvalidInput (``unknown``)."""
    code = value.strip().upper()
    code = ALIASES.get(code, code)
    if code not in phonenumbers.SUPPORTED_REGIONS:
        raise InvalidInput(field=field, problem="unknown")
    return code

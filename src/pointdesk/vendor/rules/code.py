import re

from pointdesk.kit.errors import InvalidInput

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def code_of(value: str, *, field: str = "code") -> str:
    """A code as addresses and files carry it: lower case letters, digits and single hyphens, at most 40 signs.

    Raises InvalidInput (``not_a_code``).
    """
    if len(value) > 40 or not CODE.fullmatch(value):
        raise InvalidInput(field=field, problem="not_a_code")
    return value

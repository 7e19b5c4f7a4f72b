"""Reading mails in tests: whole ones stand in mails/, as customers get them."""

import re
from pathlib import Path

MAILS = Path(__file__).parent / "mails"


def whole(name: str, **facts: object) -> str:
    """The expected text of a mail."""
    return (MAILS / f"{name}.txt").read_text().format(**facts)


def lines(mail, *starts: str) -> list[str]:
    """The lines of a mail's text that begin so."""
    return [line for line in mail.body.splitlines() if line.startswith(starts)]


def link_in(mail) -> str:
    """The personal link in a mail; there must be one."""
    (link,) = re.findall(r"https://help\.altermarket\.example/offers/\S+", mail.body)
    return link

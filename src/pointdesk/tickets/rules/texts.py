"""How long what people write may be."""

from pointdesk.kit.texts import one_line, whole_text

LONGEST_BODY = 100_000
"""Characters of one message: a stack trace and a log fit, a database dump belongs in a file."""

LONGEST_SUBJECT = 200


def body_of(text: str, *, least: int = 1) -> str:
    """A message's text, or "" where `least` is 0 and nothing was said. Raises InvalidInput("body", …)."""
    return whole_text(text, field="body", most=LONGEST_BODY, least=least)


def subject_of(text: str) -> str:
    """A ticket's subject: one line, so that it can be the subject of a mail. Raises InvalidInput("subject", …)."""
    return one_line(text, field="subject", most=LONGEST_SUBJECT)

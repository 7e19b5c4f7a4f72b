import pytest

from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.texts import one_line, whole_text


@pytest.mark.parametrize(
    "text",
    ["Hello", "Καλημέρα", "👩‍🔧🛒", "שלום \u200fעולם", "  indented\n\tcode", "a\r\nb", "x" * 100],
    ids=["plain", "greek", "emoji", "rtl", "indented", "crlf", "longest"],
)
def test_text_stays_as_it_came(text):
    assert whole_text(text, field="body", most=100) == text


def test_trailing_white_space_goes():
    assert whole_text("Hello \n\n", field="body", most=10) == "Hello"


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "missing"), (" \n\t ", "missing"), ("a\x00b", "nul"), ("a\ud800b", "not_unicode"), ("x" * 11, "too_long")],
)
def test_text_that_cannot_be_used_is_refused(text, problem):
    with pytest.raises(InvalidInput) as refused:
        whole_text(text, field="body", most=10)
    assert refused.value.facts() == {"field": "body", "problem": problem}


def test_text_may_be_optional_or_need_a_length():
    assert whole_text("  ", field="note", most=10, least=0) == ""
    with pytest.raises(InvalidInput) as refused:
        whole_text("ab", field="note", most=10, least=3)
    assert refused.value.problem == "too_short"


def test_one_line_has_no_second():
    assert one_line("  Checkout fails ", field="subject", most=200) == "Checkout fails"
    for text in ("a\nb", "a\r\nBcc: x", "a\u2028b"):
        with pytest.raises(InvalidInput) as refused:
            one_line(text, field="subject", most=200)
        assert refused.value.facts() == {"field": "subject", "problem": "line_break"}

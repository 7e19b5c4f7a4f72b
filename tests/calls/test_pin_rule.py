import pytest

from pointdesk.calls.rules import is_locked, is_same, new_pin, pin_of
from pointdesk.kit.errors import InvalidInput


def test_a_pin_is_six_digits_leading_zeros_and_all():
    assert all(len(pin) == 6 and pin.isdecimal() for pin in (new_pin() for _ in range(200)))
    assert len({new_pin() for _ in range(200)}) > 190


@pytest.mark.parametrize("said", ["012345", " 012 345 ", "012-345", "0 1 2 3 4 5"])
def test_a_pin_is_heard_as_it_is_said(said):
    assert pin_of(said) == "012345"


@pytest.mark.parametrize("said", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "012345\x00"])
def test_anything_else_is_no_pin(said):
    with pytest.raises(InvalidInput) as refused:
        pin_of(said)
    assert refused.value.facts() == {"field": "pin", "problem": "not_six_digits"}


def test_same_is_same():
    assert (is_same("012345", "012345"), is_same("012345", "012346")) == (True, False)


def test_locked_from_the_last_try_on():
    assert [is_locked(wrong, pin_tries=5) for wrong in (0, 4, 5, 6)] == [False, False, True, True]

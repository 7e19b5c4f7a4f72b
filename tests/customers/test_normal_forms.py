import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointdesk.customers.rules import country_code, email_address, telephone, vat_number
from pointdesk.kit.errors import InvalidInput


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Anna@Nisos.Example", "anna@nisos.example"),
        ("  anna@nisos.example ", "anna@nisos.example"),
        ("ΆΝΝΑ@νησος.gr", "άννα@νησοσ.gr"),
        ("anna+shop@mail.nisos.example", "anna+shop@mail.nisos.example"),
    ],
    ids=["case", "spaces", "greek", "plus"],
)
def test_addresses_have_one_form(written, stored):
    assert email_address(written) == stored


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("anna", "not_an_address"),
        ("anna@localhost", "not_an_address"),
        ("anna@nisos..example", "not_an_address"),
        ("anna@nisos.example, carla@other.example", "not_an_address"),
        ("Anna <anna@nisos.example>", "not_an_address"),
        ("anna@nisos.example\nBcc: all@nisos.example", "line_break"),
        ("an\u202ena@nisos.example", "not_an_address"),
        ("anna\x00@nisos.example", "nul"),
        (f"{'a' * 65}@nisos.example", "not_an_address"),
        (f"anna@{'n' * 250}.example", "too_long"),
        (f"anna@{'ß' * 130}.example", "not_an_address"),
    ],
    ids=[
        "empty", "blank", "no-at", "no-dot", "two-dots", "two", "named", "header", "invisible", "nul", "long-local",
        "long", "grows-when-folded",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(written, problem):
    with pytest.raises(InvalidInput) as refused:
        email_address(written)
    assert (refused.value.field, refused.value.problem) == ("email", problem)


@pytest.mark.parametrize(
    ("written", "region", "stored"),
    [
        ("210 9565421", "GR", "+302109565421"),
        ("+30-210-9565421", "DE", "+302109565421"),
        ("0030 210/9565421", "GR", "+302109565421"),
        ("(030) 123456", "DE", "+4930123456"),
        ("+30 210 9565421 ext. 12", "GR", "+302109565421"),
    ],
    ids=["national", "international", "slash", "other-country", "extension"],
)
def test_telephone_numbers_have_one_form(written, region, stored):
    assert telephone(written, region=region) == stored


@pytest.mark.parametrize("written", ["n/a", "12", "+", "9" * 40, "210 9565421\x00", "+999 1234567"])
def test_what_cannot_be_dialled_is_refused(written):
    with pytest.raises(InvalidInput):
        telephone(written, region="GR")


@pytest.mark.parametrize(
    ("written", "country", "stored"),
    [
        ("el 094.019.245", "", "EL094019245"),
        ("GR094019245", "", "EL094019245"),
        ("094019245", "GR", "EL094019245"),
        ("EL094019245", "GR", "EL094019245"),
        ("de-123456789", "DE", "DE123456789"),
        ("123456789", "DE", "DE123456789"),
        ("123456789", "", "123456789"),
        ("CHE-123.456.789", "CH", "CHE123456789"),
        ("912345678", "US", "912345678"),
    ],
)
def test_vat_numbers_have_one_form(written, country, stored):
    assert vat_number(written, country=country) == stored


@pytest.mark.parametrize("written", ["", "--", "none", "12", "Α123456789", "1" * 41, "EL0940\x0019245"])
def test_what_is_no_vat_number_is_refused(written):
    with pytest.raises(InvalidInput):
        vat_number(written)


@pytest.mark.parametrize(("written", "stored"), [("gr", "GR"), ("EL", "GR"), ("uk", "GB"), (" de ", "DE")])
def test_countries_are_iso_codes(written, stored):
    assert country_code(written) == stored


@pytest.mark.parametrize("written", ["", "Greece", "ZZ", "00"])
def test_unknown_countries_are_refused(written):
    with pytest.raises(InvalidInput):
        country_code(written)


@given(st.text())
def test_any_text_is_normalised_once_and_for_all_or_refused(text):
    for normalise in (
        email_address,
        vat_number,
        country_code,
        lambda written: vat_number(written, country="GR"),
        lambda written: telephone(written, region="GR"),
    ):
        try:
            once = normalise(text)
        except InvalidInput:
            continue
        assert normalise(once) == once
        assert "\x00" not in once

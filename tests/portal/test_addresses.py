"""Addresses that somebody has typed or tampered with: a page, or "not found", never a fault."""

import pytest

HUGE, ENDLESS = 10**30, "9" * 5000


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/tickets/{HUGE}/", 404), (f"/tickets/{ENDLESS}/", 404), (f"/tickets/{HUGE}/review/", 404),
        (f"/files/{HUGE}/", 404), (f"/points/{HUGE}/", 404), (f"/points/{HUGE}/statement.csv", 404),
        (f"/points/?before={HUGE}", 200), (f"/points/?before={ENDLESS}", 200), ("/points/?before=0", 200),
        ("/points/?before=%00", 200), (f"/tickets/new/?follows={HUGE}", 200), (f"/tickets/new/?follows={ENDLESS}", 200),
        ("/tickets/new/?line=%00", 404), ("/tickets/?show=%00", 200), ("/support/%00/", 404), ("/offers/%00/", 404),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_an_address_is_a_page_or_not_found(at_nisos, address, status):
    assert at_nisos.get(address).status_code == status


@pytest.mark.parametrize("act", ["reply", "answer", "reopen", "review"])
def test_an_act_on_no_ticket_is_not_found(at_nisos, act):
    assert at_nisos.post(f"/tickets/{HUGE}/{act}/", {"key": "k1"}).status_code == 404


def test_a_patch_of_no_number_is_not_found(at_nisos):
    assert at_nisos.post(f"/patches/{HUGE}/").status_code == 404

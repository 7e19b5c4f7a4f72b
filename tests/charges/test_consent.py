"""P17 and ruling 17: one number per ticket."""

import pytest

from pointdesk.charges.rules import after_accepting, in_split_ticket, must_ask

GO_AHEAD, PRICE_FIRST = None, 0


@pytest.mark.parametrize(
    ("new", "price", "agreed_up_to", "quoted", "asks"),
    [
        (1000, None, GO_AHEAD, False, False),
        (40, None, 40, False, False),
        (41, None, 40, False, True),
        (40, 25, 40, False, False),
        (80, 40, 40, False, True),
        (1, None, PRICE_FIRST, False, True),
        (0, None, PRICE_FIRST, False, False),
        (25, 80, PRICE_FIRST, False, False),
        (80, 80, PRICE_FIRST, False, False),
        (0, 80, 80, False, False),
        (180, 50, GO_AHEAD, True, True),
        (180, None, 500, True, True),
        (40, 50, GO_AHEAD, True, False),
        (50, 50, GO_AHEAD, True, False),
    ],
    ids=[
        "go ahead has no limit", "the cap itself", "above the cap", "up to the cap", "above it later", "price first",
        "free is never asked", "lower is never asked", "the same is never asked", "down to nothing",
        "a quote asks even where we may go ahead", "a quote asks below the cap", "a lower quote applies at once",
        "an equal quote too",
    ],
)  # fmt: skip
def test_what_is_a_question(new, price, agreed_up_to, quoted, asks):
    assert must_ask(new, price=price, agreed_up_to=agreed_up_to, quoted=quoted) is asks


@pytest.mark.parametrize(
    ("offered", "agreed_up_to", "after"), [(80, 40, 80), (80, 0, 80), (20, 40, 40), (80, None, None)]
)
def test_accepting_raises_the_number_and_never_lowers_it(offered, agreed_up_to, after):
    assert after_accepting(offered, agreed_up_to) == after


@pytest.mark.parametrize(("agreed_up_to", "after"), [(None, None), (40, 0), (0, 0)])
def test_consent_to_one_issue_is_none_to_another(agreed_up_to, after):
    assert in_split_ticket(agreed_up_to) == after

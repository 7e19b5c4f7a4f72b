"""P4: items × quantity × the highest multiplier that holds."""

import pytest

from pointdesk.charges.rules import (
    MOST_ITEMS,
    MOST_QUANTITY,
    Delivery,
    Line,
    multiplier,
    price_of,
    wanted_items,
)
from pointdesk.kit.errors import InvalidInput, InvalidPoints

LEVEL_2 = Line("level-2", 1, 25)
MODULES = Line("module-installation", 3, 60)
INSTALLATION = Line("installation", 1, 150, never_doubles=True)


@pytest.mark.parametrize(
    ("delivery", "urgent", "by_phone", "when_urgent", "expected"),
    [
        ("online", False, 2, 2, 1),
        ("phone", False, 2, 2, 2),
        ("online", True, 2, 2, 2),
        ("phone", True, 2, 2, 2),
        ("phone", True, 2, 3, 3),
        ("phone", True, 4, 3, 4),
        ("online", True, 4, 3, 3),
        ("phone", False, 1, 5, 1),
    ],
)
def test_the_highest_multiplier_holds_and_they_are_never_multiplied(delivery, urgent, by_phone, when_urgent, expected):
    factor = multiplier(delivery=Delivery(delivery), urgent=urgent, by_phone=by_phone, when_urgent=when_urgent)
    assert factor == expected


@pytest.mark.parametrize(
    ("lines", "factor", "price"),
    [
        ((LEVEL_2,), 1, 25),
        ((LEVEL_2,), 2, 50),
        ((MODULES,), 1, 180),
        ((MODULES,), 2, 360),
        ((INSTALLATION,), 2, 150),
        ((INSTALLATION, LEVEL_2), 2, 200),
        ((Line("level-0", 1, 0),), 2, 0),
        ((), 2, 0),
    ],
    ids=["one", "phone", "quantity", "quantity by phone", "never doubles", "mixed", "free", "nothing"],
)
def test_the_price_is_the_sum(lines, factor, price):
    assert price_of(lines, factor) == price


def test_a_price_has_a_bound():
    with pytest.raises(InvalidPoints):
        price_of([Line("level-4", MOST_QUANTITY, 80)] * 13, 1)


def test_items_named_twice_are_counted_together_in_the_order_first_named():
    assert wanted_items([("level-2", 1), ("level-1", 2), ("level-2", 3)]) == (("level-2", 4), ("level-1", 2))


@pytest.mark.parametrize(
    ("items", "field", "problem"),
    [
        ([], "items", "missing"),
        ([("level-1", 0)], "quantity", "out_of_range"),
        ([("level-1", -1)], "quantity", "out_of_range"),
        ([("level-1", MOST_QUANTITY + 1)], "quantity", "out_of_range"),
        ([("level-1", MOST_QUANTITY), ("level-1", 1)], "quantity", "out_of_range"),
        ([("level-1", 2), ("level-1", -1)], "quantity", "out_of_range"),
        ([("level-1", 1.0)], "quantity", "not_whole"),
        ([("level-1", "2")], "quantity", "not_whole"),
        ([("level-1", True)], "quantity", "not_whole"),
        ([(f"item-{n}", 1) for n in range(MOST_ITEMS + 1)], "items", "too_many"),
    ],
)
def test_items_that_cannot_be_priced(items, field, problem):
    with pytest.raises(InvalidInput) as refused:
        wanted_items(items)
    assert refused.value.facts() == {"field": field, "problem": problem}


def test_a_delivery_by_another_name():
    with pytest.raises(InvalidInput):
        Delivery.named("pigeon")

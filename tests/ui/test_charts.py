from datetime import date
from itertools import pairwise

import pytest

from pointdesk.ui.charts import NARROW, WIDE, draw_balance, draw_bars

PAST = [(date(2026, 1, 1), 200), (date(2026, 3, 1), 50), (date(2026, 7, 1), 120)]
EXPIRING = [(date(2027, 3, 3), 60), (date(2027, 6, 12), 60)]
TODAY = date(2027, 1, 1)


def test_the_line_steps_where_the_balance_changed_and_ends_today():
    drawing = draw_balance(PAST, [], TODAY, WIDE, date(2026, 1, 1))
    # 365 days of past and 60 of future on 650 units: 59 days are 90.2, 181 are 276.8; 200 is the top, 0 the floor.
    assert drawing.line == "M40.0 24.0H130.2V175.5H316.8V104.8H598.2"
    assert drawing.area == "M40.0 226L40.0 24.0H130.2V175.5H316.8V104.8H598.2V226Z"
    assert (drawing.today, drawing.now) == (598.2, 104.8)
    assert drawing.future == "M598.2 104.8H690.0"


def test_points_fall_on_the_days_on_which_they_expire():
    drawing = draw_balance(PAST, EXPIRING, TODAY, WIDE, date(2026, 1, 1))
    assert [(c.day, c.lost, c.y1, c.y2) for c in drawing.cliffs] == [
        (date(2027, 3, 3), 60, 104.8, 165.4),
        (date(2027, 6, 12), 60, 165.4, 226),
    ]
    assert drawing.future.count("M") == 3


def test_labels_that_would_cover_each_other_are_left_out():
    close = [(date(2027, 3, 3), 10), (date(2027, 3, 5), 10), (date(2027, 12, 1), 10)]
    drawing = draw_balance(PAST, close, TODAY, NARROW, date(2026, 7, 1))
    assert [c.labelled for c in drawing.cliffs] == [True, False, True]


def test_every_step_is_labelled_where_its_label_covers_no_other():
    deep = [(date(2027, 3, 3), 60), (date(2027, 3, 5), 60)]
    assert [c.labelled for c in draw_balance(PAST, deep, TODAY, WIDE, date(2026, 1, 1)).cliffs] == [True, True]


def test_a_label_at_the_edge_stands_left_of_its_cliff():
    drawing = draw_balance(PAST, EXPIRING, TODAY, NARROW, date(2026, 7, 1))
    assert [(c.anchor, c.shift) for c in drawing.cliffs] == [("start", 8), ("end", -8)]


def test_a_later_start_begins_with_the_balance_of_before():
    drawing = draw_balance(PAST, [], TODAY, NARROW, date(2026, 4, 1))
    assert drawing.line.startswith("M40.0 ")
    assert [line.value for line in drawing.grid] == [0, 50, 100]


@pytest.mark.parametrize(
    ("most", "levels"),
    [(0, [0, 1]), (1, [0, 1]), (7, [0, 2, 4, 6]), (220, [0, 100, 200]), (1_000_000, [0, 500_000, 1_000_000])],
)
def test_levels_are_round_and_few(most, levels):
    drawing = draw_balance([(date(2026, 1, 1), most)], [], TODAY, WIDE, date(2026, 1, 1))
    assert [line.value for line in drawing.grid] == levels


@pytest.mark.parametrize("first", [date(2027, 1, 1), date(2026, 6, 1), date(2020, 1, 1), date(1990, 1, 1)])
def test_months_are_as_many_as_can_be_read(first):
    ticks = draw_balance([(first, 1)], [], TODAY, WIDE, first).ticks
    gaps = [later.x - earlier.x for earlier, later in pairwise(ticks)]
    assert 1 <= len(ticks) <= 10
    assert all(gap > 55 for gap in gaps)
    assert all(tick.day.day == 1 and tick.day >= first for tick in ticks)


def test_bars_share_one_scale_and_none_that_counts_is_invisible():
    drawing = draw_bars([("A", 1700), ("B", 850), ("C", 1), ("D", 0)])
    assert [(bar.label, bar.y, bar.length) for bar in drawing.bars] == [
        ("A", 6, 170), ("B", 33, 85), ("C", 60, 2), ("D", 87, 0),
    ]  # fmt: skip
    assert (drawing.height, draw_bars([]).bars) == (114, ())

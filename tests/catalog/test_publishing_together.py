"""Two managers at the same moment: real connections and real commits."""

from datetime import date

from tests.factories.cast import EMIL
from tests.factories.catalog import make_price_list
from tests.factories.together import together

from pointdesk.catalog import queries
from pointdesk.catalog.actions import change_prices
from pointdesk.catalog.models import PriceList

TODAY, JUNE = date(2026, 5, 5), date(2026, 6, 1)


def change(line_id, points, now, day=TODAY):
    return lambda: (
        change_prices(line_id=line_id, in_force_from=day, points={"level-1": points}, by=EMIL, now=now).version
    )


def test_versions_are_numbered_one_after_the_other(committed_db, now):
    line = make_price_list(now=now).line_id
    seen = together(*(change(line, points, now) for points in (11, 12, 13, 14)))
    assert sorted(seen) == [2, 3, 4, 5]
    assert queries.price_list_on(line, TODAY).version == 5


def test_the_same_change_twice_makes_one_version(committed_db, now):
    line = make_price_list(now=now).line_id
    assert together(*[change(line, 11, now)] * 3) == [2, 2, 2]
    assert PriceList.objects.count() == 2


def test_two_changes_of_different_items_both_hold(committed_db, now):
    line = make_price_list(now=now).line_id
    acts = [
        lambda item=item: change_prices(line_id=line, in_force_from=TODAY, points={item: 99}, by=EMIL, now=now).version
        for item in ("level-1", "level-2", "level-3")
    ]
    assert sorted(together(*acts)) == [2, 3, 4]
    items = queries.price_list_on(line, TODAY)
    assert [items.item(code).points for code in ("level-1", "level-2", "level-3")] == [99, 99, 99]


def test_a_version_for_today_and_one_for_june_do_not_cross(committed_db, now):
    line = make_price_list(now=now).line_id
    seen = together(change(line, 11, now), change(line, 12, now, JUNE))
    # Either today's came first, or June's stands and today's was refused; June's prices hold in June either way.
    assert seen in ([2, 3], ["LaterVersionPlanned", 2])
    assert queries.price_list_on(line, JUNE).item("level-1").points == 12

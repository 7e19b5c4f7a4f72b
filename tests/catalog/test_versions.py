"""What a new version changes, told before it is published; withdrawing one; packs that are dearer."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.cast import DORA, EMIL
from tests.factories.catalog import make_price_list, make_product_line, scheme_content

from pointdesk.audit.models import Record
from pointdesk.catalog import queries
from pointdesk.catalog.actions import change_prices, publish_price_list, withdraw_price_list
from pointdesk.catalog.errors import AlreadyInForce, DateInThePast, LaterVersionPlanned, PackPointsFixed
from pointdesk.catalog.models import PriceList, Withdrawal
from pointdesk.catalog.rules import Change, Group, Item, Pack, Text, compare, dearer_packs, price_per_point
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound

TODAY, JUNE, JULY = date(2026, 5, 5), date(2026, 6, 1), date(2026, 7, 1)
CONTENT = scheme_content()


def changed_content():
    items = {item.code: item for item in CONTENT.items}
    items["level-1"] = replace(items["level-1"], points=12)
    items["level-4"] = replace(items["level-4"], points=None)
    items["other"] = replace(items["other"], names={"en": "Anything else"})
    del items["small-mod"]
    items["audit"] = Item("audit", "issues", 90, names={"en": "Audit"}, descriptions={"en": "Audit"})
    return replace(
        CONTENT,
        items=tuple(items.values()),
        packs=(replace(CONTENT.packs[0], net_cents=5500), *CONTENT.packs[2:]),
        texts=(Text("title", {"en": "Support"}),),
        phone_multiplier=3,
    )


CHANGES = (
    Change("multipliers", "phone_multiplier", "changed", "", 2, 3),
    Change("items", "level-1", "changed", "points", 10, 12),
    Change("items", "level-4", "changed", "points", 80, None),
    Change("items", "other", "changed", "names", {"en": "other"}, {"en": "Anything else"}),
    Change("items", "audit", "added", new=changed_content().items[-1]),
    Change("items", "small-mod", "retired", old=CONTENT.items[6]),
    Change("packs", "points-60", "changed", "net_cents", 5000, 5500),
    Change("packs", "points-120", "retired", old=CONTENT.packs[1]),
    Change("texts", "title", "added", new=Text("title", {"en": "Support"})),
)


def test_changes_are_told_thing_by_thing():
    assert compare(CONTENT, changed_content()) == CHANGES
    assert compare(CONTENT, CONTENT) == ()


def test_another_order_is_a_change():
    items = (CONTENT.items[1], CONTENT.items[0], *CONTENT.items[2:])
    (change,) = compare(CONTENT, replace(CONTENT, items=items))
    assert (change.kind, change.old[:2], change.new[:2]) == ("moved", ("level-0", "level-1"), ("level-1", "level-0"))


names = st.dictionaries(st.sampled_from(["en", "el"]), st.text(max_size=3), max_size=2)
codes = st.sampled_from(["a", "b", "c", "d"])
contents = st.builds(
    replace,
    st.just(CONTENT),
    groups=st.lists(st.builds(Group, codes, names), unique_by=lambda g: g.code).map(tuple),
    items=st.lists(
        st.builds(Item, codes, codes, st.none() | st.integers(0, 3), st.booleans()), unique_by=lambda i: i.code
    ).map(tuple),
    packs=st.lists(st.builds(Pack, codes, st.integers(1, 3), st.integers(1, 3)), unique_by=lambda p: p.code).map(tuple),
    texts=st.lists(st.builds(Text, codes, names), unique_by=lambda t: t.key).map(tuple),
    phone_multiplier=st.integers(1, 3),
)


@given(contents, contents)
def test_two_contents_are_equal_exactly_when_nothing_changes(one, other):
    assert (compare(one, other) == ()) is (one == other)


@given(st.lists(st.builds(Pack, codes, st.integers(1, 400), st.integers(1, 40_000)), unique_by=lambda p: p.code))
def test_a_pack_is_dearer_where_its_point_costs_more_than_in_a_smaller_one(packs):
    dearer = {warning.larger.code for warning in dearer_packs(packs)}
    for pack in packs:
        smaller = [p for p in packs if p.points < pack.points]
        assert (pack.code in dearer) is any(p.net_cents / p.points < pack.net_cents / pack.points for p in smaller)


def test_packs_in_two_currencies_are_not_compared():
    assert dearer_packs([Pack("a", 60, 5000), Pack("b", 120, 99999, "USD")]) == ()
    assert str(price_per_point(Pack("a", 400, 1))) == "0.000"


@pytest.fixture
def line(db, now):
    return make_price_list(now=now).line_id


def rows():
    return PriceList.objects.count(), Withdrawal.objects.count(), Record.objects.count()


def test_a_preview_tells_what_publishing_does_and_writes_nothing(line, now):
    before = rows()
    preview = queries.preview_price_list(line_id=line, in_force_from=JUNE, content=changed_content(), today=TODAY)
    assert (preview.version, preview.in_force_from, preview.replaces, preview.changes) == (2, JUNE, 1, CHANGES)
    assert [w.larger.code for w in preview.dearer_packs] == []
    assert rows() == before
    published = publish_price_list(line_id=line, in_force_from=JUNE, content=changed_content(), by=EMIL, now=now)
    assert (published.version, published.in_force_from, published.content) == (2, JUNE, changed_content())
    assert queries.scheme_on(line, date(2026, 5, 31)).version == 1
    assert queries.scheme_on(line, JUNE) == published


def test_a_preview_warns_of_dearer_packs_and_knows_when_nothing_would_change(line):
    preview = queries.preview_price_list(line_id=line, in_force_from=JUNE, content=CONTENT, today=TODAY)
    assert (preview.changes, [w.larger.code for w in preview.dearer_packs]) == ((), ["points-300"])


def test_a_preview_refuses_what_publishing_would(line, now):
    changed = changed_content()

    def preview(content=changed, day=TODAY):
        return queries.preview_price_list(line_id=line, in_force_from=day, content=content, today=TODAY)

    with pytest.raises(DateInThePast):
        preview(day=date(2026, 5, 4))
    with pytest.raises(InvalidInput):
        preview(replace(changed, items=()))
    with pytest.raises(PackPointsFixed):
        preview(replace(changed, packs=(replace(CONTENT.packs[0], points=61),)))
    change_prices(line_id=line, in_force_from=JULY, points={"level-1": 11}, by=EMIL, now=now)
    with pytest.raises(LaterVersionPlanned):
        preview(day=JUNE)


def test_the_preview_of_a_first_version_replaces_nothing(db):
    preview = queries.preview_price_list(
        line_id=make_product_line().pk, in_force_from=TODAY, content=CONTENT, today=TODAY
    )
    assert (preview.version, preview.replaces, {c.kind for c in preview.changes}) == (1, None, {"added"})


def test_a_preview_takes_a_fixed_number_of_queries(line, django_assert_num_queries):
    with django_assert_num_queries(9):
        queries.preview_price_list(line_id=line, in_force_from=JUNE, content=changed_content(), today=TODAY)


def test_a_planned_version_can_be_withdrawn_and_makes_room(line, now):
    planned = change_prices(line_id=line, in_force_from=JULY, points={"level-1": 11}, by=EMIL, now=now)
    for _ in range(2):
        withdraw_price_list(price_list_id=planned.id, by=EMIL, now=now)
    assert queries.price_list_on(line, JULY).version == 1
    assert Record.objects.filter(verb="withdraw_price_list").count() == 1
    again = change_prices(line_id=line, in_force_from=JUNE, points={"level-1": 12}, by=EMIL, now=now)
    assert (again.version, queries.price_list_on(line, JULY).item("level-1").points) == (3, 12)
    assert queries.price_list(planned.id).item("level-1").points == 11


def test_a_version_whose_day_has_come_stays(line, now):
    planned = change_prices(line_id=line, in_force_from=JUNE, points={"level-1": 11}, by=EMIL, now=now)
    before = rows()
    # 1 June has begun in Athens, not yet in UTC.
    with pytest.raises(AlreadyInForce) as refused:
        withdraw_price_list(price_list_id=planned.id, by=EMIL, now=datetime(2026, 5, 31, 21, 0, tzinfo=UTC))
    assert (refused.value.version, refused.value.in_force_from) == (2, JUNE)
    with pytest.raises(NotAllowed):
        withdraw_price_list(price_list_id=planned.id, by=DORA, now=now)
    with pytest.raises(NotFound):
        withdraw_price_list(price_list_id=planned.id + 1, by=SYSTEM, now=now)
    assert rows() == before

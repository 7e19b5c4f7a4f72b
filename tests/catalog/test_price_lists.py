from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.factories.catalog import POINTS, make_price_list, make_product_line, scheme_content

from pointdesk.audit.models import Record
from pointdesk.catalog import queries
from pointdesk.catalog.actions import change_prices, publish_price_list
from pointdesk.catalog.errors import (
    DateInThePast,
    LaterVersionPlanned,
    NoPriceList,
    PackPointsFixed,
    UnknownItem,
)
from pointdesk.catalog.models import Pack, PackPrice, PriceItem, PriceList
from pointdesk.kit.actors import Actor, ActorKind, Role
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound

pytestmark = pytest.mark.django_db

TODAY, TOMORROW = date(2026, 5, 5), date(2026, 5, 6)
EMIL = Actor(ActorKind.STAFF, "emil", "Emil", roles=frozenset({Role.MANAGER}))
DORA = Actor(ActorKind.STAFF, "dora", "Dora", roles=frozenset({Role.AGENT}))


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (PriceList, PriceItem, Pack, PackPrice, Record))


def publish(line, now, **changes):
    facts = {"line_id": line.id, "in_force_from": TODAY, "content": scheme_content(), "by": EMIL, "now": now}
    return publish_price_list(**{**facts, **changes})


def test_a_price_list_gives_the_points_of_its_items(now):
    view = queries.price_list_on(make_price_list(now=now).line_id, TODAY)
    assert {item.code: item.points for item in view.items} == POINTS
    assert (view.version, view.in_force_from, view.phone_multiplier) == (1, date(2026, 1, 1), 2)
    with pytest.raises(UnknownItem) as refused:
        view.item("level-9")
    assert refused.value.item == "level-9"


def test_the_scheme_comes_back_as_it_was_published(now):
    published = make_price_list(now=now)
    assert queries.scheme_on(published.line_id, TODAY) == published
    assert published.content == scheme_content()


def test_reading_a_price_list_takes_a_fixed_number_of_queries(now, django_assert_num_queries):
    published = make_price_list(now=now)
    with django_assert_num_queries(1):
        queries.price_list(published.id)
    with django_assert_num_queries(2):
        queries.price_list_on(published.line_id, TODAY)
    with django_assert_num_queries(6):
        queries.scheme_on(published.line_id, TODAY)


def test_a_new_version_takes_effect_on_its_day_and_leaves_the_old_one_as_it_was(now):
    first = make_price_list(now=now)
    second = change_prices(
        line_id=first.line_id, in_force_from=TOMORROW, points={"level-1": 12, "level-4": None}, by=EMIL, now=now
    )
    assert second.version == 2
    assert queries.price_list_on(first.line_id, TODAY).item("level-1").points == 10
    later = queries.price_list_on(first.line_id, TOMORROW)
    assert {i.code: i.points for i in later.items} == {**POINTS, "level-1": 12, "level-4": None}
    assert queries.price_list(first.id).item("level-1").points == 10


def test_of_two_versions_of_one_day_the_later_holds(now):
    first = make_price_list(now=now)
    for points in (11, 12):
        change_prices(line_id=first.line_id, in_force_from=TODAY, points={"level-1": points}, by=EMIL, now=now)
    view = queries.price_list_on(first.line_id, TODAY)
    assert (view.version, view.item("level-1").points) == (3, 12)


def test_publishing_what_is_in_force_already_writes_nothing(now):
    first = make_price_list(now=now)
    before = rows()
    again = publish_price_list(
        line_id=first.line_id, in_force_from=date(2026, 1, 1), content=scheme_content(), by=EMIL, now=now
    )
    assert (again, rows()) == (first, before)


def test_the_day_is_the_vendors_day(now):
    line = make_product_line()
    make_price_list(now=now, line=line)
    late = datetime(2026, 5, 5, 21, 30, tzinfo=UTC)  # already 6 May in Athens
    with pytest.raises(DateInThePast) as refused:
        change_prices(line_id=line.id, in_force_from=TODAY, points={"level-1": 9}, by=EMIL, now=late)
    assert (refused.value.day, refused.value.today) == (TODAY, TOMORROW)


def test_only_the_first_version_may_begin_in_the_past(now):
    first = make_price_list(now=now, since=date(2020, 1, 1))
    before = rows()
    with pytest.raises(DateInThePast):
        change_prices(
            line_id=first.line_id, in_force_from=TODAY - timedelta(days=1), points={"level-1": 9}, by=EMIL, now=now
        )
    assert rows() == before


def test_no_version_slips_in_before_a_planned_one(now):
    first = make_price_list(now=now)
    change_prices(line_id=first.line_id, in_force_from=date(2026, 7, 1), points={"level-1": 12}, by=EMIL, now=now)
    before = rows()
    with pytest.raises(LaterVersionPlanned) as refused:
        change_prices(line_id=first.line_id, in_force_from=TOMORROW, points={"level-1": 9}, by=EMIL, now=now)
    assert (refused.value.version, refused.value.in_force_from, rows()) == (2, date(2026, 7, 1), before)


def test_packs_keep_their_points_for_ever(now):
    first = make_price_list(now=now)
    before = rows()
    content = scheme_content()
    changed = replace(content, packs=(replace(content.packs[0], points=70), *content.packs[1:]))
    with pytest.raises(PackPointsFixed) as refused:
        publish_price_list(line_id=first.line_id, in_force_from=TODAY, content=changed, by=EMIL, now=now)
    assert (refused.value.pack, refused.value.points, rows()) == ("points-60", 60, before)


def test_a_pack_no_longer_on_sale_is_still_known(now):
    first = make_price_list(now=now)
    content = replace(scheme_content(), packs=())
    publish_price_list(line_id=first.line_id, in_force_from=TODAY, content=content, by=EMIL, now=now)
    assert queries.scheme_on(first.line_id, TODAY).content.packs == ()
    assert queries.pack(first.line_id, "points-120").points == 120


def test_an_unknown_item_cannot_get_a_price(now):
    first = make_price_list(now=now)
    before = rows()
    with pytest.raises(UnknownItem):
        change_prices(line_id=first.line_id, in_force_from=TODAY, points={"level-9": 1}, by=EMIL, now=now)
    assert rows() == before


@pytest.mark.parametrize("points", [-1, 2.5, "10", True, 10**9], ids=["negative", "fraction", "text", "bool", "huge"])
def test_points_are_whole_numbers_within_bounds(now, points):
    first = make_price_list(now=now)
    before = rows()
    with pytest.raises(InvalidPoints):
        change_prices(line_id=first.line_id, in_force_from=TODAY, points={"level-1": points}, by=EMIL, now=now)
    assert rows() == before


def test_agents_do_not_set_prices(now):
    line = make_product_line()
    with pytest.raises(NotAllowed) as refused:
        publish(line, now, by=DORA)
    assert (refused.value.verb, rows()) == ("publish_price_list", (0, 0, 0, 0, 0))
    with pytest.raises(NotAllowed):
        change_prices(line_id=line.id, in_force_from=TODAY, points={}, by=DORA, now=now)


def test_a_line_must_exist(now):
    with pytest.raises(NotFound):
        publish_price_list(line_id=77, in_force_from=TODAY, content=scheme_content(), by=EMIL, now=now)


def test_a_content_that_cannot_be_sold_is_refused_with_its_place(now):
    content = scheme_content()
    line = make_product_line()
    with pytest.raises(InvalidInput) as refused:
        publish(line, now, content=replace(content, items=(*content.items, content.items[3])))
    assert (refused.value.field, refused.value.problem) == ("items.12.code", "duplicate_code")
    assert rows() == (0, 0, 0, 0, 0)


def test_before_the_first_version_there_is_no_price_list(now):
    first = make_price_list(now=now)
    with pytest.raises(NoPriceList):
        queries.price_list_on(first.line_id, date(2025, 12, 31))
    with pytest.raises(NotFound):
        queries.price_list(first.id + 1)
    with pytest.raises(NotFound):
        queries.scheme(first.id + 1)
    with pytest.raises(NotFound):
        queries.pack(first.line_id, "points-1000")


@pytest.mark.parametrize("statement", ["update", "delete"])
def test_the_database_refuses_to_touch_a_published_row(now, statement):
    make_price_list(now=now)
    for model in (PriceList, PriceItem, Pack, PackPrice):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(id=1) if statement == "update" else model.objects.all()._raw_delete("default")

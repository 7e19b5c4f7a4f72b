"""R42: reminders before points expire, and the word afterwards."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.factories.customers import make_customer
from tests.factories.ledger import make_lot, make_wallet
from tests.factories.tickets import make_person
from tests.factories.vendor import set_policies
from tests.notifications.reading import lines

from pointdesk.ledger.actions import expire
from pointdesk.ledger.queries import died, dying
from pointdesk.notifications.actions import tell_endings
from pointdesk.notifications.models import Notice
from pointdesk.notifications.rules import due_reminder

ATHENS = ZoneInfo("Europe/Athens")
DAYS = (60, 30, 7, 1)
LAST = date(2026, 7, 31)


def morning(day: date) -> datetime:
    return datetime.combine(day, time(8), tzinfo=ATHENS).astimezone(UTC)


@pytest.mark.parametrize(
    ("days_left", "due"),
    [(61, None), (60, 60), (59, 60), (31, 60), (30, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None)],
)
def test_which_reminder_is_due(days_left, due):
    today = LAST - timedelta(days=days_left)
    assert due_reminder(LAST, born_on=date(2025, 7, 31), today=today, days_before=DAYS) == due


@pytest.mark.parametrize(("lives", "due"), [(30, None), (31, 30), (60, None), (61, 60)])
def test_points_are_not_reminded_of_days_before_they_came(lives, due):
    born = LAST - timedelta(days=lives)
    seen = [due_reminder(LAST, born_on=born, today=born + timedelta(days=n), days_before=DAYS) for n in (0, 1)]
    assert seen == [None, due]


def test_a_vendor_may_remind_of_nothing():
    assert due_reminder(LAST, born_on=date(2025, 7, 31), today=LAST, days_before=()) is None


@pytest.fixture
def wallet(desk, post, now):
    """Two lots that end on 31 July 2026 (one of them partly spent), one that ends later; Anna is the owner."""
    desk.lot(20, LAST)
    desk.lot(60, LAST)
    desk.priced("level-1")
    post(now)
    return desk.wallet


def told(post, day: date) -> list[str]:
    tell_endings(morning(day))
    return [mail.body.splitlines()[0] for mail in post(morning(day))]


def test_each_reminder_comes_once_and_all_lots_of_a_day_in_one_mail(wallet, post):
    all_days = [date(2026, 5, 20) + timedelta(days=n) for n in range(75)]
    told_on = {day: told(post, day) for day in all_days}
    reminder = ["70 points can be used through 31 July 2026"]
    assert {day: what for day, what in told_on.items() if what} == {
        date(2026, 6, 1): reminder, date(2026, 7, 1): reminder, date(2026, 7, 24): reminder,
        date(2026, 7, 30): reminder, date(2026, 8, 1): ["70 points have expired"],
    }  # fmt: skip


def test_what_a_reminder_says(wallet, post):
    tell_endings(morning(date(2026, 7, 1)))

    (mail,) = post(morning(date(2026, 7, 1)))

    assert (mail.to, mail.subject) == (["anna@nisos.example"], "70 points can be used through 31 July 2026")
    assert mail.body.splitlines()[4:] == [
        "30 days are left to use 70 points of yours. Unused, they expire after that day.", "",
        "You need to do nothing about which points are used: those that expire first are always used first.", "",
        "70 points", "",
        "Can be used through: 31 July 2026",
        "Available now: 170 points (x-cart)", "",
        "See your points:", "https://help.altermarket.example/points/", "",
        "-- ", "AlterMarket · +30 210 956 5421",
    ]  # fmt: skip


def test_twice_on_a_day_tells_once(wallet, post):
    assert (tell_endings(morning(date(2026, 6, 1))), tell_endings(morning(date(2026, 6, 1)))) == (1, 0)


def test_a_missed_reminder_is_made_up_for_with_the_true_days(wallet, post):
    tell_endings(morning(date(2026, 7, 27)))

    (mail,) = post(morning(date(2026, 7, 27)))

    assert lines(mail, "4 days") == ["4 days are left to use 70 points of yours. Unused, they expire after that day."]
    assert told(post, date(2026, 7, 28)) == []


def test_what_was_spent_is_not_reminded_of(desk, post, wallet, now):
    desk.priced("level-4", "level-4")
    post(now)
    assert told(post, date(2026, 7, 1)) == []


def test_that_points_expired_is_told_whether_booked_or_not(wallet, post):
    assert expire(morning(date(2026, 8, 1))) == 2
    assert told(post, date(2026, 8, 1)) == ["70 points have expired"]


def test_that_points_expired_is_told_a_week_late_at_most(wallet, post):
    assert told(post, date(2026, 8, 8)) == []
    assert told(post, date(2026, 8, 7)) == ["70 points have expired"]


def test_today_is_a_day_of_the_vendors_zone(wallet, post):
    eve = datetime(2026, 6, 1, 20, 30, tzinfo=UTC) - timedelta(days=1)  # 23:30 on 31 May in Athens
    assert tell_endings(eve) == 0
    assert tell_endings(eve + timedelta(minutes=30)) == 1


def test_the_vendor_sets_the_days(wallet, post):
    set_policies(reminder_days=[14])
    days = [date(2026, 5, 20) + timedelta(days=n) for n in range(72)]
    assert [day for day in days if told(post, day)] == [date(2026, 7, 17)]


def test_each_wallet_is_told_to_its_own_owners(wallet, desk, post, now):
    other = make_customer("Thalassa", now=now)
    make_person(other, "Carla", now=now, is_owner=True, language="el")
    make_lot(make_wallet(now=now, customer=other, line=desk.line), 1, LAST, now=now)
    post(now)
    tell_endings(morning(date(2026, 7, 30)))

    assert sorted((m.to[0], m.subject) for m in post(morning(date(2026, 7, 30)))) == [
        ("anna@nisos.example", "70 points can be used through 31 July 2026"),
        ("carla@nisos.example", "1 πόντος ισχύει έως και τις 31 Ιουλίου 2026"),
    ]


def test_a_wallet_without_owners_is_done_with(db, now):
    make_lot(make_wallet(now=now), 5, LAST, now=now)
    assert tell_endings(morning(date(2026, 7, 30))) == 0
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("customers", [1, 3])
def test_what_ends_is_one_query_for_all_wallets(db, now, customers, django_assert_num_queries):
    for n in range(customers):
        make_lot(make_wallet(now=now, customer=make_customer(f"C{n}", now=now)), 5 + n, LAST, now=now)
    at = morning(date(2026, 7, 1))
    with django_assert_num_queries(1):
        assert [e.points for e in dying(at, at + timedelta(days=60))] == [5 + n for n in range(customers)]
    after = morning(date(2026, 8, 1))
    with django_assert_num_queries(1):
        assert [e.points for e in died(at, after)] == [5 + n for n in range(customers)]
    assert (dying(at, at), died(after, after)) == ([], [])

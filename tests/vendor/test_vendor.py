import pytest
from tests.factories.cast import DORA, EMIL, anna

from pointdesk.audit.models import Record
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound
from pointdesk.vendor import queries
from pointdesk.vendor.actions import (
    change_policies,
    change_product_line,
    change_vendor,
    create_product,
    create_product_line,
    fix_shared_wallet,
)
from pointdesk.vendor.errors import CodeTaken, SharedWalletFixed
from pointdesk.vendor.models import Product, ProductLine, Vendor
from pointdesk.vendor.rules import BOUNDS

pytestmark = pytest.mark.django_db


def state():
    return [
        list(model.objects.order_by("id").values()) for model in (Vendor, ProductLine, Product)
    ], Record.objects.count()


def test_a_vendor_that_was_never_set_up_has_the_policies_of_the_scheme(django_assert_num_queries):
    with django_assert_num_queries(1):
        policies = queries.policies()
    assert (policies.zone.key, policies.currency, policies.country) == ("Europe/Athens", "EUR", "GR")
    assert (policies.shared_wallet, policies.validity_years, policies.return_life_days) == (False, 1, 30)
    assert (policies.review_days, policies.auto_close_days, policies.reopen_days) == (None, 3, 14)
    assert (policies.urgent_offered, policies.pin_tries, policies.reminder_days) == (False, 5, (60, 30, 7, 1))
    assert queries.vendor().name == "Support"


def test_policies_change_one_by_one_and_are_journalled(now):
    change_policies(validity_years=2, reminder_days=[1, 30], by=EMIL, now=now)
    policies = queries.policies()
    assert (policies.validity_years, policies.reminder_days, policies.reopen_days) == (2, (30, 1), 14)
    assert Record.objects.get().data == {"validity_years": [1, 2], "reminder_days": [[60, 30, 7, 1], [30, 1]]}
    before = state()
    change_policies(validity_years=2, by=EMIL, now=now)
    assert state() == before


@pytest.mark.parametrize(
    ("policy", "value", "problem"),
    [
        ("time_zone", "Europe/Atlantis", "unknown"),
        ("time_zone", "../../etc/passwd", "unknown"),
        ("validity_years", 0, "too_small"),
        ("validity_years", 21, "too_large"),
        ("validity_years", 1.5, "not_whole"),
        ("validity_years", True, "not_whole"),
        ("validity_years", None, "not_whole"),
        ("return_life_days", -1, "too_small"),
        ("review_days", 0, "too_small"),
        ("pin_tries", 0, "too_small"),
        ("shared_wallet", 1, "not_yes_or_no"),
        ("reminder_days", 30, "not_a_list"),
        ("reminder_days", [30, 30], "duplicate"),
        ("reminder_days", [0], "too_small"),
        ("reminder_days", list(range(1, 12)), "too_many"),
        ("shared_wallet_fixed", False, "unknown_policy"),
        ("nonsense", 1, "unknown_policy"),
    ],
)
def test_a_policy_out_of_bounds_is_refused(now, policy, value, problem):
    with pytest.raises(InvalidInput) as refused:
        change_policies(**{"reopen_days": 7, policy: value}, by=EMIL, now=now)
    assert (refused.value.field, refused.value.problem, state()) == (policy, problem, ([[], [], []], 0))


def test_the_database_keeps_the_same_bounds():
    constraints = {c.name for c in Vendor._meta.constraints}
    assert constraints == {"vendor_one_row", *(f"vendor_{name}" for name in BOUNDS)}


@pytest.mark.parametrize("name", sorted(BOUNDS))
def test_both_ends_of_every_bound_can_be_set(now, name):
    for value in BOUNDS[name]:
        change_policies(**{name: value}, by=EMIL, now=now)
        assert getattr(queries.policies(), name) == value


def test_no_time_limit_on_reviews_is_a_setting(now):
    change_policies(review_days=90, by=EMIL, now=now)
    change_policies(review_days=None, by=EMIL, now=now)
    assert queries.policies().review_days is None


def test_the_shared_wallet_is_chosen_before_the_first_points(now):
    change_policies(shared_wallet=True, by=EMIL, now=now)
    for _ in range(2):
        fix_shared_wallet(now=now)
    before = state()
    with pytest.raises(SharedWalletFixed) as refused:
        change_policies(shared_wallet=False, validity_years=3, by=EMIL, now=now)
    assert (refused.value.shared_wallet, state()) == (True, before)
    change_policies(shared_wallet=True, validity_years=3, by=EMIL, now=now)
    assert (queries.policies().shared_wallet, queries.policies().validity_years) == (True, 3)


def test_the_vendor_is_who_it_says(now):
    change_vendor(name="AlterMarket", phone="+30-210-9565421", phone_hours="Mon–Fri 9–17", by=EMIL, now=now)
    vendor = queries.vendor()
    assert (vendor.name, vendor.phone, vendor.phone_hours) == ("AlterMarket", "+30-210-9565421", "Mon–Fri 9–17")
    before = state()
    change_vendor(name="AlterMarket", by=SYSTEM, now=now)
    assert state() == before
    change_vendor(
        phone="", support_email="help@altermarket.example", forum_url="https://forum.altermarket.example/x", by=SYSTEM,
        now=now,
    )  # fmt: skip
    vendor = queries.vendor()
    assert (vendor.phone, vendor.support_email, vendor.forum_url) == (
        "", "help@altermarket.example", "https://forum.altermarket.example/x",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("name", "", "missing"),
        ("name", 7, "not_text"),
        ("country", "Greece", "unknown"),
        ("currency", "euro", "not_a_currency"),
        ("phone", "call us", "not_a_number"),
        ("phone_hours", "x" * 201, "too_long"),
        ("support_email", "support", "not_an_address"),
        ("forum_url", "javascript:alert(1)", "not_an_address"),
        ("forum_url", "https://", "not_an_address"),
        ("forum_url", "https://[broken", "not_an_address"),
        ("id", "2", "unknown_field"),
    ],
)
def test_facts_that_cannot_be_shown_are_refused(now, field, value, problem):
    with pytest.raises(InvalidInput) as refused:
        change_vendor(**{field: value}, by=EMIL, now=now)
    assert (refused.value.field, refused.value.problem, state()) == (field, problem, ([[], [], []], 0))


def test_lines_and_products(now):
    line = create_product_line(code="x-cart", name="X-Cart", category="E-commerce (X-Cart)", by=EMIL, now=now)
    product = create_product(line_id=line.pk, code="x-cart-gold", name="X-Cart Gold", by=EMIL, now=now)
    assert (queries.product_line("x-cart"), line.welcome_points, product.line) == (line, 200, line)
    change_product_line(line_id=line.pk, welcome_points=0, by=EMIL, now=now)
    assert queries.product_line("x-cart").welcome_points == 0
    before = state()
    change_product_line(line_id=line.pk, name="X-Cart", by=EMIL, now=now)
    with pytest.raises(CodeTaken) as refused:
        create_product_line(code="x-cart", name="Again", by=EMIL, now=now)
    assert (refused.value.kind, refused.value.taken) == ("product_line", "x-cart")
    with pytest.raises(CodeTaken):
        create_product(line_id=line.pk, code="x-cart-gold", name="Again", by=EMIL, now=now)
    with pytest.raises(NotFound):
        create_product(line_id=line.pk + 1, code="other", name="Other", by=EMIL, now=now)
    with pytest.raises(NotFound):
        change_product_line(line_id=line.pk + 1, name="Other", by=EMIL, now=now)
    with pytest.raises(NotFound):
        queries.product_line("other")
    with pytest.raises(InvalidPoints):
        change_product_line(line_id=line.pk, welcome_points=-1, by=EMIL, now=now)
    with pytest.raises(InvalidInput):
        change_product_line(line_id=line.pk, position=-1, by=EMIL, now=now)
    with pytest.raises(InvalidInput):
        create_product_line(code="X Cart", name="X-Cart", by=EMIL, now=now)
    assert state() == before


@pytest.mark.parametrize("by", [DORA, anna(1)], ids=["agent", "customer"])
def test_only_managers_look_after_the_vendor(now, by):
    line = create_product_line(code="x-cart", name="X-Cart", by=EMIL, now=now)
    before = state()
    for act in (
        lambda: change_vendor(name="Mine", by=by, now=now),
        lambda: change_policies(validity_years=2, by=by, now=now),
        lambda: create_product_line(code="mine", name="Mine", by=by, now=now),
        lambda: change_product_line(line_id=line.pk, name="Mine", by=by, now=now),
        lambda: create_product(line_id=line.pk, code="mine", name="Mine", by=by, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert state() == before

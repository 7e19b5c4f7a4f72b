from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointdesk.catalog.errors import SchemeError
from pointdesk.catalog.rules.scheme import parse

X_CART = (Path(__file__).parents[2] / "schemes" / "x-cart.yaml").read_bytes()

SMALL = """\
languages: [en]
line:
  code: x-cart
  name: X-Cart
  welcome_points: 200
products:
  - code: x-cart
    name: X-Cart
prices:
  currency: EUR
  phone_multiplier: 2
  urgent_multiplier: 2
groups:
  - code: issues
    names: {en: Issues}
items:
  - code: level-1
    group: issues
    points: 10
    names: {en: Level 1}
    descriptions: {en: Consultation}
  - code: other
    group: issues
    points: upon request
    names: {en: Other}
    descriptions: {en: Everything else}
packs:
  - code: points-60
    points: 60
    net_cents: 5000
    names: {en: 60 points}
texts:
  title: {en: X-Cart Support}
shop:
  code: shop
  name: Shop
  skus:
    - sku: XC-60
      pack: points-60
    - sku: GIFT-WRAP
      ignore: true
"""


def refusal(text: str | bytes) -> SchemeError:
    with pytest.raises(SchemeError) as refused:
        parse(text.encode() if isinstance(text, str) else text, "my.yaml")
    assert refused.value.file == "my.yaml"
    return refused.value


def test_a_small_file_is_read():
    scheme = parse(SMALL.encode(), "my.yaml")
    assert [(item.code, item.points) for item in scheme.content.items] == [("level-1", 10), ("other", None)]
    assert [(sku.sku, sku.pack, sku.product) for sku in scheme.shop.skus] == [
        ("XC-60", "points-60", ""),
        ("GIFT-WRAP", "", ""),
    ]
    assert (scheme.vendor, scheme.policies, scheme.content.packs[0].currency) == ({}, {}, "EUR")


CHANGED = [
    # what stands in SMALL, what stands there instead, line, place, problem
    ("    points: 10\n", "", 17, "items.1.points", "missing"),
    ("points: 10\n", "points:\n", 19, "items.1.points", "missing"),
    ("points: 10\n", "points: -10\n", 19, "items.1.points", "negative"),
    ("points: 10\n", "points: 2.5\n", 19, "items.1.points", "not_whole"),
    ("points: 10\n", "points: 1e3\n", 19, "items.1.points", "not_whole"),
    ("points: 10\n", "points: 010\n", 19, "items.1.points", "not_whole"),
    ("points: 10\n", "points: 1:30\n", 19, "items.1.points", "not_whole"),
    ("points: 10\n", "points: 0x1F\n", 19, "items.1.points", "not_whole"),
    ("points: 10\n", "points: 1_000\n", 19, "items.1.points", "not_whole"),
    ("points: 10\n", 'points: "10"\n', 19, "items.1.points", "not_whole"),
    ("points: 10\n", "points: ten\n", 19, "items.1.points", "not_whole"),
    ("points: 10\n", "points: true\n", 19, "items.1.points", "not_whole"),
    ("points: 10\n", "points: [10]\n", 19, "items.1.points", "not_whole"),
    ("points: 10\n", "points: 1000001\n", 19, "items.1.points", "too_large"),
    ("points: 10\n", f"points: {'9' * 30}\n", 19, "items.1.points", "too_large"),
    ("points: 10\n", f"points: {'9' * 5000}\n", 19, "items.1.points", "not_whole"),
    ("points: 10\n", "points: 10\n    points: 10\n", 20, "items.1.points", "duplicate_key"),
    ("points: 10\n", "points: 10\n    price: 10\n", 20, "items.1.price", "unknown_key"),
    ("points: 10\n", "points: 10\n    quantity_allowed: yes\n", 20, "items.1.quantity_allowed", "not_yes_or_no"),
    ("points: 10\n", "points: 10\n    never_doubles: 1\n", 20, "items.1.never_doubles", "not_yes_or_no"),
    ("points: 10\n", "points: 10\n    minutes_hint: 0\n", 20, "items.1.minutes_hint", "too_small"),
    ("    group: issues\n    points: 10", "    group: isues\n    points: 10", 18, "items.1.group", "unknown_group"),
    ("- code: other", "- code: level-1", 22, "items.2.code", "duplicate_code"),
    ("- code: other", "- code: Other Issues", 22, "items.2.code", "not_a_code"),
    ("- code: other", f"- code: {'o' * 41}", 22, "items.2.code", "not_a_code"),
    ("names: {en: Level 1}", "names: {}", 20, "items.1.names.en", "missing_language"),
    ("names: {en: Level 1}", "names: {en: }", 20, "items.1.names.en", "missing"),
    ("names: {en: Level 1}", "names: {en: '  '}", 20, "items.1.names.en", "missing"),
    ("names: {en: Level 1}", "names: {en: 1}", 20, "items.1.names.en", "not_text"),
    ("names: {en: Level 1}", "names: {en: no}", 20, "items.1.names.en", "not_text"),
    ("names: {en: Level 1}", "names: {en: 2026-01-01}", 20, "items.1.names.en", "not_text"),
    ("names: {en: Level 1}", "names: Level 1", 20, "items.1.names", "not_a_mapping"),
    ("names: {en: Level 1}", "names: {en: Level 1, el: Επίπεδο 1}", 20, "items.1.names.el", "undeclared_language"),
    ("names: {en: Level 1}", f"names: {{en: {'x' * 201}}}", 20, "items.1.names.en", "too_long"),
    ("names: {en: Level 1}", 'names: {en: "\\0"}', 20, "items.1.names.en", "nul"),
    ("names: {en: Level 1}", "names: &again {en: *again}", 20, "items.1.names.en", "not_text"),
    ("names: {en: Level 1}", "names: {[a]: b}", 20, "items.1.names", "not_a_key"),
    ("languages: [en]", "languages: []", 1, "languages", "empty"),
    ("languages: [en]", "languages: [en, en]", 1, "languages.2", "duplicate"),
    ("languages: [en]", "languages: [English]", 1, "languages.1", "not_a_language"),
    ("languages: [en]", "languages: [en, el]", 15, "groups.1.names.el", "missing_language"),
    ("languages: [en]\n", "", 1, "languages", "missing"),
    ("welcome_points: 200", "welcome_points: -1", 5, "line.welcome_points", "negative"),
    ("welcome_points: 200", "welcome_points: 2 hundred", 5, "line.welcome_points", "not_whole"),
    ("line:\n  code: x-cart", "line:\n  code: X-Cart", 3, "line.code", "not_a_code"),
    ("phone_multiplier: 2", "phone_multiplier: 0", 11, "prices.phone_multiplier", "too_small"),
    ("phone_multiplier: 2", "phone_multiplier: 11", 11, "prices.phone_multiplier", "too_large"),
    ("currency: EUR", "currency: euro", 10, "prices.currency", "not_a_currency"),
    ("groups:\n", "groups:\n  - code: empty\n    names: {en: Empty}\n", 14, "groups.1", "group_without_items"),
    ("net_cents: 5000", "net_cents: 50.00", 30, "packs.1.net_cents", "not_whole"),
    ("net_cents: 5000", "net_cents: 0", 30, "packs.1.net_cents", "too_small"),
    ("net_cents: 5000", "net_cents: 100000001", 30, "packs.1.net_cents", "too_large"),
    ("    points: 60\n", "    points: 0\n", 29, "packs.1.points", "too_small"),
    ("    net_cents: 5000\n", "", 28, "packs.1.net_cents", "missing"),
    ("  title: {en", "  Title: {en", 33, "texts.Title", "not_a_code"),
    ("title: {en: X-Cart Support}", "title: {}", 33, "texts.title.en", "missing_language"),
    ("pack: points-60", "pack: points-61", 39, "shop.skus.1.pack", "unknown_pack"),
    ("pack: points-60", "product: other", 39, "shop.skus.1.product", "unknown_product"),
    ("pack: points-60", "pack: points-60\n      product: x-cart", 38, "shop.skus.1", "not_one_effect"),
    ("      pack: points-60\n", "", 38, "shop.skus.1", "not_one_effect"),
    ("shop:\n  code: shop", f"shop:\n  code: {'s' * 31}", 35, "shop.code", "too_long"),
    ("ignore: true", "ignore: false", 41, "shop.skus.2.ignore", "not_one_effect"),
    ("sku: GIFT-WRAP", "sku: XC-60", 40, "shop.skus.2.sku", "duplicate"),
    ("prices:", "discounts: none\nprices:", 9, "discounts", "unknown_key"),
    ("prices:", "prices: 1\nother:", 10, "other", "unknown_key"),
    ("products:\n", "products:\n  - {code: x-cart, name: Twice}\n", 8, "products.2.code", "duplicate_code"),
    ("prices:", "vendor: {phone: call us}\nprices:", 9, "vendor.phone", "not_a_number"),
    ("prices:", "vendor: {currency: USD}\nprices:", 11, "prices.currency", "other_currency"),
    ("prices:", "vendor: {street: Main}\nprices:", 9, "vendor.street", "unknown_key"),
    ("prices:", "policies: {time_zone: Mars/Olympus}\nprices:", 9, "policies.time_zone", "unknown"),
    ("prices:", "policies: {validity_years: 0}\nprices:", 9, "policies.validity_years", "too_small"),
    ("prices:", "policies: {shared_wallet: on}\nprices:", 9, "policies.shared_wallet", "not_yes_or_no"),
    ("prices:", "policies: {reminder_days: [7, x]}\nprices:", 9, "policies.reminder_days.2", "not_whole"),
    ("prices:", "policies: {reminder_days: 7}\nprices:", 9, "policies.reminder_days", "not_a_list"),
    ("prices:", "policies: {shared_wallet_fixed: true}\nprices:", 9, "policies.shared_wallet_fixed", "unknown_key"),
    ("prices:", "prices: [\n", 12, "", "not_yaml"),
    ("languages: [en]", "--- 1\n---\nlanguages: [en]", 2, "", "not_yaml"),
    ("X-Cart Support", "X-Cart\x07Support", 33, "", "not_yaml"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "place", "problem"), CHANGED, ids=lambda value: str(value)[:40])
def test_a_wrong_file_is_refused_with_line_place_and_reason(old, new, line, place, problem):
    assert SMALL.count(old) >= 1
    refused = refusal(SMALL.replace(old, new, 1))
    assert (refused.line, refused.place, refused.problem) == (line, place, problem)


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        (b"", 1, "empty"),
        (b"# nothing\n", 1, "empty"),
        (b"just text", 1, "not_a_mapping"),
        (b"- a\n- b\n", 1, "not_a_mapping"),
        (b"languages: [en]\nline: \xff\xfe\n", 2, "not_utf8"),
        (b"a: " + b"[" * 100_000, 1, "nested_too_deeply"),
        (b"# " + b"x" * 1_000_000, 1, "file_too_long"),
    ],
    ids=["empty", "comment", "text", "list", "bytes", "deep", "long"],
)
def test_what_is_no_scheme_file_at_all_is_refused(data, line, problem):
    refused = refusal(data)
    assert (refused.line, refused.problem) == (line, problem)


def test_a_byte_order_mark_does_no_harm():
    assert parse(b"\xef\xbb\xbf" + SMALL.encode(), "my.yaml") == parse(SMALL.encode(), "my.yaml")


LINES = X_CART.decode().splitlines(keepends=True)


def line_of_refusal(data: bytes) -> int:
    try:
        parse(data, "x-cart.yaml")
    except SchemeError as refused:
        return refused.line
    return 0


@given(st.data())
def test_any_damage_to_a_file_is_refused_by_name_or_harmless(data):
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "swap", "repeat", "cut", "insert"])):
            case "drop":
                del lines[at]
            case "swap":
                other = data.draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "repeat":
                lines.insert(at, lines[at])
            case "cut":
                lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
            case "insert":
                lines[at] = data.draw(st.text(max_size=10)) + lines[at]
    text = "".join(lines).encode(errors="surrogatepass")
    assert 0 <= line_of_refusal(text) <= text.count(b"\n") + 2


@given(st.binary(max_size=200))
def test_any_bytes_are_a_scheme_or_a_named_refusal(data):
    with pytest.raises(SchemeError):
        parse(data, "my.yaml")

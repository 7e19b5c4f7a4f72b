"""A scheme file is read whole or refused whole, with the line and the reason. The grammar: docs/scheme-file.md."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import yaml

from pointdesk.catalog.rules.check import LANGUAGE, problems, whole_problem
from pointdesk.catalog.rules.content import Content, Group, Item, Pack, Text
from pointdesk.catalog.rules.nodes import Path, Source, root_of
from pointdesk.catalog.rules.scheme_facts import Product, Scheme, ShopFacts, Sku
from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.points import MOST_POINTS
from pointdesk.kit.texts import one_line
from pointdesk.vendor.rules import BOUNDS, checked_identity, checked_policies, code_of

__all__ = ["Product", "Scheme", "ShopFacts", "Sku", "parse"]

UPON_REQUEST = "upon request"
"""What stands in place of points where an item has no price of its own (R27)."""
LONGEST_SHOP = 30
"""A shop's code stands in addresses and in the references of orders, which have little room."""
IDENTITY = ("name", "country", "currency", "phone", "phone_hours", "support_email", "forum_url")
PARTS = (
    "languages", "vendor", "policies", "line", "products", "prices", "groups", "items", "packs", "texts", "shop",
)  # fmt: skip
T = TypeVar("T")
SWITCHES = ("shared_wallet", "pricer_may_decide", "urgent_offered")


def parse(data: bytes, file: str) -> Scheme:
    """The scheme that the file holds; `file` is its name for errors. Raises SchemeError."""
    source = Source(file)
    root = root_of(data, file)
    parts = source.mapping(root, (), keys=PARTS, needed=("languages", "line", "prices", "groups", "items"))
    languages = _languages(source, parts["languages"])
    vendor = _vendor(source, parts.get("vendor"))
    line = _line(source, parts["line"])
    products = _products(source, parts.get("products"))
    content = _content(source, parts, languages)
    if vendor.get("currency") and any(pack.currency != vendor["currency"] for pack in content.packs):
        raise source.wrong_at(("prices", "currency"), "other_currency", vendor["currency"])
    return Scheme(
        **line,
        content=content,
        products=products,
        vendor=vendor,
        policies=_policies(source, parts.get("policies")),
        shop=_shop(source, parts.get("shop"), content.packs, products),
    )


def _languages(source: Source, node: yaml.Node) -> tuple[str, ...]:
    found: list[str] = []
    for path, item in source.items(node, ("languages",)):
        language = source.text(item, path)
        if not LANGUAGE.fullmatch(language):
            raise source.wrong(item, path, "not_a_language", language)
        if language in found:
            raise source.wrong(item, path, "duplicate", language)
        found.append(language)
    if not found:
        raise source.wrong(node, ("languages",), "empty")
    return tuple(found)


def _vendor(source: Source, node: yaml.Node | None) -> dict[str, str]:
    if node is None:
        return {}
    given = source.mapping(node, ("vendor",), keys=IDENTITY)
    facts = {name: source.text(value, ("vendor", name)) for name, value in given.items()}
    # The country comes first: the telephone number is read in it.
    return _checked(source, ("vendor",), lambda: checked_identity(facts, country=facts.get("country", "GR")))


def _policies(source: Source, node: yaml.Node | None) -> dict[str, Any]:
    if node is None:
        return {}
    readers: dict[str, Callable[[yaml.Node, Path], Any]] = {
        "time_zone": source.text,
        "reminder_days": lambda value, path: [source.whole(day, at) for at, day in source.items(value, path)],
        "review_days": lambda value, path: None if _is(value, "no limit") else source.whole(value, path),
        **dict.fromkeys(SWITCHES, source.yes_or_no),
    }
    given = source.mapping(node, ("policies",), keys={*readers, *BOUNDS})
    facts = {name: readers.get(name, source.whole)(value, ("policies", name)) for name, value in given.items()}
    return _checked(source, ("policies",), lambda: checked_policies(facts))


def _line(source: Source, node: yaml.Node) -> dict[str, Any]:
    at = ("line",)
    given = source.mapping(
        node, at, keys=("code", "name", "category", "welcome_points"), needed=("code", "name", "welcome_points")
    )
    category = source.text(given["category"], (*at, "category")) if "category" in given else ""
    gift = source.whole(given["welcome_points"], (*at, "welcome_points"))
    if problem := whole_problem(gift, 0, MOST_POINTS):
        raise source.wrong(given["welcome_points"], (*at, "welcome_points"), problem, str(gift))
    return {
        "line_code": _code(source, given["code"], at),
        "line_name": _name(source, given["name"], at),
        "category": _checked(source, at, lambda: one_line(category, field="category", most=200, least=0)),
        "welcome_points": gift,
    }


def _products(source: Source, node: yaml.Node | None) -> tuple[Product, ...]:
    found: dict[str, Product] = {}
    for path, item in source.items(node, ("products",)) if node else ():
        given = source.mapping(item, path, keys=("code", "name"), needed=("code", "name"))
        code, name = _code(source, given["code"], path), _name(source, given["name"], path)
        if code in found:
            raise source.wrong(given["code"], (*path, "code"), "duplicate_code", code)
        found[code] = Product(code, name)
    return tuple(found.values())


def _content(source: Source, parts: Mapping[str, yaml.Node], languages: tuple[str, ...]) -> Content:
    prices = source.mapping(
        parts["prices"], ("prices",), keys=("currency", "phone_multiplier", "urgent_multiplier"),
        needed=("currency", "phone_multiplier", "urgent_multiplier"),
    )  # fmt: skip
    currency = source.text(prices["currency"], ("prices", "currency"))
    content = Content(
        groups=tuple(_group(source, path, node) for path, node in source.items(parts["groups"], ("groups",))),
        items=tuple(_item(source, path, node) for path, node in source.items(parts["items"], ("items",))),
        packs=tuple(
            _pack(source, path, node, currency)
            for path, node in (source.items(parts["packs"], ("packs",)) if "packs" in parts else ())
        ),
        texts=_texts(source, parts.get("texts")),
        phone_multiplier=source.whole(prices["phone_multiplier"], ("prices", "phone_multiplier")),
        urgent_multiplier=source.whole(prices["urgent_multiplier"], ("prices", "urgent_multiplier")),
    )
    for found in problems(content, languages):
        raise source.wrong_at(_place_of(found.path, content), found.problem, str(found.path[-1]))
    return content


def _place_of(path: Path, content: Content) -> Path:
    """The place in the file of a place in the content."""
    match path:
        case ("phone_multiplier" | "urgent_multiplier",):
            return ("prices", *path)
        case ("packs", int(), "currency"):
            return ("prices", "currency")
        case ("texts", int(number), *rest):
            return ("texts", content.texts[number].key, *rest[1:])
    return path


def _group(source: Source, path: Path, node: yaml.Node) -> Group:
    given = source.mapping(node, path, keys=("code", "names"), needed=("code", "names"))
    return Group(source.text(given["code"], (*path, "code")), source.words(given["names"], (*path, "names")))


def _item(source: Source, path: Path, node: yaml.Node) -> Item:
    given = source.mapping(
        node, path,
        keys=("code", "group", "points", "never_doubles", "quantity_allowed", "minutes_hint", "names", "descriptions"),
        needed=("code", "group", "points", "names", "descriptions"),
    )  # fmt: skip
    flags = {
        name: source.yes_or_no(given[name], (*path, name))
        for name in ("never_doubles", "quantity_allowed")
        if name in given
    }
    return Item(
        code=source.text(given["code"], (*path, "code")),
        group=source.text(given["group"], (*path, "group")),
        points=_points(source, given["points"], (*path, "points")),
        minutes_hint=source.whole(given["minutes_hint"], (*path, "minutes_hint")) if "minutes_hint" in given else None,
        names=source.words(given["names"], (*path, "names")),
        descriptions=source.words(given["descriptions"], (*path, "descriptions")),
        **flags,
    )


def _points(source: Source, node: yaml.Node, path: Path) -> int | None:
    # A figure that was forgotten must not become "upon request": that is said in so many words.
    return None if _is(node, UPON_REQUEST) else source.whole(node, path)


def _pack(source: Source, path: Path, node: yaml.Node, currency: str) -> Pack:
    given = source.mapping(
        node, path, keys=("code", "points", "net_cents", "names"), needed=("code", "points", "net_cents", "names")
    )
    return Pack(
        code=source.text(given["code"], (*path, "code")),
        points=source.whole(given["points"], (*path, "points")),
        net_cents=source.whole(given["net_cents"], (*path, "net_cents")),
        currency=currency,
        names=source.words(given["names"], (*path, "names")),
    )


def _texts(source: Source, node: yaml.Node | None) -> tuple[Text, ...]:
    given = source.mapping(node, ("texts",)) if node else {}
    return tuple(Text(key, source.words(value, ("texts", key))) for key, value in given.items())


def _shop(
    source: Source, node: yaml.Node | None, packs: tuple[Pack, ...], products: tuple[Product, ...]
) -> ShopFacts | None:
    if node is None:
        return None
    at = ("shop",)
    given = source.mapping(node, at, keys=("code", "name", "skus"), needed=("code", "name", "skus"))
    skus: dict[str, Sku] = {}
    for path, item in source.items(given["skus"], (*at, "skus")):
        sku = _sku(source, path, item, {"pack": {p.code for p in packs}, "product": {p.code for p in products}})
        if sku.sku in skus:
            raise source.wrong_at((*path, "sku"), "duplicate", sku.sku)
        skus[sku.sku] = sku
    code = _code(source, given["code"], at)
    if len(code) > LONGEST_SHOP:
        raise source.wrong(given["code"], (*at, "code"), "too_long", f"at most {LONGEST_SHOP}")
    return ShopFacts(
        code=code,
        name=_name(source, given["name"], at),
        skus=tuple(skus.values()),
    )


def _sku(source: Source, path: Path, node: yaml.Node, known: Mapping[str, set[str]]) -> Sku:
    given = source.mapping(node, path, keys=("sku", "pack", "product", "ignore"), needed=("sku",))
    stands_for = sorted(set(given) - {"sku"})
    if len(stands_for) != 1:
        raise source.wrong(node, path, "not_one_effect")
    sku = source.text(given["sku"], (*path, "sku"))
    sku = _checked(source, path, lambda: one_line(sku, field="sku", most=100))
    (kind,) = stands_for
    if kind == "ignore":
        if not source.yes_or_no(given[kind], (*path, kind)):
            raise source.wrong(given[kind], (*path, kind), "not_one_effect")
        return Sku(sku)
    code = source.text(given[kind], (*path, kind))
    if code not in known[kind]:
        raise source.wrong(given[kind], (*path, kind), f"unknown_{kind}", code)
    return Sku(sku, **{kind: code})


def _code(source: Source, node: yaml.Node, path: Path) -> str:
    code = source.text(node, (*path, "code"))
    return _checked(source, path, lambda: code_of(code))


def _name(source: Source, node: yaml.Node, path: Path) -> str:
    name = source.text(node, (*path, "name"))
    return _checked(source, path, lambda: one_line(name, field="name", most=200))


def _is(node: yaml.Node, words: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == words


def _checked(source: Source, path: Path, check: Callable[[], T]) -> T:
    """What the check gives; its refusal becomes one of the file, at the place of the field that it names."""
    try:
        return check()
    except InvalidInput as refusal:
        raise source.wrong_at((*path, refusal.field), refusal.problem, refusal.field) from None

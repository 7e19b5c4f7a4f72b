"""What a scheme file says, read and sound: who sells, under which policies, what, at which points and prices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pointdesk.catalog.rules.content import Content


@dataclass(frozen=True)
class Product:
    """A product of the line, as the file names it."""

    code: str
    name: str


@dataclass(frozen=True)
class Sku:
    """What a shop's article stands for: a pack or a product by its code here, or nothing to us where both are blank."""

    sku: str
    pack: str = ""
    product: str = ""


@dataclass(frozen=True)
class ShopFacts:
    """A shop that sells the line, and what its articles stand for."""

    code: str
    name: str
    skus: tuple[Sku, ...]


@dataclass(frozen=True)
class Scheme:
    """A scheme file, read and sound. `vendor` and `policies` hold only what the file names."""

    line_code: str
    line_name: str
    category: str
    welcome_points: int
    content: Content
    products: tuple[Product, ...] = ()
    vendor: Mapping[str, str] = field(default_factory=dict)
    policies: Mapping[str, Any] = field(default_factory=dict)
    shop: ShopFacts | None = None

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pointdesk.catalog.errors import UnknownItem
from pointdesk.catalog.rules.content import Content, Item

ItemView = Item
"""An item as charges read it: the very value that was published."""


@dataclass(frozen=True)
class PriceListView:
    """A version of a line's price list, as prices are worked out from it (P4)."""

    id: int
    line_id: int
    version: int
    in_force_from: date
    phone_multiplier: int
    urgent_multiplier: int
    items: tuple[Item, ...]
    _by_code: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {item.code: item for item in self.items})

    def item(self, code: str) -> Item:
        """The item of that code. Raises UnknownItem."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownItem(item=code) from None


@dataclass(frozen=True)
class SchemeView:
    """A version with everything that its page shows."""

    id: int
    line_id: int
    version: int
    in_force_from: date
    content: Content

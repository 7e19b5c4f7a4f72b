"""The items of a ticket's own price list, as buttons to choose from."""

from dataclasses import dataclass

from django.utils.translation import get_language

from pointdesk.catalog.queries import price_groups
from pointdesk.catalog.rules import Item, PriceListView, said

MOST_SHOWN = 8
"""So many items stand open in the panel; the groups beyond fold away."""


@dataclass(frozen=True)
class ItemButton:
    """An item: its points for one, whether it is chosen, and how many; `quantity` None where a ticket has only one."""

    code: str
    name: str
    points: int
    minutes: int | None
    chosen: bool
    quantity: int | None


@dataclass(frozen=True)
class ItemGroup:
    """A heading of the price list with its items."""

    name: str
    items: tuple[ItemButton, ...]

    @property
    def is_chosen(self) -> bool:
        """Whether one of its items is chosen."""
        return any(item.chosen for item in self.items)


@dataclass(frozen=True)
class ItemChoice:
    """All items that have a price, in the source's order; with `several`, more than one can be chosen. Those priced
    upon request are only named: they are quoted."""

    shown: tuple[ItemGroup, ...]
    folded: tuple[ItemGroup, ...]
    several: bool
    upon_request: tuple[str, ...]

    @property
    def opens(self) -> bool:
        """Whether an item that folds away is chosen, so that the fold stands open."""
        return any(group.is_chosen for group in self.folded)


def item_choice(prices: PriceListView, chosen: tuple[tuple[str, int], ...], *, several: bool) -> ItemChoice:
    """The items of a version of the price list, with what is chosen of them. One query."""
    language = get_language() or "en"
    quantities = dict(chosen)
    groups = tuple(
        ItemGroup(
            said(group.names, language),
            tuple(
                _button(item, quantities, language)
                for item in prices.items
                if item.group == group.code and item.points is not None
            ),
        )
        for group in price_groups(prices.id)
    )
    shown = _shown([group for group in groups if group.items])
    return ItemChoice(
        shown=shown,
        folded=tuple(group for group in groups if group.items and group not in shown),
        several=several or len(quantities) > 1,
        upon_request=tuple(said(item.names, language) for item in prices.items if item.points is None),
    )


def _button(item: Item, quantities: dict[str, int], language: str) -> ItemButton:
    quantity = quantities.get(item.code, 1)
    return ItemButton(
        code=item.code,
        name=said(item.names, language),
        points=item.points or 0,
        minutes=item.minutes_hint,
        chosen=item.code in quantities,
        quantity=quantity if item.quantity_allowed or quantity > 1 else None,
    )


def _shown(groups: list[ItemGroup]) -> tuple[ItemGroup, ...]:
    """The first groups that find room; one at least."""
    shown: list[ItemGroup] = []
    room = MOST_SHOWN
    for group in groups:
        if shown and len(group.items) > room:
            break
        shown.append(group)
        room -= len(group.items)
    return tuple(shown)

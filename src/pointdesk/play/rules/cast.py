"""Who and what a story has named so far, so that a slip of the pen is found where it stands."""

from dataclasses import dataclass, field

from pointdesk.play.rules.nodes import Source

RESERVED = frozenset({"either"})


@dataclass
class Cast:
    """The names of a story as its lines go by. Customers, bugs and staff exist when first named; tickets by `open` or
    `split`, orders by `shop_order`."""

    customers: set[str] = field(default_factory=set)
    tickets: set[str] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)


@dataclass
class Reading:
    """What a reader knows of its surroundings: the file, the cast, and whether the step says that it is refused.

    `new_tickets` and `new_orders` join the cast after the step: within `together` no step may lean on another.
    """

    source: Source
    cast: Cast
    refused: bool = False
    new_tickets: set[str] = field(default_factory=set)
    new_orders: set[str] = field(default_factory=set)

    def step_done(self) -> None:
        """What the step introduced exists now, unless the step was refused."""
        self.cast.tickets |= self.new_tickets
        self.cast.orders |= self.new_orders
        self.new_tickets, self.new_orders = set(), set()

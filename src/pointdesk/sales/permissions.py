"""Who may do what with orders, gifts and shops."""

from pointdesk.kit.actors import Actor, ActorKind, Role
from pointdesk.ledger.permissions import may_adjust


def may_report_order(actor: Actor, shop: str) -> bool:
    """A shop its own orders; managers any shop's, by hand: an order gives points as if they had been paid for."""
    return (actor.kind is ActorKind.SHOP and actor.id == shop) or _manages(actor)


def may_name_customer(actor: Actor) -> bool:
    """Managers, who enter an order for a customer whom they know; a shop's customers are matched."""
    return _manages(actor)


def may_decide_newcomer(actor: Actor) -> bool:
    """Managers."""
    return _manages(actor)


def may_give_goodwill(actor: Actor) -> bool:
    """Any agent, and Pointdesk itself, as the ledger has it for points given by hand (P21)."""
    return may_adjust(actor)


def may_replay(actor: Actor) -> bool:
    """Managers."""
    return _manages(actor)


def may_set_up_shops(actor: Actor) -> bool:
    """Administrators and managers: shops, their secrets, what their SKUs stand for."""
    return _manages(actor)


def _manages(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.has_role(Role.MANAGER, Role.ADMINISTRATOR)

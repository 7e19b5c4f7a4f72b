"""Who may do what to the ledger directly.

Moving points for a ticket or an order is no right of its own: the rooms above ask for it under the permissions of
their verbs. What staff does to points by hand is checked here (P21).
"""

from pointdesk.kit.actors import Actor, ActorKind, Role
from pointdesk.ledger.rules.kinds import Origin


def may_adjust(by: Actor) -> bool:
    """Give goodwill, take points back, extend a living lot: any agent, or Pointdesk itself."""
    return by.kind is ActorKind.SYSTEM or by.has_role(Role.AGENT, Role.MANAGER, Role.ADMINISTRATOR)


def may_give(by: Actor, origin: Origin) -> bool:
    """Let points come in: purchases and welcome gifts follow from orders, any other origin is a deed of staff."""
    return origin in (Origin.PURCHASE, Origin.WELCOME) or may_adjust(by)


def may_revive(by: Actor) -> bool:
    """Bring points back after their last day (ruling 15): a manager."""
    return by.kind is ActorKind.SYSTEM or by.has_role(Role.MANAGER, Role.ADMINISTRATOR)


def may_settle(by: Actor) -> bool:
    """Say that arrears were paid, or let them go (ruling 24): whoever answers for money."""
    return by.kind is ActorKind.SYSTEM or by.has_role(Role.MANAGER, Role.ACCOUNTANT, Role.ADMINISTRATOR)


def may_forget(by: Actor) -> bool:
    """Erase the words of a reason: an administrator, who gives no points, or Pointdesk itself when it erases a
    person."""
    return by.kind is ActorKind.SYSTEM or by.has_role(Role.ADMINISTRATOR)

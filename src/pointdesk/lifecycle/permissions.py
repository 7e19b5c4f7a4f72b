"""Who may act across rooms."""

from pointdesk.kit.actors import Actor, Role


def may_transfer(by: Actor) -> bool:
    """Managers and administrators: it takes points from one customer and gives them to another."""
    return by.has_role(Role.MANAGER, Role.ADMINISTRATOR)


def may_merge(by: Actor) -> bool:
    """Managers and administrators: it joins two customers' points and tickets, and there is no way back."""
    return by.has_role(Role.MANAGER, Role.ADMINISTRATOR)

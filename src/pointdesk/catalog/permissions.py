from pointdesk.kit.actors import Actor, ActorKind, Role


def may_set_prices(by: Actor) -> bool:
    """Price lists are made by managers and administrators, and by Pointdesk itself when it loads a file."""
    return by.kind is ActorKind.SYSTEM or by.has_role(Role.MANAGER, Role.ADMINISTRATOR)

from pointdesk.kit.actors import Actor, ActorKind, Role


def may_manage(by: Actor) -> bool:
    """Managers and administrators look after the vendor's data, policies and products; Pointdesk loads a file."""
    return by.kind is ActorKind.SYSTEM or by.has_role(Role.MANAGER, Role.ADMINISTRATOR)

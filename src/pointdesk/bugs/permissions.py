"""Who may do what with bugs and patches. What customers may read follows from what they own: see `queries`."""

from pointdesk.kit.actors import Actor, ActorKind, Role


def may_keep_register(by: Actor) -> bool:
    """Register, confirm, reject, fix, reverse, publish patches: agents and managers."""
    return by.has_role(Role.AGENT, Role.MANAGER)


def may_link(by: Actor) -> bool:
    """Link tickets: who keeps the register, and Pointdesk itself, where a merge makes two tickets one issue, or its
    end two of one."""
    return may_keep_register(by) or by.kind is ActorKind.SYSTEM

"""Who may do what with calls and PINs."""

from pointdesk.kit.actors import Actor, ActorKind, Role


def may_answer(by: Actor) -> bool:
    """Log calls, check PINs, tell prices: agents and managers."""
    return by.has_role(Role.AGENT, Role.MANAGER)


def may_see_pin(by: Actor, person_id: int) -> bool:
    """See a PIN, or make a new one: only the person whose it is. Staff never read one, they hear and check it."""
    return by.kind is ActorKind.PERSON and by.number == person_id


def may_move(by: Actor) -> bool:
    """Move a customer's calls to another customer: managers, administrators, and Pointdesk itself."""
    return by.has_role(Role.MANAGER, Role.ADMINISTRATOR) or by.kind is ActorKind.SYSTEM

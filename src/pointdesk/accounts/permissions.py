"""Who may do what with accounts."""

from pointdesk.accounts.rules import actor_id
from pointdesk.kit.actors import Actor, ActorKind, Role


def may_manage_staff(actor: Actor) -> bool:
    """Administrators, and the console command (whoever can run it owns the machine)."""
    return actor.kind is ActorKind.SYSTEM or actor.has_role(Role.ADMINISTRATOR)


def may_change_language(actor: Actor, user_id: int) -> bool:
    """Everyone for themselves, and who manages staff."""
    return actor.id == actor_id(user_id) or may_manage_staff(actor)

"""Who may do which verb on a ticket that they see; whether they see it says `Ticket.objects.visible_to`."""

from pointdesk.kit.actors import Actor, ActorKind, Role


def may_work(by: Actor) -> bool:
    """Assign, take, hold, resume, solve, split, merge, link: agents and managers."""
    return by.has_role(Role.AGENT, Role.MANAGER)


def may_open(by: Actor, customer_id: int) -> bool:
    """Open a ticket: who works on tickets, for anyone; a person for their own customer; Pointdesk itself (mail)."""
    return may_work(by) or by.is_of(customer_id) or by.kind is ActorKind.SYSTEM


def may_speak(by: Actor) -> bool:
    """Reply, close, reopen: who works on tickets, every person who sees the ticket, and Pointdesk itself."""
    return may_work(by) or by.kind in (ActorKind.PERSON, ActorKind.SYSTEM)


def may_note(by: Actor) -> bool:
    """Write private notes: who works on tickets, and Pointdesk itself (a mail that came back)."""
    return may_work(by) or by.kind is ActorKind.SYSTEM


def may_move(by: Actor) -> bool:
    """Move a customer's tickets to another customer: managers, administrators, and Pointdesk itself."""
    return by.has_role(Role.MANAGER, Role.ADMINISTRATOR) or by.kind is ActorKind.SYSTEM

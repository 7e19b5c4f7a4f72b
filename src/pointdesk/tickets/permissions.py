"""Who may do which verb on a ticket that they see; whether they see it says `Ticket.objects.visible_to`."""

from pointdesk.kit.actors import Actor, ActorKind, Role


def may_open(by: Actor, customer_id: int) -> bool:
    """Agents and managers for anyone; a person for their own customer; Pointdesk itself."""
    return may_work(by) or by.is_of(customer_id)


def may_speak(by: Actor) -> bool:
    """Reply, close, reopen: whoever works on tickets, and every person who sees the ticket."""
    return may_work(by) or by.kind is ActorKind.PERSON


def may_work(by: Actor) -> bool:
    """Everything else (notes, assignment, hold, solve, split, merge, links): agents, managers, and Pointdesk itself."""
    return by.has_role(Role.AGENT, Role.MANAGER) or by.kind is ActorKind.SYSTEM

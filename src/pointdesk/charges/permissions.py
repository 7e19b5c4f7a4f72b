"""Who may do what to a price. Staff who price are agents and managers; what another customer has is never named."""

from pointdesk.kit.actors import Actor, ActorKind, Right, Role


def may_know(by: Actor, customer_id: int) -> bool:
    """Whether the customer's charges exist for this actor at all (invariant 10)."""
    return by.kind in (ActorKind.STAFF, ActorKind.SYSTEM) or by.is_of(customer_id)


def may_price(by: Actor) -> bool:
    """Evaluate tickets: price, delivery, quotes, verdicts, merging and splitting."""
    return by.has_role(Role.AGENT, Role.MANAGER)


def may_return_for_bug(by: Actor) -> bool:
    """Say that it is a bug, or is none after all: who prices, and Pointdesk itself, where a bug's ticket was merged
    into this one and where that was undone."""
    return may_price(by) or by.kind is ActorKind.SYSTEM


def may_open(by: Actor, customer_id: int) -> bool:
    """Open a charge: staff who price, Pointdesk itself (mail), the customer's people."""
    return may_price(by) or by.kind is ActorKind.SYSTEM or by.is_of(customer_id)


def may_close(by: Actor, customer_id: int) -> bool:
    """Settle a charge, or take that back: the same people as open it, for their tickets close it."""
    return may_open(by, customer_id)


def may_spend(by: Actor, customer_id: int) -> bool:
    """Agree to a price, or decline it: a person of the customer who may spend; nobody in their name (P17)."""
    return by.is_of(customer_id) and by.has_right(Right.SPEND)


def may_ask_review(by: Actor, customer_id: int) -> bool:
    """Ask to have a price reconsidered: the customer's people, or staff who were asked to on the telephone."""
    return may_price(by) or by.is_of(customer_id)


def may_decide_review(by: Actor) -> bool:
    """Decide a review; that the decider never priced the ticket is checked besides (P11)."""
    return may_price(by)


def may_move(by: Actor) -> bool:
    """Move a customer's charges to another customer: managers, administrators, and Pointdesk itself."""
    return by.kind is ActorKind.SYSTEM or by.has_role(Role.MANAGER, Role.ADMINISTRATOR)

"""Who may do what with customers. Another customer's thing is *not found*, whoever of them asks (invariant 10)."""

from pointdesk.kit.actors import Actor, ActorKind, Right, Role


def may_see(by: Actor, customer_id: int) -> bool:
    """Staff see every customer, a person only their own; shops see none. Pointdesk itself does."""
    return _vendor(by) or by.is_of(customer_id)


def may_spend(by: Actor, customer_id: int) -> bool:
    """Staff on behalf of any customer; a person where they have the right, for their own customer."""
    return _works(by) or (by.is_of(customer_id) and by.has_right(Right.SPEND))


def may_register(by: Actor) -> bool:
    """Staff who work with customers, shops for their orders, Pointdesk itself."""
    return _works(by) or by.kind is ActorKind.SHOP


def may_change_people(by: Actor, customer_id: int) -> bool:
    """Staff who work with customers, and the customer's own owners."""
    return _works(by) or (by.is_of(customer_id) and by.has_right(Right.OWNER))


def may_change_person(by: Actor, customer_id: int, person_actor_id: str) -> bool:
    """Who may change people, and everyone their own name, phone and language."""
    return may_change_people(by, customer_id) or (by.is_of(customer_id) and by.id == person_actor_id)


def may_vouch(by: Actor) -> bool:
    """Managers may say that a mailbox is a person's: it decides whose an order is. Pointdesk says so after a link."""
    return by.kind is ActorKind.SYSTEM or by.has_role(Role.MANAGER, Role.ADMINISTRATOR)


def may_merge(by: Actor) -> bool:
    """Managers: it joins two firms' points and tickets."""
    return may_vouch(by)


def may_record_ownership(by: Actor) -> bool:
    """Staff who work with customers, shops for their orders, Pointdesk itself."""
    return may_register(by)


def _works(by: Actor) -> bool:
    return by.kind is ActorKind.SYSTEM or by.has_role(Role.AGENT, Role.MANAGER, Role.ADMINISTRATOR)


def _vendor(by: Actor) -> bool:
    return _works(by) or by.has_role(Role.ACCOUNTANT)

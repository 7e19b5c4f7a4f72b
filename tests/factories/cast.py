"""The standing cast: Anna (a customer's owner), Bruno (her colleague), Carla (another firm), Dora and Emil (staff).

Dora is an agent, Emil a manager. The people of a customer act for the customer that they are given.
"""

from pointdesk.kit.actors import Actor, ActorKind, Right, Role

DORA = Actor(kind=ActorKind.STAFF, id="dora", label="Dora", roles=frozenset({Role.AGENT}))
EMIL = Actor(kind=ActorKind.STAFF, id="emil", label="Emil", roles=frozenset({Role.MANAGER}))


def anna(customer_id: int) -> Actor:
    """The customer's owner."""
    return _person("anna", "Anna", customer_id, Right.OWNER)


def bruno(customer_id: int, *rights: Right) -> Actor:
    """Anna's colleague, with the rights given; none unless told otherwise."""
    return _person("bruno", "Bruno", customer_id, *rights)


def carla(customer_id: int) -> Actor:
    """The owner of another firm."""
    return _person("carla", "Carla", customer_id, Right.OWNER)


def _person(id: str, label: str, customer_id: int, *rights: Right) -> Actor:
    return Actor(kind=ActorKind.PERSON, id=id, label=label, customer_id=customer_id, rights=frozenset(rights))

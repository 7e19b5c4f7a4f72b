def actor_id(person_id: int) -> str:
    """The stable id under which a customer's person acts: ``person:12``."""
    return f"person:{person_id}"

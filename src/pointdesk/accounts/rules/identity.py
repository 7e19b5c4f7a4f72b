def actor_id(user_id: int) -> str:
    """The stable id under which a user acts: ``user:7``. The prefix keeps it apart from every other room's numbers."""
    return f"user:{user_id}"

from pointdesk.accounts.models import User
from pointdesk.kit.actors import Role


def roles_of(user: User) -> frozenset[Role]:
    """The roles of a member of staff; empty for everyone else. One query, none where `staff_roles` is prefetched."""
    return frozenset(Role(row.role) for row in user.staff_roles.all())

from dataclasses import dataclass

from pointdesk.accounts.models import User
from pointdesk.accounts.queries.roles import roles_of
from pointdesk.kit.actors import Role


@dataclass(frozen=True)
class StaffMember:
    """A member of staff as lists show them."""

    id: int
    email: str
    name: str
    language: str
    is_active: bool
    roles: frozenset[Role]


def staff() -> list[StaffMember]:
    """Everyone with a role, by name; the dismissed too, marked inactive. Two queries."""
    users = User.objects.filter(staff_roles__isnull=False).distinct().order_by("name", "id")
    return [
        StaffMember(u.pk, u.email, u.name, u.language, u.is_active, roles_of(u))
        for u in users.prefetch_related("staff_roles")
    ]

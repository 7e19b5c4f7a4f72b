from pointdesk.accounts.queries.actors import account_actor, staff_actor
from pointdesk.accounts.queries.administrators import locked_administrators
from pointdesk.accounts.queries.roles import roles_of
from pointdesk.accounts.queries.staff import StaffMember, staff

__all__ = ["StaffMember", "account_actor", "locked_administrators", "roles_of", "staff", "staff_actor"]

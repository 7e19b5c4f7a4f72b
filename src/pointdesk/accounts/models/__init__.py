from pointdesk.accounts.models.user import StaffRole, User, UserManager

__all__ = ["StaffRole", "User", "UserManager"]

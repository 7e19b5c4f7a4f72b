from pointdesk.accounts.actions.ask_password_link import ask_password_link
from pointdesk.accounts.actions.change_language import change_language
from pointdesk.accounts.actions.change_roles import change_roles
from pointdesk.accounts.actions.create_account import create_account
from pointdesk.accounts.actions.create_staff import create_staff
from pointdesk.accounts.actions.deactivate import deactivate
from pointdesk.accounts.actions.invite import invite

__all__ = [
    "ask_password_link",
    "change_language",
    "change_roles",
    "create_account",
    "create_staff",
    "deactivate",
    "invite",
]

from pointdesk.customers.actions.add_external_id import add_external_id
from pointdesk.customers.actions.add_person import add_person
from pointdesk.customers.actions.change_customer import change_customer
from pointdesk.customers.actions.change_person import change_person
from pointdesk.customers.actions.change_rights import change_rights
from pointdesk.customers.actions.deactivate_person import deactivate_person
from pointdesk.customers.actions.end_ownership import end_ownership
from pointdesk.customers.actions.invite_person import invite_person
from pointdesk.customers.actions.merge_into import merge_into
from pointdesk.customers.actions.reactivate_person import reactivate_person
from pointdesk.customers.actions.record_ownership import record_ownership
from pointdesk.customers.actions.register_customer import register_customer
from pointdesk.customers.actions.verify_email import verify_email

__all__ = [
    "add_external_id",
    "add_person",
    "change_customer",
    "change_person",
    "change_rights",
    "deactivate_person",
    "end_ownership",
    "invite_person",
    "merge_into",
    "reactivate_person",
    "record_ownership",
    "register_customer",
    "verify_email",
]

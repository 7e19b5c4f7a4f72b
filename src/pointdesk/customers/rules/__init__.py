from pointdesk.customers.rules.contact import email_address, telephone
from pointdesk.customers.rules.country import country_code
from pointdesk.customers.rules.identity import actor_id
from pointdesk.customers.rules.vat import vat_number

__all__ = ["actor_id", "country_code", "email_address", "telephone", "vat_number"]

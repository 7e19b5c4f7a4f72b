from pointdesk.notifications.queries.facts import ChargeFacts, charge_facts, points_facts, ticket_facts
from pointdesk.notifications.queries.links import (
    LinkClaim,
    Purpose,
    link_token,
    offer_url,
    patches_url,
    pin_url,
    read_link_token,
)
from pointdesk.notifications.queries.mails import Mail, MailRow, mail, mails
from pointdesk.notifications.queries.recipients import (
    Recipient,
    owners_of,
    owners_with_product,
    person_recipient,
    staff_with,
    ticket_recipients,
    wallet_recipients,
)

__all__ = [
    "ChargeFacts",
    "LinkClaim",
    "Mail",
    "MailRow",
    "Purpose",
    "Recipient",
    "charge_facts",
    "link_token",
    "mail",
    "mails",
    "offer_url",
    "owners_of",
    "owners_with_product",
    "patches_url",
    "person_recipient",
    "pin_url",
    "points_facts",
    "read_link_token",
    "staff_with",
    "ticket_facts",
    "ticket_recipients",
    "wallet_recipients",
]

from pointdesk.notifications.rules.facts import (
    Dying,
    ItemFacts,
    Living,
    Reader,
    StepFacts,
    TicketFacts,
    WalletFacts,
)
from pointdesk.notifications.rules.languages import LANGUAGES, Language, language_of
from pointdesk.notifications.rules.letter import Button, Figure, Letter, Row
from pointdesk.notifications.rules.reminders import AFTERWARDS, due_reminder

__all__ = [
    "AFTERWARDS",
    "LANGUAGES",
    "Button",
    "Dying",
    "Figure",
    "ItemFacts",
    "Language",
    "Letter",
    "Living",
    "Reader",
    "Row",
    "StepFacts",
    "TicketFacts",
    "WalletFacts",
    "due_reminder",
    "language_of",
]

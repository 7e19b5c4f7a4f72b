from pointdesk.tickets.rules.attachment import MOST_FILES, Attachment, attachments_of
from pointdesk.tickets.rules.conversation import FIRST_NUMBER, Fact, MessageKind, Via, via_of
from pointdesk.tickets.rules.texts import LONGEST_BODY, LONGEST_SUBJECT, body_of, subject_of
from pointdesk.tickets.rules.windows import last_day_to_reopen, solved_before
from pointdesk.tickets.rules.work import CustomerWord, Move, ShownState, WorkState, after, customer_word, shown_state

__all__ = [
    "FIRST_NUMBER",
    "LONGEST_BODY",
    "LONGEST_SUBJECT",
    "MOST_FILES",
    "Attachment",
    "CustomerWord",
    "Fact",
    "MessageKind",
    "Move",
    "ShownState",
    "Via",
    "WorkState",
    "after",
    "attachments_of",
    "body_of",
    "customer_word",
    "last_day_to_reopen",
    "shown_state",
    "solved_before",
    "subject_of",
    "via_of",
]

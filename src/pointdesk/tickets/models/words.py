from pointdesk.base.fulltext import FullTextIndex

WORDS = FullTextIndex("tickets_words")
"""The words of conversations: a row per message or note, by its id, with the number and subject of its ticket. What a
customer reads has the scope of that customer; a private note has none, so that no customer's search ever finds it."""


def scope_of(customer_id: int) -> str:
    """The scope of what a customer reads."""
    return f"customer {customer_id}"

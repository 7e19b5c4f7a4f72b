from pointdesk.base.fulltext import FullTextIndex

WORDS = FullTextIndex("customers_words")
"""What a customer is found by: their name and numbers, and the names, addresses and numbers of their active people. A
row per customer, by its id; for staff only."""

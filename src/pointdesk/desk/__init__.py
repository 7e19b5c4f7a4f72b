"""The door of staff: lists of tickets, the ticket with its price, customers, and what a manager decides."""

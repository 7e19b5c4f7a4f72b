"""The door of customers: their points, tickets and what these cost; and the public page of each product line."""

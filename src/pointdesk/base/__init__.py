"""Shared Django code: fields, database guards, transactions, encryption, the console command's manners."""

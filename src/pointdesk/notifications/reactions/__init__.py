"""What people are told after which event; `config.wiring` says which event leads here."""

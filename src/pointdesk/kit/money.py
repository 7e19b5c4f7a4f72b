"""Money is integer cents and a currency."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Money:
    """An amount in cents of one currency (ISO 4217). Amounts of two currencies are never added."""

    cents: int
    currency: str = "EUR"

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.cents + other.cents, self.currency)

    def __str__(self) -> str:
        sign, cents = ("-", -self.cents) if self.cents < 0 else ("", self.cents)
        return f"{sign}{cents // 100}.{cents % 100:02d} {self.currency}"

"""Plain Python for every room: points, money, days, the clock, who acts, errors and events. Knows no Django."""

"""What the gallery shows: invented figures that follow one statement, from 200 on 12 January 2026 to 120."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms

from pointdesk.kit.money import Money


class SampleForm(forms.Form):
    """Every kind of field; sent empty, it shows its errors."""

    subject = forms.CharField(label="Subject", help_text="One issue in one line.")
    vat = forms.CharField(label="VAT number", required=False)
    what = forms.CharField(label="What happens", widget=forms.Textarea)
    product = forms.ChoiceField(label="Product", choices=[("x-cart", "X-Cart 5.5.1")])
    locked = forms.CharField(label="Not yours to change", disabled=True, required=False)
    remind = forms.BooleanField(label="Remind me 30 days before points expire", required=False)
    consent = forms.ChoiceField(
        label="And the price?",
        widget=forms.RadioSelect,
        choices=[("go", "Go ahead"), ("cap", "Go ahead up to a number of points"), ("ask", "Tell me first")],
    )


def samples() -> dict[str, Any]:
    """The values of the gallery's page."""
    filled = {"subject": "Search finds nothing with accents", "consent": "go", "locked": "Nisos Foods", "remind": True}
    return {
        "form": SampleForm(initial=filled, auto_id="filled_%s"),
        "wrong": SampleForm({}, auto_id="wrong_%s"),
        "total": Money(11780),
        "dear": Money(-1234567),
        "written": "**Since Monday** nothing shows:\n\n1. `shipping.php`\n2. the [zone list](https://example.com)",
        "at": datetime(2027, 1, 21, 9, 12, tzinfo=UTC),
        "today": date(2027, 1, 21),
        "past": [
            (date(2026, 1, 12), 200), (date(2026, 1, 19), 50), (date(2026, 2, 11), 40), (date(2026, 3, 3), 160),
            (date(2026, 5, 18), 135), (date(2026, 5, 21), 160), (date(2026, 6, 12), 220), (date(2026, 7, 2), 210),
            (date(2026, 10, 8), 200), (date(2027, 1, 13), 180), (date(2027, 1, 14), 160), (date(2027, 1, 18), 135),
            (date(2027, 1, 20), 120),
        ],
        "expiring": [(date(2027, 3, 3), 60), (date(2027, 6, 12), 60)],
        "bars": [
            ("Level 2", 3150), ("Level 3", 2280), ("Installation of X-Cart", 2100), ("Level 1", 290), ("Small mods", 0),
        ],
    }  # fmt: skip

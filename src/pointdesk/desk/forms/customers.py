"""The shape of what staff write down about a customer's people."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PersonForm(forms.Form):
    """A person of a customer, with rights."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"))
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=60)
    is_owner = forms.BooleanField(label=_("Owner: has every right, and gives rights"), required=False)
    sees_all_tickets = forms.BooleanField(label=_("Sees all tickets of the customer"), required=False)
    may_spend = forms.BooleanField(label=_("May spend points"), required=False, initial=True)

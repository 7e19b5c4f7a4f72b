"""Where a customer goes after a text was taken."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse


def to_ticket(number: int) -> HttpResponse:
    """Back to the ticket; the fragment tells `drafts.js` that the text need not be kept any more."""
    return HttpResponseRedirect(reverse("portal:ticket", kwargs={"number": number}) + "#sent")

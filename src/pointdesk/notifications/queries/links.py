"""Where the links in mails lead. A link to a page needs a sign-in; a personal link carries a token instead (P17)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.conf import settings
from django.core.signing import BadSignature, Signer

from pointdesk.notifications.errors import LinkExpired, LinkInvalid


class Purpose(StrEnum):
    """What a personal link is good for; a token for one purpose is worth nothing for another."""

    ANSWER_OFFER = "answer-offer"


@dataclass(frozen=True)
class LinkClaim:
    """What a personal link says: this person was given this offer to answer."""

    person_id: int
    offer_id: int


def link_token(claim: LinkClaim, *, purpose: Purpose, until: datetime) -> str:
    """A token that proves the claim until then: signed with this installation's key, so that nobody can change it.

    Whoever holds it acts as that person for that purpose: it goes to that person's mailbox and nowhere else.
    """
    data = {"p": claim.person_id, "o": claim.offer_id, "u": int(until.timestamp())}
    token: str = _signer(purpose).sign_object(data)
    return token


def read_link_token(token: str, *, purpose: Purpose, now: datetime) -> LinkClaim:
    """The claim of a token. Raises LinkInvalid, LinkExpired.

    Whether the offer is still open, and the person still active, is for the action to judge.
    """
    try:
        data = _signer(purpose).unsign_object(token)
    except (BadSignature, ValueError):  # what is no base64 or no JSON raises ValueError
        raise LinkInvalid(purpose=purpose.value) from None
    until = datetime.fromtimestamp(data["u"], UTC)
    if now > until:
        raise LinkExpired(until=until)
    return LinkClaim(person_id=data["p"], offer_id=data["o"])


def _signer(purpose: Purpose) -> Signer:
    return Signer(salt=f"pointdesk.notifications.{purpose.value}")


def offer_url(claim: LinkClaim, *, until: datetime) -> str:
    """The personal link under which an offer is answered, good until then."""
    return f"{settings.SITE_URL}/offers/{link_token(claim, purpose=Purpose.ANSWER_OFFER, until=until)}/"


def ticket_url(number: int) -> str:
    """The page of a ticket."""
    return f"{settings.SITE_URL}/tickets/{number}/"


def points_url() -> str:
    """The page of a customer's points."""
    return f"{settings.SITE_URL}/points/"


def buy_url() -> str:
    """The page where points are bought."""
    return f"{settings.SITE_URL}/points/buy/"


def patches_url() -> str:
    """The page of the patches for what a customer owns."""
    return f"{settings.SITE_URL}/patches/"


def pin_url() -> str:
    """The page where a person sees their support PIN, and makes a new one."""
    return f"{settings.SITE_URL}/account/pin/"

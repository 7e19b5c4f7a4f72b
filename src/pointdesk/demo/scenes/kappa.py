"""Kappa Bikes: Carla, who signs in to the demo, reads Greek, and is short of points."""

from pointdesk.accounts.actions import ask_password_link
from pointdesk.accounts.models import User
from pointdesk.demo.agenda import Story
from pointdesk.demo.case import Case
from pointdesk.demo.everyday import SOON
from pointdesk.demo.firms import KAPPA
from pointdesk.demo.founding import let_in
from pointdesk.demo.issues import issue
from pointdesk.demo.logins import CARLA
from pointdesk.demo.shop import buy, join, pack
from pointdesk.demo.stage import Stage


def year(stage: Stage) -> Story:
    """Carla's year: first tickets, an offer that lapses, a ticket that waits for points, and two that wait today."""
    fani = stage.staff.fani
    yield stage.ago(340, 12)
    client = join(stage, KAPPA)
    let_in(stage, CARLA, client.owner, "el")
    yield stage.now + SOON
    yield from Case.open(stage, client, issue("installation-el"), agent=fani).talk()
    yield stage.ago(250, 10)
    yield from Case.open(stage, client, issue("antikatavoli-el"), agent=fani).talk()

    yield stage.ago(80, 11)
    moving = Case.open(stage, client, issue("metafora-el"), agent=fani)
    yield stage.office()
    moving.take()
    moving.turn(moving.issue.talk[0])
    yield stage.ago(58, 11)
    moving.close(by=fani, reason="Η προσφορά έληξε χωρίς απάντηση.")

    yield stage.ago(30, 9)
    ask_password_link(user=User.objects.get(email=CARLA.email), invitation=False, now=stage.now)
    yield stage.ago(21, 10)
    padlock = Case.open(stage, client, issue("argo-el"), agent=fani)
    first, raised, *rest = padlock.issue.talk
    yield stage.office()
    padlock.take()
    padlock.turn(first)
    yield stage.office(300)
    padlock.turn(raised)
    yield stage.ago(18, 12)
    buy(stage, KAPPA, pack(60))
    yield stage.now + SOON
    for turn in rest:
        yield stage.answer() if turn.customer else stage.office()
        padlock.turn(turn)

    yield stage.ago(9, 10)
    yield from Case.open(stage, client, issue("ssl-el"), agent=fani).talk()
    yield stage.ago(4, 12)
    yield from _waiting(stage, "tameio-el")
    yield stage.before_end(hours=30)
    yield from _waiting(stage, "antikatavoli-el")


def _waiting(stage: Stage, code: str) -> Story:
    """A ticket with a price that the wallet does not cover."""
    case = Case.open(stage, stage.clients[KAPPA.code], issue(code), agent=stage.staff.fani)
    yield stage.now + 10 * SOON
    case.take()
    case.turn(case.issue.talk[0])

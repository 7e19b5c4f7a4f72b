"""One ticket as it is played: who asks, who works on it, and everything that they do to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from pointdesk.calls import actions as calls
from pointdesk.charges import actions as charges
from pointdesk.charges.queries import ChargeView, OfferView, charge_view
from pointdesk.demo.agenda import Story
from pointdesk.demo.issues import Issue, Turn, Words, drawn_words
from pointdesk.demo.stage import Client, Stage
from pointdesk.kit.actors import Actor
from pointdesk.tickets import actions as tickets
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.rules import Attachment, Via


@dataclass
class Case:
    """A ticket on stage. `person` asks, `agent` answers; every method is one act at the moment of the clock."""

    stage: Stage
    client: Client
    issue: Issue
    words: Words
    person: Actor
    agent: Actor
    ticket: Ticket
    _view: ChargeView | None = None

    @classmethod
    def open(
        cls,
        stage: Stage,
        client: Client,
        issue: Issue,
        *,
        agent: Actor | None = None,
        person: Actor | None = None,
        via: Via = Via.WEB,
        by: Actor | None = None,
        agreed_up_to: int | None = None,
        price_first: bool = False,
        files: Sequence[Attachment] = (),
        follows_id: int | None = None,
    ) -> "Case":
        """The owner (or `person`) opens a ticket, or `by` for them. Unless named, one of the agents will answer."""
        person = person or client.owner
        agent = agent or stage.chance.choice([stage.staff.dora, stage.staff.dora, stage.staff.fani])
        words = drawn_words(
            stage.chance, shop=client.firm.host, me=person.label.split()[0], agent=agent.label.split()[0]
        )
        ticket = tickets.open_ticket(
            customer_id=client.customer_id, line_id=stage.line_id, subject=words.fill(issue.subject),
            body=words.fill(issue.open), via=via, requester_id=person.number, agreed_up_to=agreed_up_to,
            price_first=price_first, files=files, follows_id=follows_id, by=by or person, now=stage.now,
        )  # fmt: skip
        return cls(stage, client, issue, words, person, agent, ticket)

    @property
    def charge(self) -> ChargeView:
        """The ticket's price as the last act about it left it; before any, as it stands."""
        return self._view or charge_view(self.ticket.charge_id, now=self.stage.now)

    @property
    def offer(self) -> OfferView:
        """What the customer is asked. Raises LookupError where they are not."""
        found = self.charge.open_offer
        if found is None:
            raise LookupError(f"nothing is asked about ticket {self.ticket.number}")
        return found

    def take(self) -> None:
        """The agent takes the ticket."""
        tickets.take(ticket_id=self.ticket.pk, by=self.agent, now=self.stage.now)

    def say(self, text: str) -> None:
        """The agent answers."""
        tickets.reply(ticket_id=self.ticket.pk, body=self.words.fill(text), by=self.agent, now=self.stage.now)

    def ask(self, text: str, *, by: Actor | None = None, automatic: bool = False) -> None:
        """The customer writes, or their mail program."""
        tickets.reply(
            ticket_id=self.ticket.pk, body=self.words.fill(text), by=by or self.person, automatic=automatic,
            now=self.stage.now,
        )  # fmt: skip

    def note(self, text: str) -> None:
        """The agent writes a private note."""
        tickets.add_note(ticket_id=self.ticket.pk, body=self.words.fill(text), by=self.agent, now=self.stage.now)

    def price(self, item: str, quantity: int = 1, *, reason: str = "", by_phone: bool = False) -> None:
        """The agent evaluates the ticket."""
        self._view = charges.set_price(
            charge_id=self.ticket.charge_id, items=[(item, quantity)], reason=self.words.fill(reason),
            delivery="phone" if by_phone else None, by=self.agent, now=self.stage.now,
        )  # fmt: skip

    def quote(self, points: int, text: str, *, days: int = 14) -> None:
        """The agent offers work for so many points."""
        self._view = charges.quote(
            charge_id=self.ticket.charge_id, points=points, text=self.words.fill(text),
            valid_until=self.stage.today + timedelta(days=days), by=self.agent, now=self.stage.now,
        )  # fmt: skip

    def accept(self, *, by: Actor | None = None) -> None:
        """The customer agrees to what is asked."""
        self._view = tickets.accept_price(offer_id=self.offer.id, by=by or self.person, now=self.stage.now)

    def decline(self, reason: str = "") -> None:
        """The customer says no to it."""
        tickets.decline_price(offer_id=self.offer.id, reason=reason, by=self.person, now=self.stage.now)

    def solve(self, text: str = "") -> None:
        """The agent calls the ticket solved."""
        body = self.words.fill(text or self.issue.solved)
        tickets.solve(ticket_id=self.ticket.pk, body=body, by=self.agent, now=self.stage.now)

    def close(self, *, by: Actor | None = None, reason: str = "") -> None:
        """The customer (or `by`) closes it at once."""
        tickets.close(ticket_id=self.ticket.pk, by=by or self.person, reason=reason, now=self.stage.now)

    def reopen(self, text: str) -> None:
        """The customer takes the ticket up again."""
        tickets.reopen(ticket_id=self.ticket.pk, body=self.words.fill(text), by=self.person, now=self.stage.now)

    def contest(self, reason: str) -> None:
        """The customer asks to have the price reconsidered."""
        charges.ask_review(
            charge_id=self.ticket.charge_id, reason=self.words.fill(reason), by=self.person, now=self.stage.now
        )

    def decide(self, verdict: str, reason: str, *, points: int | None = None, by: Actor | None = None) -> None:
        """Somebody who did not set the price decides about it."""
        charges.decide_review(
            charge_id=self.ticket.charge_id, verdict=verdict, reason=reason, points=points,
            by=by or self.stage.staff.emil, now=self.stage.now,
        )  # fmt: skip

    def turn(self, turn: Turn, *, by_phone: bool = False) -> None:
        """Whatever the agent or the customer does in one turn of the issue's talk."""
        if turn.price:
            self.price(turn.price, turn.quantity, reason=turn.reason, by_phone=by_phone)
        if turn.quote:
            self.quote(turn.quote, turn.reason)
        if turn.note:
            self.note(turn.note)
        if turn.agent:
            self.say(turn.agent)
        if turn.customer:
            self.ask(turn.customer)
        if turn.solved:
            self.solve(turn.solved)

    def talk(self) -> Story:
        """Play the issue's talk to its end, as long as nothing comes between."""
        for number, turn in enumerate(self.issue.talk):
            yield self.stage.answer() if turn.customer else self.stage.office()
            if number == 0:
                self.take()
            self.turn(turn)

    def call(self, *, minutes: int = 12) -> int:
        """The person is on the telephone about the ticket, and says their PIN. Returns the call."""
        now = self.stage.now
        pin = calls.show_pin(person_id=self.person.number, by=self.person, now=now)
        logged = calls.log_call(
            by=self.agent, now=now, number=self.client.firm.phone, customer_id=self.client.customer_id,
            person_id=self.person.number, ticket_ids=[self.ticket.pk],
        )  # fmt: skip
        calls.verify_pin(call_id=logged.pk, person_id=self.person.number, pin=pin, by=self.agent, now=now)
        return logged.pk

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.notifications.reading import link_in

from pointdesk.charges import actions as charges
from pointdesk.notifications.errors import LinkExpired, LinkInvalid
from pointdesk.notifications.queries import LinkClaim, Purpose, link_token, read_link_token

CLAIM = LinkClaim(person_id=7, offer_id=12)
ANSWER = Purpose.ANSWER_OFFER


def test_a_token_tells_who_may_answer_what(now):
    until = now + timedelta(days=30)
    token = link_token(CLAIM, purpose=ANSWER, until=until)

    assert read_link_token(token, purpose=ANSWER, now=now) == CLAIM
    assert read_link_token(token, purpose=ANSWER, now=until) == CLAIM
    with pytest.raises(LinkExpired) as refusal:
        read_link_token(token, purpose=ANSWER, now=until + timedelta(seconds=1))
    assert refusal.value.facts() == {"until": until}


def test_no_character_of_a_token_can_be_changed(now):
    token = link_token(CLAIM, purpose=ANSWER, until=now)
    for position, character in enumerate(token):
        changed = token[:position] + ("A" if character != "A" else "B") + token[position + 1 :]
        with pytest.raises(LinkInvalid):
            read_link_token(changed, purpose=ANSWER, now=now)


@pytest.mark.parametrize("token", ["", "x", "x:y", "eyJ:", "…", ":" * 200])
def test_what_is_no_token_is_refused(token, now):
    with pytest.raises(LinkInvalid) as refusal:
        read_link_token(token, purpose=ANSWER, now=now)
    assert refusal.value.facts() == {"purpose": "answer-offer"}


def test_a_token_of_another_installation_is_worth_nothing(now, settings):
    token = link_token(CLAIM, purpose=ANSWER, until=now)
    settings.SECRET_KEY = "another"
    with pytest.raises(LinkInvalid):
        read_link_token(token, purpose=ANSWER, now=now)


def test_each_reader_of_a_question_gets_a_link_of_their_own(desk, post, now):
    ticket = desk.open(by=desk.bruno, agreed_up_to=0)
    offer = desk.price(ticket, "level-2").open_offer

    (mail,) = post(now)

    token = link_in(mail).rstrip("/").rpartition("/")[2]
    claim = LinkClaim(person_id=desk.bruno.number, offer_id=offer.id)
    assert read_link_token(token, purpose=ANSWER, now=now + timedelta(days=30)) == claim
    with pytest.raises(LinkExpired):
        read_link_token(token, purpose=ANSWER, now=now + timedelta(days=31))


def test_the_link_of_a_quote_is_good_through_its_last_day(desk, post, now):
    ticket = desk.open()
    charges.quote(
        charge_id=ticket.charge_id, points=90, text="A skin", valid_until=date(2026, 5, 8), by=desk.dora, now=now
    )

    (mail,) = post(now)

    token = link_in(mail).rstrip("/").rpartition("/")[2]
    end = datetime(2026, 5, 8, 21, tzinfo=UTC)  # midnight in Athens
    assert read_link_token(token, purpose=ANSWER, now=end).person_id == desk.anna.number
    with pytest.raises(LinkExpired):
        read_link_token(token, purpose=ANSWER, now=end + timedelta(seconds=1))

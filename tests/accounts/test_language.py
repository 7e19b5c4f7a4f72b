import pytest
from tests.accounts.rows import rows
from tests.factories.accounts import actor_of

from pointdesk.accounts.actions import change_language
from pointdesk.accounts.queries import account_actor
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound

PAGE = "/accounts/password/change/"


def test_everyone_chooses_their_own(anna, now):
    change_language(user_id=anna.pk, language="el", by=account_actor(anna), now=now)
    anna.refresh_from_db()
    assert anna.language == "el"
    before = rows()
    change_language(user_id=anna.pk, language="el", by=account_actor(anna), now=now)
    assert rows() == before


def test_an_administrator_chooses_for_others_and_nobody_else_does(anna, dora, by_emil, now):
    before = rows()
    with pytest.raises(NotAllowed):
        change_language(user_id=anna.pk, language="el", by=actor_of(dora), now=now)
    with pytest.raises(InvalidInput):
        change_language(user_id=anna.pk, language="de", by=by_emil, now=now)
    with pytest.raises(NotFound):
        change_language(user_id=999_999, language="el", by=by_emil, now=now)
    assert rows() == before
    change_language(user_id=anna.pk, language="el", by=by_emil, now=now)
    anna.refresh_from_db()
    assert anna.language == "el"


def test_pages_speak_the_users_language_before_the_browsers(client, anna, now):
    change_language(user_id=anna.pk, language="el", by=account_actor(anna), now=now)
    assert client.get("/accounts/login/", headers={"Accept-Language": "en"}).headers["Content-Language"] == "en"
    client.force_login(anna)
    assert client.get(PAGE, headers={"Accept-Language": "en"}).headers["Content-Language"] == "el"

import pytest
from django.db import connection

from pointdesk.base.fulltext import FullTextIndex

pytestmark = pytest.mark.django_db

INDEX = FullTextIndex("test_fulltext")


@pytest.fixture(autouse=True)
def filled(db):
    INDEX.create(connection)
    INDEX.put(1, "The cart shows a blank page", scopes=["customer 1"])
    INDEX.put(2, "Το καλάθι δείχνει κενή σελίδα: Λάθος 500", scopes=["customer 1"])
    INDEX.put(3, 'The cart is empty, it\'s "broken" & 100% slow', scopes=["customer 11"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cart", [3, 1]),
        ("CART blank", [1]),
        ("καλαθι", [2]),
        ("ΚΑΛΆΘΙ ΛΑΘΟΣ", [2]),
        ("car", [3, 1]),
        ("ca page", []),
        ("page cart", [1]),
        ("500", [2]),
        ("nothing", []),
        ("", []),
        ("!!! ---", []),
        ("\"broken' OR 1=1) --", []),
        ("it's broken", [3]),
        ("NOT cart*", []),
        ("a" * 5000, []),
        ("cart " * 500, [3, 1]),
    ],
)
def test_finding(query, found):
    assert INDEX.find(query) == found


def test_a_scope_keeps_to_its_rows():
    assert INDEX.find("cart", scope="customer 1") == [1]


def test_a_query_cannot_leave_its_scope():
    assert INDEX.find("zscopecustomer11 cart", scope="customer 1") == []


def test_putting_again_replaces():
    INDEX.put(1, "something else")
    assert (INDEX.find("blank"), INDEX.find("else")) == ([], [1])


def test_the_most_are_the_newest():
    assert INDEX.find("cart", most=1) == [3]


def test_long_words_and_texts_are_taken():
    INDEX.put(4, "x" * 5000 + " " + "λέξη " * 20_000)
    assert INDEX.find("x" * 5000) == [4]

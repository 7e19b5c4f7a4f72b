import pytest

from pointdesk.kit.folding import folded, words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ελληνικός", "ελληνικοσ"),
        ("ΕΛΛΗΝΙΚΌΣ", "ελληνικοσ"),
        ("ΐ", "ι"),
        ("Straße", "strasse"),
        ("naïve", "naive"),
        ("plain", "plain"),
    ],
    ids=["final sigma", "capitals", "two marks", "sharp s", "diaeresis", "plain"],
)
def test_folding(text, plain):
    assert folded(text) == plain


def test_words_are_what_stands_between_signs():
    assert words("X-Cart_5.4 — Η τιμή; (office@acme.example) 🙂") == [
        "x",
        "cart",
        "5",
        "4",
        "η",
        "τιμη",
        "office",
        "acme",
        "example",
    ]

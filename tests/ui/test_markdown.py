import pytest
from tests.ui.draw import drawn

from pointdesk.ui.components.markdown import markdown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Plain <b>text</b> & more", "<p>Plain &lt;b&gt;text&lt;/b&gt; &amp; more</p>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("**bold** `code` ~~gone~~", "<p><strong>bold</strong> <code>code</code> <s>gone</s></p>\n"),
        ("# Title\n\n#### Small", "<h3>Title</h3>\n<h4>Small</h4>\n"),
        ("```html\n<script>\n```", "<pre><code>&lt;script&gt;\n</code></pre>\n"),
        ("3. third", '<ol start="3">\n<li>third</li>\n</ol>\n'),
        (
            "[shop](https://example.com)",
            '<p><a href="https://example.com" rel="noopener noreferrer nofollow">shop</a></p>\n',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        (
            "![x](https://example.com/a.png)",
            '<p>!<a href="https://example.com/a.png" rel="noopener noreferrer nofollow">x</a></p>\n',
        ),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>\n"),
        ("Λάθος 🙂 שלום", "<p>Λάθος 🙂 שלום</p>\n"),
        ("", ""),
    ],
)
def test_what_is_written_is_read(written, read):
    assert markdown(written) == read


def test_a_table():
    assert "<td>25</td>" in markdown("| item | points |\n| --- | --- |\n| level 2 | 25 |")


def test_deep_nesting_ends():
    assert markdown(">" * 5000 + " x").count("<blockquote>") < 200


@pytest.mark.parametrize(
    "hostile",
    ["[" * 100_000, "![" * 50_000, "[](" * 3_000 + "x" * 80_000, "a|b\n-|-\n" + "c|d\n" * 20_000, "- x\n" * 25_000,
     "|" * 200 + "\n" + "|-" * 200 + "|\n" + "a\n" * 300],
)  # fmt: skip
def test_what_would_take_long_to_read_stays_as_typed(hostile):
    read = markdown(hostile)
    assert not any(f"<{tag}>" in read for tag in ("table", "ul", "a", "td"))
    assert read.count(hostile[0]) >= hostile.count(hostile[0])


def test_what_stays_as_typed_does_no_harm_either():
    assert markdown("[" * 5000 + "\n<b>x</b>\n\ny").endswith("[<br>&lt;b&gt;x&lt;/b&gt;</p>\n\n<p>y</p>")


def test_a_long_letter_is_read():
    assert "<strong>bold</strong>" in markdown("Ten words of a letter, and one of them **bold**.\n\n" * 500)


def test_a_message_leaves_direction_to_its_paragraphs():
    """The style sheet does it, paragraph by paragraph; a direction of the whole would turn the files beneath too."""
    assert "dir=" not in drawn('{% message author="A B" at=at %}{{ "**x**"|markdown }}{% endmessage %}')

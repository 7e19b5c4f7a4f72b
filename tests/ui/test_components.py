from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from tests.ui.draw import drawn

from pointdesk.kit.money import Money
from pointdesk.ui.components.library import register
from pointdesk.ui.icons import FOLDER, ICONS

AT = datetime(2027, 1, 21, 9, 12, tzinfo=UTC)


class SampleForm(forms.Form):
    name = forms.CharField(help_text="As customers read it.", widget=forms.TextInput(attrs={"placeholder": "Name"}))
    text = forms.CharField(widget=forms.Textarea, required=False)
    agree = forms.BooleanField(required=False)
    how = forms.ChoiceField(widget=forms.RadioSelect, choices=[("go", "Go ahead"), ("ask", "Ask first")])
    secret = forms.CharField(widget=forms.HiddenInput, initial="x")


class Balance(HTMLParser):
    """Whether every element that is opened is closed, in order."""

    VOID = ("input", "img", "br", "path", "rect", "circle", "line", "polyline", "link", "meta", "hr")

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('{% button "Charge 25 points" kind="primary" %}',
         '<button class="button" type="submit" data-kind="primary" > Charge 25 points </button>'),
        ('{% status "you" %}', '<span class="status" data-state="you">Waiting for you</span>'),
        ('{% status "us" label="Dora" %}', '<span class="status" data-state="us">Dora</span>'),
        ('{% points 1250 %}', '<span class="points">1,250</span>'),
        ('{% points 120 signed=True %}', '<span class="points" data-sign="in">+120</span>'),
        ('{% points -25 signed=True %}', '<span class="points">−25</span>'),
        ('{% points 0 signed=True %}', '<span class="points">0</span>'),
        ('{% count 13 %}', '<span class="count">13</span>'),
        ('{% lot_mark "free" %}', '<span class="lot"><span class="lot-mark" data-kind="free"></span>free</span>'),
        ('{% balance_sum 120 %}',
         '<p class="balance-sum"><span class="visually-hidden">Balance: </span>120</p>'),
        ('{% avatar "Anna Maria Nikolaou" %}',
         '<span class="avatar" data-side="them" data-size="" aria-hidden="true">AN</span>'),
        ('{% fact "To pay" total=True %}117.80{% endfact %}',
         '<div data-total><dt>To pay</dt><dd>117.80</dd></div>'),
    ],
    ids=lambda value: value[3:20] if value.startswith("{%") else "",
)  # fmt: skip
def test_what_a_component_draws(source, html):
    assert drawn(source) == html


@pytest.mark.parametrize(
    ("source", "english", "greek"),
    [
        ('{% price "none" %}', "Not priced yet", "Χωρίς τιμή ακόμη"),
        ('{% price "said" value=25 %}', "<b>25</b> points, not charged yet", "<b>25</b> πόντοι, δεν χρεώθηκαν ακόμη"),
        ('{% price "said" value=1 %}', "<b>1</b> point, not charged yet", "<b>1</b> πόντος, δεν χρεώθηκε ακόμη"),
        ('{% price "declined" value=80 %}', "Declined: <b>80</b> points", "Απορρίφθηκαν: <b>80</b> πόντοι"),
        ('{% price "asked" value=80 %}', "Asked: <b>80</b> points", "Ζητούνται: <b>80</b> πόντοι"),
        ('{% price "charged" value=40 %}', "Charged <b>40</b> points", "Χρεώθηκαν <b>40</b> πόντοι"),
        ('{% price "charged" value=40 before=25 %}', "<s>25</s> <b>40</b> points", "<s>25</s> <b>40</b> πόντοι"),
        ('{% price "waiting" value=120 missing=35 %}',
         "<b>120</b> points, 35 missing", "<b>120</b> πόντοι, λείπουν 35"),
        ('{% price "returned" value=25 %}', "Returned <b>25</b> points", "Επιστράφηκαν <b>25</b> πόντοι"),
        ('{% price "returned" value=25 reason="our bug" %}',
         "Returned <b>25</b> points: our bug", "Επιστράφηκαν <b>25</b> πόντοι: our bug"),
    ],
    ids=lambda value: value[9:30] if value.startswith("{%") else "",
)  # fmt: skip
def test_a_price_says_where_it_stands_in_both_languages(source, english, greek):
    assert f"<span> {english} </span>" in drawn(source)
    assert f"<span> {greek} </span>" in drawn(source, "el")


@pytest.mark.parametrize(
    ("cents", "english", "greek"),
    [
        (11780, "117.80\u00a0EUR", "117,80\u00a0EUR"),
        (5, "0.05\u00a0EUR", "0,05\u00a0EUR"),
        (-1234567, "−12,345.67\u00a0EUR", "−12.345,67\u00a0EUR"),
        (123456789012345678, "1,234,567,890,123,456.78\u00a0EUR", "1.234.567.890.123.456,78\u00a0EUR"),
    ],
)
def test_money_is_exact_and_in_the_readers_notation(cents, english, greek):
    for language, figure in (("en", english), ("el", greek)):
        with translation.override(language):
            html = Template("{% load ui %}{% money value %}").render(Context({"value": Money(cents)}))
        assert html == f'<span class="nowrap">{figure}</span>'


@pytest.mark.parametrize(
    "source",
    [
        '{% button "Save" knd="primary" %}',
        '{% button "Save" kind="huge" %}',
        '{% button "Save" size="small" %}',
        '{% button "Save" type="reset" %}',
        '{% button "Save" icon="no-such-icon" %}',
        '{% button "Save" icon_only=True %}',
        "{% button %}",
        '{% link_button "Buy" "/" kind="link" %}',
        '{% icon "no-such-icon" %}',
        '{% menu label="Account" %}{% endmenu %}',
        '{% menu label="Account" icon="check" initials="AN" %}{% endmenu %}',
        '{% menu_button "Light" icon="sun" name="theme" %}',
        '{% dialog id="a" title="b" tone="red" %}{% enddialog %}',
        "{% dialog %}{% enddialog %}",
        '{% status "open" %}',
        '{% badge "x" tone="green" %}',
        '{% lot_mark "gift" %}',
        '{% avatar "A" side="ours" %}',
        '{% avatar "A" size="xl" %}',
        '{% price "debited" value=1 %}',
        '{% price "none" value=1 %}',
        '{% price "charged" %}',
        '{% price "waiting" value=1 %}',
        '{% price "said" value=1 missing=2 %}',
        '{% price "said" value=1 before=2 %}',
        '{% price "charged" value=1 reason="x" %}',
        '{% card tone="green" %}{% endcard %}',
        '{% card level=4 title="x" %}{% endcard %}',
        '{% card aside="x" %}{% endcard %}',
        "{% card %}{% footer %}{% footer %}{% endcard %}",
        '{% table fold="cards" %}{% endtable %}',
        '{% alert tone="green" %}{% endalert %}',
        '{% alert role="note" %}{% endalert %}',
        '{% empty title="x" icon="no-such-icon" %}{% endempty %}',
        '{% field "name" %}',
        '{% field form.name width="xl" %}',
        '{% message author="A" at=at side="left" %}{% endmessage %}',
        '{% message author="A" at=at kind="mail" %}{% endmessage %}',
        '{% step state="open" figure=1 title="x" by="y" %}{% endstep %}',
        '{% step state="charged" figure=1 title="x" %}{% endstep %}',
        '{% event icon="no-such-icon" at=at %}{% endevent %}',
    ],
)
def test_what_a_component_does_not_know_it_refuses(source):
    with pytest.raises(TemplateSyntaxError):
        drawn(source, form=SampleForm(), at=AT)


EVIL = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "source",
    [
        "{% button evil %}",
        "{% link_button evil evil about=evil %}",
        "{% badge evil %}",
        '{% status "us" label=evil %}',
        "{% card title=evil aside=evil %}{{ evil }}{% footer %}{{ evil }}{% endcard %}",
        "{% fact evil %}{{ evil }}{% endfact %}",
        "{% alert %}{{ evil }}{% endalert %}",
        '{% flash "info" evil %}',
        "{% empty title=evil %}{{ evil }}{% endempty %}",
        "{% message author=evil at=at label=evil %}{{ evil }}{% endmessage %}",
        '{% event icon="check" at=at %}{{ evil }}{% endevent %}',
        '{% step state="charged" figure=1 title=evil reason=evil by=evil %}{{ evil }}{% endstep %}',
        "{% tabs label=evil %}{% tab evil evil %}{% endtabs %}",
        "{% pager evil newer=evil label=evil %}",
        '{% menu label=evil icon="check" text=evil %}{% menu_link evil evil icon="check" %}{% endmenu %}',
        '{% menu label="x" initials=evil %}{% menu_button evil icon="check" name=evil value=evil %}{% endmenu %}',
        '{% dialog id="a" title=evil %}{{ evil }}{% enddialog %}',
        "{% table caption=evil %}{% endtable %}",
        "{% avatar evil %}",
        "{% choice evil name=evil value=evil hint=evil side=evil %}",
        '{% lot_mark "paid" label=evil %}',
        '{% price "returned" value=1 reason=evil %}',
        '{% bar_chart id="a" title=evil rows=rows %}{{ evil }}{% endbar_chart %}',
        "{% field form.name label=evil %}{% form_errors form %}",
    ],
)
def test_what_people_wrote_is_text_and_never_markup(source):
    form = SampleForm({"name": "x", "how": EVIL, "secret": "x"})
    assert "<script>" not in drawn(source, evil=EVIL, at=AT, rows=[(EVIL, 1)], form=form)


def test_a_field_ties_label_hint_and_error_together():
    form = SampleForm({"name": ""})
    assert drawn("{% field form.name %}", form=form) == (
        '<div class="field"> <label for="id_name">Name</label> '
        '<div class="hint" id="id_name_helptext">As customers read it.</div> '
        '<input type="text" name="name" class="input" required aria-invalid="true" '
        'aria-describedby="id_name_helptext id_name_error" id="id_name"> <div id="id_name_error"> '
        f'<p class="field-error">{ICONS["circle-alert"]}This field is required.</p> </div> </div>'
    )


def test_every_kind_of_field():
    form = SampleForm(initial={"agree": True})
    assert '<textarea name="text"' in drawn("{% field form.text %}", form=form)
    assert drawn("{% field form.secret %}", form=form) == '<input type="hidden" name="secret" value="x" id="id_secret">'
    assert '<label class="check" for="id_agree"><input type="checkbox"' in drawn("{% field form.agree %}", form=form)
    radios = drawn("{% field form.how %}", form=form)
    assert radios.startswith('<fieldset class="field" id="id_how"')
    assert radios.count('<label class="choice"') == 2
    assert " autofocus" in drawn("{% field form.name autofocus=True %}", form=form)


def test_a_summary_of_errors_leads_to_the_fields():
    form = SampleForm({"name": ""})
    form.add_error(None, "Something else.")
    html = drawn("{% form_errors form %}", form=form)
    assert "<p><strong>Something else.</strong></p><p><strong>This field is required.</strong></p>" in html
    assert "Nothing was sent. 2 fields need you." in html
    assert '<a href="#id_name">Name</a>: This field is required.' in html
    assert drawn("{% form_errors form %}", form=SampleForm()) == ""


def test_blocks_nest_and_close():
    source = (
        '{% card title="A" %}{% facts %}{% fact "B" %}1{% endfact %}{% endfacts %}{% footer %}'
        "{% alert %}C{% endalert %}{% endcard %}"
        '{% dialog id="d" title="D" %}{% table %}<tbody></tbody>{% endtable %}{% enddialog %}'
        '{% steps %}{% step state="said" figure=1 title="x" %}{% endstep %}{% endsteps %}'
        '{% tabs label="T" %}{% tab "a" "#" count=0 %}{% endtabs %}{% pager "1 of 2" older="#" %}'
        '{% message author="A" at=at kind="note" %}m{% endmessage %}{% menu label="M" initials="AN" %}{% endmenu %}'
        '{% field form.how %}{% field form.agree %}{% empty title="E" %}{% endempty %}'
    )
    parser = Balance()
    parser.feed(drawn(source, at=AT, form=SampleForm({})))
    assert parser.open == []


def test_the_gallery_shows_every_component():
    pages = "".join((FOLDER.parent / name).read_text() for name in ("gallery.html", "base.html", "_display.html"))
    assert [name for name in register.tags if f"{{% {name} " not in pages] == []


def test_every_icon_is_used():
    source = FOLDER.parents[3]
    text = "".join(path.read_text() for pattern in ("**/*.html", "**/*.py") for path in source.glob(pattern))
    assert [name for name in ICONS if f'"{name}"' not in text] == []

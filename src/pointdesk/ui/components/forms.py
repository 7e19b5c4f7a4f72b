"""Fields of forms: label, hint, control, error, in that order, tied together for those who listen."""

from typing import Any

from django.forms import BoundField, Form, widgets
from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString

from pointdesk.ui.components.library import draw, one_of, register


@register.simple_tag
def field(
    bound: BoundField, *, label: str = "", hint: str = "", icon: str = "", width: str = "", autofocus: bool = False
) -> SafeString:
    """A field of a form with its label, help text and errors; radios become rows whose whole row is the target.

    `label` and `hint` say it better than the form does. Placeholders are left out: a label that vanishes when one
    types is none.
    """
    if not isinstance(bound, BoundField):
        raise TemplateSyntaxError("field takes a field of a form")
    if bound.is_hidden:
        return SafeString(bound)
    bound.label, bound.help_text = label or bound.label, hint or bound.help_text
    widget = bound.field.widget
    if isinstance(widget, widgets.RadioSelect):  # and CheckboxSelectMultiple, which is one
        rows = [{"tag": row.tag(), "label": row.choice_label, "id": row.id_for_label} for row in bound]
        return draw("field_choices", bound=bound, rows=rows)
    attributes: dict[str, Any] = {"placeholder": False}
    if autofocus:
        attributes["autofocus"] = True
    if isinstance(widget, widgets.CheckboxInput):
        return draw("field_check", bound=bound, control=bound.as_widget(attrs=attributes))
    attributes["class"] = "input"
    if one_of(width, ("", "s"), "width"):
        attributes["data-width"] = width
    return draw("field", bound=bound, control=bound.as_widget(attrs=attributes), icon=icon)


@register.simple_tag
def form_errors(form: Form) -> SafeString:
    """What is wrong with a form, above it: sentences about the whole, links to the fields that need someone."""
    hidden = [error for bound in form.hidden_fields() for error in bound.errors]
    fields = [bound for bound in form.visible_fields() if bound.errors]
    return draw("form_errors", whole=[*form.non_field_errors(), *hidden], fields=fields)


@register.simple_tag
def choice(label: str, *, name: str, value: str, hint: str = "", side: str = "", checked: bool = False) -> SafeString:
    """One radio of a row of choices with a figure at its side: "Go ahead — 25 points". Stand them in `.choices`."""
    return draw("choice", label=label, name=name, value=value, hint=hint, side=side, checked=checked)

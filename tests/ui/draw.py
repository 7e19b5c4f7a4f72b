"""Drawing one piece of a template, as a page would."""

from django.template import Context, Template
from django.utils import translation


def drawn(source, language="en", **context):
    """The HTML of the template, with runs of white space as one space."""
    with translation.override(language):
        return " ".join(Template("{% load ui %}" + source).render(Context(context)).split())

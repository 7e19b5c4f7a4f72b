"""``{% load portal %}``: what only the portal's templates need."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def text(texts: Mapping[str, str], key: str) -> str:
    """The sentence of that key: template variables cannot hold a hyphen. Raises KeyError for a misspelt one."""
    return texts[key]

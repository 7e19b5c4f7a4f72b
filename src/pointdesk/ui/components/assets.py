"""The style sheets of a page."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from pointdesk.ui.bundle import BUNDLE, SHEETS, BundlingStorage
from pointdesk.ui.components.library import register


@register.simple_tag
def stylesheets() -> SafeString:
    """Links to the styles of every page: one bundle where static files are collected, else each file as it is."""
    names = [BUNDLE] if isinstance(staticfiles_storage, BundlingStorage) else SHEETS
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names))

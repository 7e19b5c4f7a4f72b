"""``{% load ui %}``: every component."""

from pointdesk.ui.components import assets, boxes, charts, controls, figures, forms, markdown, navigation, thread
from pointdesk.ui.components.library import register

__all__ = ["assets", "boxes", "charts", "controls", "figures", "forms", "markdown", "navigation", "register", "thread"]

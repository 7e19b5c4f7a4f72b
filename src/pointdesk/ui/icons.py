"""The icons, drawn by the server into the page: no requests, no scripts, the colour of the text beside them.

Each is a file in templates/ui/icons/, from Lucide (ISC, parts MIT from Feather; see docs/licences/lucide.txt).
"""

from pathlib import Path

from django.utils.safestring import SafeString

FOLDER = Path(__file__).parent / "templates" / "ui" / "icons"

ICONS = {path.stem: SafeString(path.read_text().strip()) for path in sorted(FOLDER.glob("*.svg"))}
"""Name → the whole <svg>."""

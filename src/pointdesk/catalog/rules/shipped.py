"""The scheme that comes with Pointdesk, wherever it is installed."""

from importlib.resources import files

from pointdesk.catalog.rules.scheme import Scheme, parse


def shipped_scheme(name: str = "x-cart") -> Scheme:
    """The scheme in `schemes/NAME.yaml` of the project, which is packed with this room (a symbolic link beside it)."""
    file = files("pointdesk.catalog") / "schemes" / f"{name}.yaml"
    return parse(file.read_bytes(), str(file))

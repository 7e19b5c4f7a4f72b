from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.points import whole_points
from pointdesk.kit.texts import one_line


def line_facts(*, name: str, category: str, welcome_points: int, position: int) -> dict[str, str | int]:
    """The columns of a product line. Raises InvalidInput, InvalidPoints."""
    if not 0 <= position <= 10_000:
        raise InvalidInput(field="position", problem="not_a_position")
    return {
        "name": one_line(name, field="name", most=200),
        "category": one_line(category, field="category", most=200, least=0),
        "welcome_points": whole_points(welcome_points),
        "position": position,
    }

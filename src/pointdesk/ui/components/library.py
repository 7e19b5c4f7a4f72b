"""What all components stand on: the one register, closed values, and blocks with a second slot."""

from collections.abc import Callable
from inspect import Parameter, signature
from typing import Any

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.template.library import parse_bits
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = Library()

TONES = ("", "accent", "amber", "red")


def one_of(value: str, allowed: tuple[str, ...], attribute: str) -> str:
    """The value, if the component knows it. Raises TemplateSyntaxError, which says what it knows."""
    if value not in allowed:
        known = ", ".join(name or '""' for name in allowed)
        raise TemplateSyntaxError(f"{attribute} is one of {known}; not {value!r}")
    return value


def draw(component: str, **context: Any) -> SafeString:
    """The component's own template with these values and nothing of the page's."""
    html = render_to_string(f"ui/components/{component}.html", context)
    return mark_safe(html.strip())  # noqa: S308 -- templates escape


def block_with_footer(function: Callable[..., SafeString]) -> Callable[..., SafeString]:
    """Register ``{% name attribute=… %} content {% footer %} footer {% endname %}``; the footer may be left out.

    `function` takes `content` and `footer` and, by keyword only, its attributes: any other is a TemplateSyntaxError
    when the page is compiled.
    """
    name = function.__name__
    attributes = {p.name: p.default for p in signature(function).parameters.values() if p.kind is p.KEYWORD_ONLY}

    def compile_block(parser: Parser, token: Token) -> Node:
        defaults = {key: default for key, default in attributes.items() if default is not Parameter.empty}
        bits = token.split_contents()[1:]
        _, kwargs = parse_bits(  # type: ignore[call-arg]  # the stubs lack takes_context
            parser, bits, [], None, None, None, list(attributes), defaults, takes_context=False, name=name
        )
        content, footer = parser.parse(("footer", f"end{name}")), NodeList()
        if parser.next_token().contents == "footer":
            footer = parser.parse((f"end{name}",))
            parser.delete_first_token()
        return _BlockNode(function, kwargs, content, footer)

    register.tag(name, compile_block)
    return function


class _BlockNode(Node):
    child_nodelists = ("content", "footer")

    def __init__(
        self,
        function: Callable[..., SafeString],
        kwargs: dict[str, FilterExpression],
        content: NodeList,
        footer: NodeList,
    ) -> None:
        self.function, self.kwargs, self.content, self.footer = function, kwargs, content, footer

    def render(self, context: Context) -> SafeString:
        values = {name: expression.resolve(context) for name, expression in self.kwargs.items()}
        return self.function(self.content.render(context), self.footer.render(context), **values)

"""Render: what HTML a page may hold. The rule `unsafe-html` tells editors, this enforces it."""

import nh3

_STRUCTURE = {"a", "abbr", "article", "aside", "b", "blockquote", "br", "button", "caption", "cite"}
_STRUCTURE |= {"code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em"}
_STRUCTURE |= {"figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins"}
_STRUCTURE |= {"kbd", "li", "mark", "nav", "ol", "p", "pre", "q", "s", "section", "small", "span"}
_STRUCTURE |= {"strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead"}
_STRUCTURE |= {"time", "tr", "u", "ul"}

WIDGETS = {"input", "label", "path", "svg"}
"""Tabs are made of `input` and `label`, icons are `svg`; an editor types none of them."""

TAGS = frozenset(_STRUCTURE | WIDGETS)
"""Every element that a page may hold."""

_ATTRIBUTES = {
    "*": {"aria-hidden", "aria-label", "aria-labelledby", "class", "id", "lang", "role", "title"},
    "a": {"download", "href", "name"},
    "button": {"type", "hidden"},
    "col": {"span"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "src", "width"},
    "input": {"checked", "disabled", "name", "type"},
    "label": {"for"},
    "ol": {"start", "type"},
    "path": {"d"},
    "svg": {"height", "viewbox", "viewBox", "width", "xmlns"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
}


def _own(tag: str, attribute: str, value: str) -> str | None:
    """An image of another host would be asked for by every reader's phone."""
    foreign = tag == "img" and attribute == "src" and (":" in value or value.startswith("//"))
    return None if foreign else value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    generic_attribute_prefixes={"data-"},
    filter_style_properties={"text-align"},
    link_rel=None,
    strip_comments=True,
    attribute_filter=_own,
)


def sanitise(content: str) -> str:
    """A page's HTML fragment without anything that runs, loads or restyles."""
    return _CLEANER.clean(content)

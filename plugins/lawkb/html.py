"""Render: what HTML a page may hold. The rule `unsafe-html` tells editors, this enforces it."""

import re
from collections.abc import Callable
from typing import Any

import nh3

_TAGS = {"a", "abbr", "article", "aside", "b", "blockquote", "br", "button", "caption", "cite"}
_TAGS |= {"code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em"}
_TAGS |= {"figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins"}
_TAGS |= {"kbd", "li", "mark", "nav", "ol", "p", "pre", "q", "s", "section", "small", "span"}
_TAGS |= {"strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead"}
_TAGS |= {"time", "tr", "u", "ul"}

TAGS = frozenset(_TAGS)
"""Every element that may stand in what an author wrote."""

_ATTRIBUTES = {
    "*": {"aria-hidden", "aria-label", "aria-labelledby", "class", "id", "lang", "role", "title"},
    "a": {"download", "href", "name"},
    "button": {"type", "hidden"},
    "col": {"span"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "src", "width"},
    "ol": {"start", "type"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
}


def _own(tag: str, attribute: str, value: str) -> str | None:
    """An image of another host would be asked for by every reader's phone."""
    foreign = tag == "img" and attribute == "src" and (":" in value or value.startswith("//"))
    return None if foreign else value


def _cleaner(attribute_filter: Callable[[str, str, str], str | None] | None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        generic_attribute_prefixes={"data-"},
        filter_style_properties={"text-align"},
        link_rel=None,
        strip_comments=True,
        attribute_filter=attribute_filter,
    )


# To be asked about every attribute takes a tenth of the time; most pages have no image.
_CLEANER, _WITHOUT_IMAGES = _cleaner(_own), _cleaner(None)
_IMAGE = re.compile("<[iI][mM]")
"""How an image begins: `<image>` is one, too."""


_HEADING = re.compile(r'<h([1-3])\b[^>]*? id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")


def headings(content: str) -> list[dict[str, Any]]:
    """The headings of a page that a table of contents lists, as the extension `toc` gives them."""
    return [
        {"level": int(level), "id": anchor, "name": _MARKUP.sub("", inside).strip()}
        for level, anchor, inside in _HEADING.findall(content)
    ]


def wrap_tables(content: str) -> str:
    """A page's HTML with each table in a box of its own that scrolls where a phone is too narrow.

    These are the boxes of Material's style sheet; its script would make them only in the browser.
    """
    opening = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>'
    return content.replace("<table>", opening).replace("</table>", "</table></div></div>")


def sanitise(content: str) -> str:
    """A page's HTML fragment without anything that runs, loads or restyles."""
    return (_CLEANER if _IMAGE.search(content) else _WITHOUT_IMAGES).clean(content)

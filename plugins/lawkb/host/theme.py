"""Shell: what spares the theme from writing the same thing thousands of times."""

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


@dataclass(frozen=True)
class Same:
    """What a `{% call %}` of a template holds, written once for all pages on which it is the same.

    `nav` is the navigation that stands around the pages.
    """

    nav: Navigation
    _deep: frozenset[str] = field(init=False)
    _written: dict[tuple[str, str], Markup] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        deep = (page.url.split("/", 1)[0] for page in self.nav.pages if page.url.count("/") > 1)
        object.__setattr__(self, "_deep", frozenset(deep))

    def around(self, page: Page | None) -> str:
        """A name for all pages around which everything is as it is around that one; "" for no others.

        What stands around a page leads to the navigation and to addresses of one part. From pages
        outside of the navigation that have a first folder and a depth in common, both are as far,
        unless the navigation itself goes into that folder.
        """
        if page is None or any(item.active for item in self.nav.items):
            return ""
        folder, *rest = page.url.strip("/").split("/")
        if not rest:
            return "/" if page.meta.get("doc") else ""
        return "" if folder in self._deep else f"{folder}/{len(rest)}"

    def __call__(self, name: str, around: str, caller: Callable[[], Markup]) -> Markup:
        """The body of the call, or what it was when one of that name was written around such a page."""
        if not around:
            return caller()
        if (name, around) not in self._written:
            self._written[name, around] = caller()
        return self._written[name, around]

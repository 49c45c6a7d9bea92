"""Shell: what spares the theme from doing the same thing thousands of times."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from markupsafe import Markup
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme


class Visible(Theme):
    """A theme as MkDocs has read it, but that its hidden files are not listed.

    MkDocs lists all files of a theme in order to copy them, and drops those in hidden folders one by
    one: 14,000 icons of Material's, a tenth of a second each time.
    """

    def __init__(self, theme: Theme) -> None:
        vars(self).update(vars(theme))

    def get_env(self) -> jinja2.Environment:
        """The environment of the theme's templates."""
        env = super().get_env()
        env.loader = _Loader(self.dirs)
        return env


class _Loader(jinja2.FileSystemLoader):
    def list_templates(self) -> list[str]:
        """The files that are not hidden, which may be loaded all the same."""
        found: set[str] = set()
        for top in self.searchpath:
            for parent, folders, names in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                place = Path(parent).relative_to(top)
                visible = (name for name in names if not name.startswith("."))
                found.update((place / name).as_posix() for name in visible)
        return sorted(found)


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

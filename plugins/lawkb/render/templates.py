"""Render: a template is filled and becomes a page: HTML before and after what the author wrote."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jinja2
from markupsafe import Markup, escape

from lawkb import body, inserts, links, outline
from lawkb.library import Library
from lawkb.links import Link
from lawkb.memory import digest
from lawkb.page import Page
from lawkb.render import environment, labels
from lawkb.render.output import HOME, Output, Planned

_BODY = Markup("<!-- body -->")
"""Where a template wants what the author wrote; nobody can type it, since templates escape."""


@dataclass(frozen=True)
class Templates:
    """The templates, to be filled with what a library holds.

    `preview` shows editors what readers are not shown; `icon` gives the HTML of an icon by its name.
    """

    library: Library
    preview: bool
    icon: Callable[[str], Markup]

    @property
    def edition(self) -> str:
        """Whose pages are remembered: those of a preview are others than those of the site."""
        return "preview" if self.preview else "site"

    @cached_property
    def frame(self) -> str:
        """A digest of what goes into every page."""
        library = self.library
        return digest(
            [library.data_digest, str(library.today), library.law_texts.digest, str(self.preview)]
        )

    def page(self, uri: str, title: str, template: str, *made_from: str, **values: Any) -> Planned:
        """A page without a source that depends on registries and on what `made_from` tells."""
        key = functools.partial(digest, [self.frame, template, title, *made_from])
        return self._planned(uri, title, template, key, values)

    def index_page(self, uri: str, title: str, template: str, **values: Any) -> Planned:
        """A page without a source that depends on all documents."""

        def key() -> str:
            return digest([self.frame, template, title, self.library.index.digest])

        return self._planned(uri, title, template, key, values)

    def _planned(
        self, uri: str, title: str, template: str, key: Callable[[], str], values: dict[str, Any]
    ) -> Planned:
        make = functools.partial(self._output, uri, title, template, **values)
        return Planned(uri, title, None, key, make)

    def parts(
        self, template: str, uri: str, written: str = "", **values: Any
    ) -> tuple[str, str, str]:
        """What a template puts before the author's words, those, and what it puts after them."""
        known = self._at(uri) | values | {"body": _BODY}
        filled = self._environment.get_template(template).render(known)
        # An empty line would end the HTML for a reader of Markdown, and an indented one be code.
        lines = map(str.strip, filled.splitlines())
        before, wanted, after = "\n".join(filter(None, lines)).partition(_BODY)
        return before.strip(), written if wanted else "", after.strip()

    def _output(
        self, uri: str, title: str, template: str, written: str = "", **values: Any
    ) -> Output:
        parts = self.parts(template, uri, written, title=title, **values)
        return Output(uri, {"title": title} | hidden(uri), *parts)

    def _at(self, uri: str) -> dict[str, Any]:
        """What a template can use to write the page at that address."""
        taken: dict[str, int] = {}

        def anchor(title: str) -> str:
            return outline.unused(outline.slug(title), taken)

        def link(to: str | Page) -> str:
            return links.relative(to if isinstance(to, str) else to.uri, uri)

        def row(page: Page, *more: str) -> Markup:
            return labels.row(page, link(page), *more)

        def rows(pages: Iterable[Page]) -> Markup:
            return Markup("\n".join(map(row, pages)))  # noqa: S704 - rows are HTML

        def card(page: Page, lead: str | None = None) -> Markup:
            return labels.card(page, link(page), lead)

        def cited(text: str) -> Markup:
            return body.cited(text, uri, self.library, self._law_pages)

        def show(text: str) -> Markup:
            fact = functools.partial(body.show_fact, library=self.library)
            return Markup(inserts.fill(text, fact, escape))  # noqa: S704 - each part is escaped

        def place(target: str) -> str:
            found = links.resolve(Link(target, 0, 0), None, self.library)
            if found is None:  # only in a preview: the rule `broken-reference` stops a build
                return link("topics/index.md")
            return link(found.uri) + (f"#{found.fragment}" if found.fragment else "")

        given: dict[str, Any] = {"link": link, "place": place, "cited": cited, "show": show}
        return given | {"row": row, "rows": rows, "card": card, "anchor": anchor, "uri": uri}

    @cached_property
    def _law_pages(self) -> frozenset[str]:
        """The files of the laws and articles that the library cites."""
        return frozenset(
            f"laws/{id_}/{article or 'index'}.md"
            for id_, articles in self.library.index.citing.items()
            for article in (None, *articles)
        )

    @cached_property
    def _environment(self) -> jinja2.Environment:
        return environment.make(self.library, self.icon, preview=self.preview)


def hidden(uri: str) -> dict[str, Any]:
    """What a page that is no document does not show around its text, as its front matter says it."""
    if uri.startswith("editors/"):
        return {"hide": []}
    return {"hide": ["navigation", "toc"] if uri == HOME else ["navigation"]}

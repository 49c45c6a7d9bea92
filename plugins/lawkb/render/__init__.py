"""Render: entries and indexes become pages: what authors wrote as Markdown, what we add as HTML.

`documents` makes the page of each source; `listings`, `laws`, `registries` and `handbook` make the
pages that have none, whose planning `remembered` spares; `downloads` makes the files that readers
keep. `templates` fills one template for one page, `environment` says what every template can use,
`labels` how it calls a document; `output` is what comes out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from lawkb.check import Finding
from lawkb.library import Library
from lawkb.page import Page
from lawkb.registry import Attendee
from lawkb.render import downloads, handbook, laws, listings, registries
from lawkb.render.documents import Documents
from lawkb.render.output import Download, Output, Planned
from lawkb.render.remembered import Remembered
from lawkb.render.templates import Templates


@dataclass(frozen=True)
class Renderer:
    """Renders a library; `preview` adds drafts and, on each page, what the checks found there.

    `icon` gives the HTML of an icon by its name; the host has them.
    """

    library: Library
    preview: bool = False
    findings: tuple[Finding, ...] = ()
    icon: Callable[[str], Markup] = field(default=lambda _name: Markup())

    def site(self) -> Iterator[Output]:
        """Every page of the site; drafts and what is no sound document are left out."""
        return (planned.make() for planned in self.plan())

    def plan(self) -> Iterator[Planned]:
        """Every page of the site, the documents not rendered yet: there may be thousands."""
        yield from self.pages()
        yield from self._listings.plan()
        yield from registries.plan(self._templates, self.calendars)
        yield from self._laws.plan()
        yield from self.handbook()

    def pages(self) -> Iterator[Planned]:
        """The documents and the plain pages."""
        for page in self.library.pages:
            yield from self.pages_of(page)

    def pages_of(self, page: Page) -> Iterator[Planned]:
        """The page of a source; none for a draft, or what is no sound document, outside a preview."""
        return self._documents.plan(page)

    def handbook(self) -> Iterator[Planned]:
        """What the handbook for editors holds besides its written pages."""
        return handbook.plan(self._templates)

    def downloads(self) -> Iterator[Download]:
        """The files that readers keep: a Word file of each form, a calendar of each attendee."""
        yield from self.forms.values()
        yield from self.calendars.values()

    @property
    def forms(self) -> dict[str, Download]:
        """The Word file of each form that is shown, by the form's path."""
        return self._documents.forms

    def remember(self) -> None:
        """Keep in mind what took time to find out, once a plan was made and its keys were asked for."""
        self._documents.remember()
        self._listings.remember()
        self._laws.remember()

    @cached_property
    def calendars(self) -> dict[Attendee, Download]:
        """The calendar of each of those who have something in it."""
        return downloads.calendars(self.library, self._templates.frame)

    @cached_property
    def _listings(self) -> Remembered:
        return Remembered(listings.plan, self._templates)

    @cached_property
    def _laws(self) -> Remembered:
        return Remembered(laws.plan, self._templates)

    @cached_property
    def _documents(self) -> Documents:
        return Documents(self._templates, self.findings)

    @cached_property
    def _templates(self) -> Templates:
        return Templates(self.library, self.preview, self.icon)

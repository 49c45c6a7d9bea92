"""Render: a source becomes its page: a document, a page of the site itself."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lawkb import body, links, twins
from lawkb.check import Finding
from lawkb.fields import Status
from lawkb.library import Library, of_type
from lawkb.memory import digest
from lawkb.models import Entry, Form
from lawkb.page import Page
from lawkb.render import downloads, labels
from lawkb.render.output import HOME, Download, Output, Planned
from lawkb.render.templates import Templates, hidden

_PART = 2
"""The level of the headings that are the parts of a document, the pages of a talk."""


@dataclass(frozen=True)
class Documents:
    """The pages of sources; in a preview, `findings` stand on the pages where they were made."""

    templates: Templates
    findings: tuple[Finding, ...]

    def plan(self, page: Page) -> Iterator[Planned]:
        """The page of a source; none for a draft, or what is no sound document, outside a preview."""
        preview = self.templates.preview
        if page.entry and (preview or page.blocks_publishing):
            entry, make = page.entry, functools.partial(self._document, page)
            key, title = functools.partial(self._key, page), labels.title(entry)
            updated = _updated(entry)
            yield Planned(page.uri, title, page.path, key, make, updated, entry.listed)
        elif page.type is None or (page.entry is None and preview):
            make = functools.partial(self._plain if page.type is None else self._unsound, page)
            key = functools.partial(self._key_of_plain, page)
            yield Planned(page.uri, page.title, page.path, key, make, listed=page.type is None)

    @cached_property
    def forms(self) -> dict[str, Download]:
        """The Word file of each form that is shown, by the form's path."""
        library = self._library
        return {
            page.path: downloads.form(page, library, functools.partial(self._key, page))
            for page in of_type(library.documents, Form)
            if self.templates.preview or page.blocks_publishing
        }

    def _plain(self, page: Page) -> Output:
        """A page of the site itself; the home page gets its doors and cards."""
        template = "home.html" if page.uri == HOME else "plain.html"
        return self._output(template, page, {"title": page.title} | hidden(page.uri))

    def _unsound(self, page: Page) -> Output:
        """In a preview, a document that cannot be published yet: what is wrong, then its text."""
        meta = {"title": page.title, "noindex": True}
        return self._output("unsound.html", page, meta, title=page.title)

    def _document(self, page: Page) -> Output:
        """A document by its type's template, or the notice that it was withdrawn."""
        entry = page.entry
        assert entry
        withdrawn = entry.status is Status.WITHDRAWN
        template = "withdrawn.html" if withdrawn else f"{entry.type_name}.html"
        index = self._library.index
        related = index.related(page)
        shown = {relation.page.path for relation in related}
        backlinks = index.backlinks.get(page.path, ())
        return self._output(
            template,
            page,
            _meta(entry),
            entry=entry,
            download=self.forms.get(page.path) if page.type is Form else None,
            parts=[section for section in page.sections if section.level == _PART],
            related=related,
            backlinks=[other for other in backlinks if other.path not in shown],
        )

    def _output(self, template: str, page: Page, meta: dict[str, Any], **values: Any) -> Output:
        """The page of a source; in a preview, what is wrong with it stands at its top."""
        written = body.render(page, self._library)
        before, *rest = self.templates.parts(template, page.uri, written, page=page, **values)
        if found := self._shown_findings.get(page.path, ()):
            notice = self.templates.parts("findings.html", page.uri, findings=found)
            before = "".join(notice) + before
        return Output(page.uri, meta, before, *rest, source=page.path)

    def _key(self, page: Page) -> str:
        """A digest of all that the page of a source is made from."""
        was, key = self._known_keys.get(page.path, ("", ""))
        if was != page.source.digest or not was:
            key = self._key_of(page)
            self._new_keys[page.path] = page.source.digest, key
        findings = self._shown_findings.get(page.path, ())
        return digest([key, *map(str, findings)]) if findings else key

    def _key_of(self, page: Page) -> str:
        """The same, but for what is wrong with the page."""
        library = self._library
        places = (links.resolve(link, page, library) for link in page.links)
        return digest(
            [
                page.source.digest,
                self.templates.frame,
                *(
                    f"{reason}\0{other.uri}\0{other.source.head_digest}"
                    for reason, other in _shown(page, library)
                ),
                *(f"{place.uri}#{place.fragment}" if place else "" for place in places),
            ]
        )

    @cached_property
    def _known_keys(self) -> dict[str, tuple[str, str]]:
        """By path, digest of the source and key, if all around the pages is what it was."""
        memory, edition = self._library.memory, self.templates.edition
        return memory.peek("keys", edition, self._around) or {}

    @cached_property
    def _new_keys(self) -> dict[str, tuple[str, str]]:
        return {}

    def remember(self) -> None:
        """Keep the keys in mind: what leads to and from a page takes longer to find than to read."""
        if self._new_keys:
            keys = self._known_keys | self._new_keys
            self._library.memory.keep("keys", self.templates.edition, self._around, keys)

    @cached_property
    def _around(self) -> str:
        """A digest of all that pages show, but for what they say themselves."""
        return digest([self.templates.frame, self._library.web_digest])

    def _key_of_plain(self, page: Page) -> str:
        """The same for a page that is no document; on the home page all documents may show."""
        return digest([self._key(page), self._library.index.digest if page.uri == HOME else ""])

    @cached_property
    def _shown_findings(self) -> dict[str, list[Finding]]:
        """In a preview, what is wrong with each page, by its path."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings if self.templates.preview else ():
            found.setdefault(finding.path, []).append(finding)
        return found

    @property
    def _library(self) -> Library:
        return self.templates.library


def _shown(page: Page, library: Library) -> Iterator[tuple[str, Page]]:
    """The other documents of which a document's page shows something, and why."""
    entry = page.entry
    if entry is None:
        return
    yield from (("", other) for other in library.index.backlinks.get(page.path, ()))
    for relation in library.index.related(page):
        yield relation.reason, relation.page
    for twin in (twins.card_of(page, library), twins.guide_of(page, library)):
        if twin:
            yield "twin", twin
    withdrawn = entry.withdrawn
    successor = library.by_id(withdrawn.successor) if withdrawn and withdrawn.successor else None
    if successor:
        yield "successor", successor


def _meta(entry: Entry) -> dict[str, Any]:
    """The front matter of a document's page."""
    meta: dict[str, Any] = {
        "title": labels.title(entry),
        "description": entry.summary,
        "hide": ["navigation"],
        "doc": {
            "id": entry.id,
            "type": entry.type_name,
            "level": entry.level.name.lower(),
            "status": entry.status.name.lower(),
            "updated": _updated(entry),
        },
    }
    return meta if entry.listed else meta | {"noindex": True}


def _updated(entry: Entry) -> str:
    """The day of a document's last change; empty if it has none."""
    return str(entry.updated.date) if entry.updated else ""

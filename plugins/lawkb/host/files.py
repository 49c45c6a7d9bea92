"""Shell: files of MkDocs that know what they were made from."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from lawkb import html, inline, links
from lawkb.memory import Memory, digest
from lawkb.publish.manifest import Manifest
from lawkb.publish.queue import Queue
from lawkb.publish.share import Share
from lawkb.render.output import HOME, Output, Planned


@dataclass
class Plan:
    """What this build has to make: its part of what the last one did not make from the same.

    `frame` is a digest of all that goes into every page; `nav` are the pages that the navigation
    names, and how it calls them; `markdown` turns what authors wrote into HTML; `fingerprints` are
    those of every file of the site, made now or not; `listed` are address and last change of the
    pages that may be found. Of what belongs to its `share` it makes everything, but for the pages
    that other processes take from the `queue`, if there is one.
    """

    manifest: Manifest
    share: Share = field(default_factory=Share)
    frame: str = ""
    nav: Mapping[str, str | None] = field(default_factory=dict)
    markdown: Markdown = field(default_factory=Markdown)
    fingerprints: dict[str, str] = field(default_factory=dict)
    listed: list[tuple[str, str]] = field(default_factory=list)
    queue: Queue | None = None
    pages: dict[str, int] = field(default_factory=dict)
    """The number of each page by its address, by which processes know which of them is meant."""

    def enter(self, uri: str, *parts: str | bytes) -> str:
        """Take a file into the site; gives the fingerprint of what it is made from."""
        self.fingerprints[uri] = digest(parts)
        return self.fingerprints[uri]

    def page(self, planned: Planned, *, compare: bool = True) -> str:
        """Take a page into the site; gives the address of its file.

        Who need not `compare` it spares its fingerprint, which takes time to tell.
        """
        uri = f"{links.address(planned.uri)}index.html"
        self.pages[uri] = len(self.pages)
        if compare:
            self.enter(uri, self.frame, planned.key())
        if planned.listed:
            self.listed.append((links.relative(planned.uri, HOME), planned.updated))
        return uri

    def wants(self, uri: str) -> bool:
        """Whether the file at that address is to be made here and now."""
        if not self.share.holds(uri) or self._is_current(uri):
            return False
        number = self.pages.get(uri)
        return self.queue is None or number is None or self.queue.takes(number)

    def _is_current(self, uri: str) -> bool:
        # Where nothing is known, not every page has a fingerprint.
        return uri in self.manifest.known and self.manifest.is_current(uri, self.fingerprints[uri])


class Tracked(File):
    """A file whose `is_modified` is exact: MkDocs makes it when it would come out otherwise."""

    plan: Plan
    planned: Planned | None = None

    def is_modified(self) -> bool:
        """Whether it has to be made: MkDocs asks in its dirty mode."""
        return self.plan.wants(self.dest_uri)

    @property
    def content_string(self) -> str:
        """The text of a page of ours, put together only when it is read."""
        return self.planned.make().text if self.planned else super().content_string

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._content = value


class RenderedPage(Page):
    """A page of ours: its front matter is at hand, and only what its author wrote is Markdown.

    MkDocs reads all pages before it builds the first and drops none before the end. Ours are made
    when their turn comes and forgotten then, unless another plugin wants to see them in between.
    """

    _output: Output | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take text and front matter as they were rendered."""
        self.forget()
        if config.plugins.events["page_markdown"] or config.plugins.events["page_content"]:
            self._read()

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' signature
        """Make the content, if another plugin is to see it."""
        if self._output:
            self._render(self._output)

    def make(self) -> None:
        """Make what was put off, now that the page is built."""
        if self._output is None:
            self._render(self._read())

    def forget(self) -> None:
        """Keep nothing but the address and the title."""
        self._output, self.markdown, self.content = None, "", ""
        self.meta, self.toc = {}, get_toc([])

    def _read(self) -> Output:
        assert isinstance(self.file, Tracked)
        assert self.file.planned
        self._output = output = self.file.planned.make()
        self.markdown, self.meta = output.body, dict(output.meta)
        return output

    def _render(self, output: Output) -> None:
        """Put the author's words between what our templates made, with nothing in them that runs.

        MkDocs would look at each link again; ours are addresses already, and our rules know them.
        """
        assert isinstance(self.file, Tracked)
        assert self.file.planned
        try:
            written = self.file.plan.markdown.reset().convert(self.markdown or "")
        except RecursionError:
            message = f"{self.file.planned.source} 的列表或引用套得太深，生成不了。请改成两三层的简单写法。"
            raise PluginError(message) from None
        whole = f"{output.before}\n{html.sanitise(written)}\n{output.after}"
        self.content = html.wrap_tables(whole)
        self.toc = get_toc(nest_toc_tokens(html.headings(self.content)))


def page(planned: Planned, config: MkDocsConfig, plan: Plan) -> Tracked:
    """The file of a page of the site, which the plan knows."""
    # Documents stay out of the nav: with each of them in it, every page grows with the library.
    inclusion = InclusionLevel.NOT_IN_NAV if planned.source else InclusionLevel.UNDEFINED
    file = Tracked.generated(config, planned.uri, content="", inclusion=inclusion)
    assert isinstance(file, Tracked)
    file.edit_uri = planned.source  # ty: ignore[invalid-assignment] - MkDocs' weak_property
    file.planned, file.plan = planned, plan
    return file


def static(file: File, plan: Plan) -> Tracked:
    """A file that is copied as it is."""
    tracked = Tracked(
        file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=file.inclusion
    )
    tracked.plan = plan
    plan.enter(tracked.dest_uri, file.content_bytes)
    return tracked


def generated(uri: str, content: str | bytes, config: MkDocsConfig, plan: Plan) -> Tracked:
    """A file that we write and that is no page."""
    file = Tracked.generated(config, uri, content=content)
    assert isinstance(file, Tracked)
    file.plan = plan
    plan.enter(file.dest_uri, content)
    return file


def frame(config: MkDocsConfig, root: Path, titles: Mapping[str, str], memory: Memory) -> str:
    """A digest of what goes into every page: configuration, theme, navigation, the program.

    `titles` are those of the pages in the navigation, by address.
    """
    # What a theme brings itself changes with its version, which the program's digest knows.
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    files = [path for path in sorted(own.rglob("*")) if path.is_file()] if own else []
    files += [root / str(name) for name in config.hooks]
    return digest(
        [
            memory.program,
            *_configured_by(Path(config.config_file_path or root / "mkdocs.yml")),
            *config.theme.dirs,
            str(config.site_url),
            *(f"{uri}\0{title}" for uri, title in titles.items()),
            *(part for path in files for part in (path.as_posix(), path.read_bytes())),
        ]
    )


def _configured_by(file: Path) -> Iterator[bytes]:
    """The content of a configuration, and of those that it inherits from."""
    content = file.read_bytes()
    yield content
    if parent := _INHERITS.search(content):
        yield from _configured_by(file.parent / os.fsdecode(parent[1]))


_INHERITS = re.compile(rb"^INHERIT:[ \t]*['\"]?([^'\"#\r\n]+?)['\"]?[ \t]*(?:#.*)?$", re.MULTILINE)


def markdown_of(config: MkDocsConfig) -> Markdown:
    """Python-Markdown as `mkdocs.yml` wants it: one for all pages, since to set it up takes time."""
    extensions = [*config.markdown_extensions]
    if inline.EXTENSIONS.issuperset(extensions):
        extensions.append(inline.PlainText())
    return Markdown(extensions=extensions, extension_configs=config.mdx_configs)


def nav_of(config: MkDocsConfig, pages: Iterable[Planned]) -> dict[str, str | None]:
    """The pages in the navigation with the titles that it gives them; all indexes if it names none."""
    if config.nav is None:
        return {page.uri: None for page in pages if page.source is None}
    return dict(_nav_titles(config.nav))


def _nav_titles(nav: Any, title: str | None = None) -> Iterator[tuple[str, str | None]]:
    """The pages that the navigation names, in its order, with the titles that it gives them."""
    if isinstance(nav, str):
        yield nav, title
    elif isinstance(nav, dict):
        for name, value in nav.items():
            yield from _nav_titles(value, name)
    elif isinstance(nav, list):
        for item in nav:
            yield from _nav_titles(item)

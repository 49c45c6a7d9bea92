"""Shell: the MkDocs plugin. It hands our pages over and says which of them are to be made."""

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from lawkb import body, check, loading, snapshot
from lawkb.check import Finding
from lawkb.host import files as host
from lawkb.host import icons, setup
from lawkb.host.ending import Ending
from lawkb.host.files import Plan, RenderedPage, Tracked
from lawkb.host.role import Role
from lawkb.host.theme import Same, Visible
from lawkb.library import Library
from lawkb.memory import Memory
from lawkb.publish import sitemap
from lawkb.publish.manifest import FRAME, Manifest
from lawkb.publish.offline import Kept
from lawkb.render import Renderer
from lawkb.render.environment import compiled

log = logging.getLogger("mkdocs.plugins.lawkb")


class LawkbConfig(Config):
    """What `mkdocs.yml` may say under `plugins: - lawkb:`."""

    as_of = config_options.Optional(config_options.Type(str))
    """The day for which the site is built, YYYY-MM-DD; today when it is not given."""


class LawkbPlugin(BasePlugin[LawkbConfig]):
    """Checks the library and hands its pages to MkDocs.

    MkDocs keeps one plugin for all builds of a process, so whoever starts one gives it a `role`.
    """

    library: Library
    renderer: Renderer
    plan: Plan
    ending: Ending
    kept: dict[str, Kept]
    """What phones keep of the pages made here, by address."""

    nav: Navigation
    files: Files
    env: Environment
    findings: tuple[Finding, ...] = ()
    _templates: tuple[str, ...] = ()
    preview = False
    dirty = False
    role = Role()

    def on_startup(
        self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool, **_: Any
    ) -> None:
        """Note whether an editor looks at a preview. Defined, it also keeps the plugin alive."""
        self.preview, self.dirty = command == "serve", dirty
        logging.getLogger("mkdocs.commands.build").addFilter(_is_true)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check before MkDocs clears the last good site; watch what lies outside docs_dir."""
        if wrong := next(setup.faults(config), ""):
            raise PluginError(wrong)
        config.theme = Visible(config.theme)
        root = root_of(config)
        config.watch.extend(str(root / folder) for folder in snapshot.folders())
        memory = self.role.memory or Memory.under(root)
        today = _today(self.config.as_of)
        if self.role.files:
            self.library = loading.of(self.role.files, today, memory)
        else:
            self.library = loading.library(root, today, memory=memory)
        self.findings, self.kept = (), {}
        if not self.role.helps:
            self._check()
            lost = setup.lost_pages(config, self.library)
            if lost and not self.preview:
                raise PluginError(lost)
        return config

    def _check(self) -> None:
        self.findings = check.run(self.library)
        stopping = frozenset(check.blocking(self.findings, self.library))
        for finding in self.findings:
            # Under --strict MkDocs stops on any warning; only what stops us is one.
            log.log(logging.WARNING if finding in stopping else logging.INFO, str(finding))
        if stopping and not self.preview:
            message = f"检查发现 {len(stopping)} 个错误，没有发布；上一次发布的网站原样保留。"
            raise PluginError(message)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put our rendering in the place of every page, and add what lies outside docs_dir."""
        root = root_of(config)
        manifest = self.role.manifest or Manifest.of(root, Path(config.site_dir))
        if self.role.manifest is None:
            manifest.drop()  # MkDocs writes into the site itself
        self.renderer = Renderer(
            self.library, preview=self.preview, findings=self.findings, icon=icons.html
        )
        pages = list(self.renderer.plan())
        nav = host.nav_of(config, pages)
        titles = {page.uri: page.title for page in pages if page.uri in nav}
        frame = host.frame(config, root, titles, self.library.memory)
        self.plan = Plan(manifest, self.role.share, frame, nav, host.markdown_of(config))
        self.plan.enter(FRAME, str(self.library.today), self.library.memory.program)
        if not self.role.helps:
            site = Path(config.site_dir)
            known = manifest if self.dirty else Manifest(site, manifest.file)
            self.ending = Ending(self.library, self.plan, known, self.kept)
            self.ending.begin(site, self.role.sharing)
        found = [*files]
        for file in found:
            files.remove(file)
        compare = bool(manifest.known) or not self.role.helps
        for planned in pages:
            uri = self.plan.page(planned, compare=compare)
            # What is neither made nor in the navigation MkDocs need not hear of: there are thousands.
            if not self.dirty or planned.uri in nav or self.plan.wants(uri):
                file = host.page(planned, config, self.plan)
                RenderedPage(nav.get(planned.uri), file, config)
                files.append(file)
        if compare:
            self.renderer.remember()
        if not self.role.helps:
            for file in self._other_files(found, config):
                files.append(file)
        return files

    def _other_files(self, found: list[File], config: MkDocsConfig) -> Iterator[Tracked]:
        """All but the pages: of the files that MkDocs found those of the theme and our own, and ours."""
        for file in found:
            if file.src_dir != config.docs_dir or self._is_asset(file):
                yield host.static(file, self.plan)
        for asset in self.library.assets:
            if not asset.startswith("content/"):
                outside = File(
                    asset, str(root_of(config)), config.site_dir, config.use_directory_urls
                )
                yield host.static(outside, self.plan)
        listed = sitemap.make(config.site_url or "", self.plan.listed)
        yield host.generated(setup.STYLE, _accent(config), config, self.plan)
        yield host.generated(sitemap.FILE, listed, config, self.plan)
        for download in self.renderer.downloads():
            yield host.generated(download.uri, download.content, config, self.plan)

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        """Give every page of the navigation its title, also those that are not read this time."""
        self.nav, self.files = nav, files
        for page in nav.pages:
            if page.title is None and isinstance(page.file, Tracked) and page.file.planned:
                page.title = page.file.planned.title  # ty: ignore[invalid-assignment] - MkDocs' weak_property
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: Any) -> Environment:
        """Give the theme's overrides what footer and feed show."""
        self.env = env
        # Until now MkDocs has asked about every page, of which none was made.
        self.plan.queue = self.role.queue
        env.bytecode_cache = compiled(self.library.memory)
        env.trim_blocks = env.lstrip_blocks = True  # a third of a page would be empty lines
        config.theme.static_templates.discard(
            sitemap.FILE
        )  # ours knows the pages not made this time
        self._templates = tuple(sorted(config.theme.static_templates))
        if not self.role.is_first:
            config.theme.static_templates.clear()  # they cannot be divided
        names: Any = env.globals
        names["lawkb"] = {
            "site": self.library.site,
            "hotline": body.fact_value(self.library.site.hotline, self.library),
            "changes": self.library.index.changes[:30],
            "preview": self.preview,
            "same": Same(self.nav),
        }
        return env

    @event_priority(100)  # other plugins find the page as they know it
    def on_page_context(self, context: TemplateContext, *, page: Page, **_: Any) -> TemplateContext:
        """Make a page now that it is built."""
        if isinstance(page, RenderedPage):
            page.make()
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Forget a page that has been built: there may be thousands."""
        if isinstance(page, RenderedPage):
            if not self.preview:
                written = output.encode(errors="xmlcharrefreplace")  # as MkDocs does
                self.kept[page.file.dest_uri] = Kept.of(written)
            page.forget()
            if read := self.library.by_path(page.file.edit_uri or ""):
                self.library.forget(read)
        return output

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Finish the site, unless whoever started the build does."""
        if self.role.finishes:
            self.finish(Path(config.site_dir))
            if not self.preview:
                self.ending.list_for_phones(Path(config.site_dir))
            self.plan.manifest.clear(self.plan.fingerprints)
            self.plan.manifest.write(self.plan.fingerprints)

    def finish(self, site: Path) -> None:
        """Write what belongs to the whole site, after all pages."""
        self.ending.write(site, self.findings)
        for name in self._templates:
            self.plan.fingerprints.setdefault(name, "")
        self.library.memory.save()

    def _is_asset(self, file: File) -> bool:
        return f"content/{file.src_uri}" in self.library.assets and not file.is_documentation_page()


def _is_true(record: logging.LogRecord) -> bool:
    """Whether what MkDocs says of dirty builds holds: its warning does not, since ours are exact."""
    return not record.getMessage().startswith("A 'dirty' build is being performed")


def root_of(config: MkDocsConfig) -> Path:
    """The folder of the library that a configuration belongs to."""
    return Path(config.docs_dir).parent


def _today(as_of: str | None) -> dt.date:
    return dt.date.fromisoformat(as_of) if as_of else dt.date.today()  # noqa: DTZ011 - the editor's day


def _accent(config: MkDocsConfig) -> str:
    """The accent colours of `mkdocs.yml` as CSS variables."""
    accent = config.extra.get("accent", setup.ACCENT)
    light = f':root,[data-md-color-scheme="default"]{{--lk-accent:{accent["light"]}}}'
    return f'{light}\n[data-md-color-scheme="slate"]{{--lk-accent:{accent["dark"]}}}\n'

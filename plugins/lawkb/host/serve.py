"""Shell: the preview: what an editor has just saved is shown first, the rest of the site follows."""

import dataclasses
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from lawkb import check, page, source, texts
from lawkb.host import files, icons, run
from lawkb.host.role import Role
from lawkb.memory import Memory
from lawkb.page import Page
from lawkb.plugin import LawkbPlugin
from lawkb.publish.manifest import Manifest
from lawkb.render import Renderer
from lawkb.snapshot import Snapshot
from lawkb.source import ChangedError

MANY = 3
"""More files than an editor saves at once are no single edit, and wait for the whole site."""

KEPT = frozenset({"page", "registry", "citations", "findings: subject", "findings: others"})
"""What is needed for every build, and is small enough to be kept between them."""


def serve(root: Path, address: str, *, open_browser: bool) -> None:
    """Serve the site with live reload until interrupted."""
    run.log_to_terminal(logging.INFO)
    site = Path(tempfile.mkdtemp(prefix="lawkb-"))
    try:
        preview = Preview(root, site, address)
        preview.whole()
        _watch(preview)
        try:
            preview.server.serve(open_in_browser=open_browser)
        except KeyboardInterrupt:
            pass
        finally:
            preview.server.shutdown()
    finally:
        shutil.rmtree(site, ignore_errors=True)


class Server(LiveReloadServer):
    """MkDocs' server, told of changes by the system at once, and able to show a part early."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.observer = Observer()
        self.build_delay = 0.05
        self._followed: dict[str, ObservedWatch] = {}

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:  # noqa: ARG002
        """Follow what changes in a folder, or one file."""
        if path not in self._watched_paths:
            self._watched_paths[path] = 1
            self.follow(path)

    def follow(self, path: str) -> None:
        """Follow a path from now on, also one that was deleted and has come back."""
        if path in self._followed:
            self.observer.unschedule(self._followed.pop(path))
        handler = _Changes(self)
        watch = self.observer.schedule(handler, path, recursive=True, event_filter=handler.KINDS)
        self._followed[path] = watch

    def follow_folders(self, root: Path) -> None:
        """Notice that a followed folder under `root` goes or comes back."""
        handler = _Folders(self)
        self.observer.schedule(handler, str(root), event_filter=handler.KINDS)

    def returned(self, path: str) -> None:
        """Go on with a followed folder that was renamed, deleted or made."""
        if path in self._watched_paths:
            if Path(path).is_dir():
                self.follow(path)
            self.want_build()

    def want_build(self) -> None:
        """Have the site built as soon as files stop changing."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def show(self) -> None:
        """Let browsers see, and reload, the site as it is now, while the build goes on."""
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def show_again(self) -> None:
        """Have browsers reload once more when the build is done."""
        with self._epoch_cond:
            self._wanted_epoch = max(self._wanted_epoch + 1, round(time.monotonic() * 1000))


class _Changes(events.FileSystemEventHandler):
    """Has the site built when a file was changed: that one was read, which a build does, is none."""

    KINDS: ClassVar[list[type[events.FileSystemEvent]]] = [
        events.FileCreatedEvent,
        events.FileDeletedEvent,
        events.FileModifiedEvent,
        events.FileMovedEvent,
    ]

    def __init__(self, server: Server) -> None:
        self.server = server

    def on_any_event(self, event: events.FileSystemEvent) -> None:  # noqa: ARG002 - watchdog's signature
        self.server.want_build()


class _Folders(events.FileSystemEventHandler):
    """Notices that folders come and go: who follows one hears no more of it once it was away."""

    KINDS: ClassVar[list[type[events.FileSystemEvent]]] = [
        events.DirCreatedEvent,
        events.DirDeletedEvent,
        events.DirMovedEvent,
    ]

    def __init__(self, server: Server) -> None:
        self.server = server

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        for path in {os.fsdecode(event.src_path), os.fsdecode(event.dest_path)}:
            self.server.returned(path)


class Preview:
    """A site that follows its library: `whole` builds it, `follow` first the pages just saved."""

    def __init__(self, root: Path, site: Path, address: str) -> None:
        self.root, self.site, self.address = root, site, address
        self.manifest = Manifest(site, site / "unused.json")
        self.memory = Memory.under(root, keeps=KEPT)
        self.files = Snapshot(root)
        self.config, self.plugin = self._configured(self.files)
        host, port = self.config.dev_addr
        mount = urlsplit(self.config.site_url or "/").path
        self.url = f"http://{host}:{port}/{mount.strip('/')}".rstrip("/") + "/"
        self.server = Server(
            builder=self.follow, host=host, port=port, root=str(site), mount_path=mount
        )
        self.server.error_handler = self._error_page

    def whole(self, files: Snapshot | None = None) -> bool:
        """Build all that has changed; gives whether any page came out otherwise than before.

        `files` are those that there are, if somebody has looked already.
        """
        seen = files or self.files.now()
        while True:
            with suppress(ChangedError):
                return self._whole(seen)
            seen = Snapshot(self.root).now()  # no key is taken on trust now

    def _whole(self, files: Snapshot) -> bool:
        config, plugin = self._configured(files)
        config.site_url = self.url
        config.plugins.on_startup(command="serve", dirty=True)
        before = dict(self.manifest.known)
        try:
            mkdocs_build.build(config, serve_url=self.url, dirty=True)
        finally:
            config.plugins.on_shutdown()
        plugin.finish(self.site)
        made = plugin.plan.fingerprints
        self.manifest.clear(made)
        self.manifest = Manifest(self.site, self.manifest.file, dict(made))
        self.config, self.plugin, self.files = config, plugin, files
        return any(uri.endswith(".html") and before.get(uri) != made[uri] for uri in made)

    def follow(self) -> None:
        """Show the pages that were just saved, then bring everything else up to date."""
        try:
            now, early = self.files.now(), []
            with suppress(ChangedError):  # what was saved since is shown with the whole site
                early = [uri for changed in self._saved(now) for uri in self._shown(changed)]
            if early:
                self.server.show()
            if self.whole(now) and early:
                self.server.show_again()
        except Abort:
            raise BuildError from None  # what is wrong has been said
        except SystemExit as error:
            raise BuildError(str(error)) from None

    def _saved(self, now: Snapshot) -> list[Page]:
        """The pages that were saved since the last build, if nothing else has changed."""
        saved = now.touched(self.files)
        pages = [self.plugin.library.by_path(path) for path in saved]
        if len(saved) > MANY or now.names != self.files.names or None in pages:
            return []
        return [page.model(source.read(self.root / path, self.root)) for path in saved]

    def _shown(self, changed: Page) -> Iterator[str]:
        """Make the page of a source in the site as it stands; gives its address."""
        library = self.plugin.library.with_page(changed)
        findings = tuple(check.alone(changed, library))
        renderer = Renderer(library, preview=True, findings=findings, icon=icons.html)
        for planned in renderer.pages_of(changed):
            plan = dataclasses.replace(self.plugin.plan)
            plan.page(planned, compare=False)
            yield self._made(files.page(planned, self.config, plan))

    def _made(self, file: files.Tracked) -> str:
        """Let MkDocs' theme make one page."""
        config, plugin = self.config, self.plugin
        mkdocs_page = files.RenderedPage(None, file, config)
        mkdocs_page.make()
        context = mkdocs_build.get_context(plugin.nav, plugin.files, config, mkdocs_page)
        html = plugin.env.get_template("main.html").render(context)
        Path(file.abs_dest_path).parent.mkdir(parents=True, exist_ok=True)
        Path(file.abs_dest_path).write_text(html, encoding="utf-8")
        # It is not what the last build made, even if the edit is undone before the next one.
        known = {uri: made for uri, made in self.manifest.known.items() if uri != file.dest_uri}
        self.manifest = Manifest(self.site, self.manifest.file, known)
        return file.dest_uri

    def _configured(self, files: Snapshot) -> tuple[MkDocsConfig, LawkbPlugin]:
        config = run.load(self.root, site_dir=str(self.site), dev_addr=self.address)
        plugin = run.plugin_of(config)
        plugin.role = Role(self.manifest, self.memory, files, finishes=False)
        return config, plugin

    def _error_page(self, code: int) -> bytes | None:
        file = self.site / f"{code}.html"
        return file.read_bytes() if file.is_file() else None


def _watch(preview: Preview) -> None:
    """Follow the sources, the configuration, the theme and the texts of laws."""
    config, server = preview.config, preview.server
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    laws = preview.root / texts.FOLDER
    watched = [config.docs_dir, *own, *config.watch, str(laws)]
    for path in [*dict.fromkeys(watched), config.config_file_path or ""]:
        if Path(path).exists() and path:
            server.watch(path)
    server.follow_folders(Path(config.docs_dir).parent)
    config.plugins.on_serve(server, config=config, builder=preview.follow)

"""Shell: MkDocs. The only module that imports it."""

import datetime as dt
import logging
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from lawkb import body, check, html, library
from lawkb.check import Finding
from lawkb.index import Index
from lawkb.library import Library
from lawkb.memory import Memory
from lawkb.publish import stamp
from lawkb.render import Output, Renderer

log = logging.getLogger("mkdocs.plugins.lawkb")


class LawkbConfig(Config):
    """What `mkdocs.yml` may say under `plugins: - lawkb:`."""

    as_of = config_options.Optional(config_options.Type(str))
    """The day for which the site is built, YYYY-MM-DD; today when it is not given."""


class LawkbPlugin(BasePlugin[LawkbConfig]):
    """Checks the library and hands its pages to MkDocs as Markdown."""

    library: Library
    findings: tuple[Finding, ...] = ()
    preview = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
        """Note whether an editor looks at a preview. Defined, it also keeps the plugin alive."""
        self.preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check before MkDocs clears the last good site; watch what lies outside docs_dir."""
        root = _root(config)
        config.watch.extend(str(root / folder) for folder in library.folders())
        self.library = Library.load(root, _today(self.config.as_of), memory=Memory.under(root))
        self.findings = check.run(self.library)
        stopping = frozenset(check.blocking(self.findings, self.library))
        for finding in self.findings:
            # Under --strict MkDocs stops on any warning; only what stops us is one.
            log.log(logging.WARNING if finding in stopping else logging.INFO, str(finding))
        if stopping and not self.preview:
            message = f"检查发现 {len(stopping)} 个错误，没有发布；上一次发布的网站原样保留。"
            raise PluginError(message)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put our rendering in the place of every page, and add what lies outside docs_dir."""
        for file in list(files):
            if file.src_dir == config.docs_dir and not self._is_asset(file):
                files.remove(file)
        for asset in self.library.assets:
            if not asset.startswith("content/"):
                root = str(_root(config))
                files.append(File(asset, root, config.site_dir, config.use_directory_urls))
        files.append(File.generated(config, "assets/accent.css", content=_accent(config)))
        renderer = Renderer(self.library, preview=self.preview, findings=self.findings)
        for output in renderer.site():
            files.append(_file(output, config))
        for download in renderer.downloads():
            files.append(File.generated(config, download.uri, content=download.content))
        return files

    def on_page_content(self, html_: str, **_: Any) -> str:
        """Leave nothing in a page that runs, loads or restyles."""
        return html.sanitise(html_)

    def on_env(self, env: Environment, **_: Any) -> Environment:
        """Give the theme's overrides what footer and feed show."""
        names: Any = env.globals
        names["lawkb"] = {
            "site": self.library.site,
            "hotline": body.fact_value(self.library.site.hotline, self.library),
            "changes": Index(self.library).changes[:30],
        }
        return env

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Leave the record of what was checked beside what was published."""
        stamp.write(Path(config.site_dir), self.library, self.findings)

    def _is_asset(self, file: File) -> bool:
        return f"content/{file.src_uri}" in self.library.assets and not file.is_documentation_page()


def build(root: Path, site_dir: Path, as_of: str, *, strict: bool) -> None:
    """Build the site of `mkdocs.yml` under `root` into `site_dir`, as of that day."""
    config = _load(root, site_dir=str(site_dir), strict=strict)
    _log_to_terminal(logging.WARNING)
    if "lawkb" in config.plugins:
        config.plugins["lawkb"].config["as_of"] = as_of
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    except Abort:
        raise SystemExit(1) from None  # what stopped it has been said, in Chinese
    finally:
        config.plugins.on_shutdown()


def serve(root: Path, address: str, *, open_browser: bool) -> None:
    """Serve the site with live reload until interrupted."""
    _log_to_terminal(logging.INFO)
    path = str(root / "mkdocs.yml")
    mkdocs_serve.serve(path, open_in_browser=open_browser, watch_theme=True, dev_addr=address)


def _load(root: Path, **values: Any) -> MkDocsConfig:
    try:
        return load_config(str(root / "mkdocs.yml"), **values)
    except (ConfigurationError, Abort) as error:
        message = f"mkdocs.yml 写得不对，没有发布：{error}"
        raise SystemExit(message) from None


def _log_to_terminal(level: int) -> None:
    """Show what MkDocs says, which its own command would do; jieba's chatter helps nobody."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logging.getLogger("mkdocs").addHandler(handler)
    logging.getLogger("mkdocs").setLevel(level)
    import jieba  # noqa: PLC0415 - sets its own log level when it is imported

    jieba.setLogLevel(logging.WARNING)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.docs_dir).parent


def _today(as_of: str | None) -> dt.date:
    return dt.date.fromisoformat(as_of) if as_of else dt.date.today()  # noqa: DTZ011 - the editor's day


def _file(output: Output, config: MkDocsConfig) -> File:
    # Documents stay out of the nav: with each of them in it, every page grows with the library.
    inclusion = InclusionLevel.NOT_IN_NAV if output.source else InclusionLevel.UNDEFINED
    file = File.generated(config, output.uri, content=output.text, inclusion=inclusion)
    file.edit_uri = output.source  # ty: ignore[invalid-assignment] - MkDocs' weak_property
    return file


def _accent(config: MkDocsConfig) -> str:
    """The accent colours of `mkdocs.yml` as CSS variables."""
    accent = config.extra.get("accent", {"light": "#00557f", "dark": "#7cc7ee"})
    light = f':root,[data-md-color-scheme="default"]{{--lk-accent:{accent["light"]}}}'
    return f'{light}\n[data-md-color-scheme="slate"]{{--lk-accent:{accent["dark"]}}}\n'

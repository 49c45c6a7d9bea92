"""MkDocs' pages of ours: made when they are built, and open to other plugins as any page is."""

from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

import example
from lawkb.host import run
from lawkb.host.files import RenderedPage
from lawkb.host.role import Role
from rebuilding import order, prepare


class Reading(BasePlugin):
    """Another plugin that only looks at pages when they have been built."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, bool]] = []
        self.pages: list[Page] = []

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        self.pages.append(page)
        self.seen.append((page.url, "关于本页" in (page.content or "")))
        return output


class Changing(BasePlugin):
    """Another plugin that changes what authors wrote, and what became of it."""

    def on_page_markdown(self, markdown: str, **_: Any) -> str:
        return f"{markdown}\n\n**甲**乙"

    def on_page_content(self, content: str, **_: Any) -> str:
        return content.replace("</strong>乙", "</strong>丙")


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    root = prepare(tmp_path / "library")
    found = run.load(root, site_dir=str(order(root).site))
    run.plugin_of(found).role = Role()  # of a build before, MkDocs keeps the plugin
    return found


def built(config: MkDocsConfig, other: BasePlugin) -> str:
    """What a document comes out as, built together with another plugin."""
    config.plugins["other"] = other
    run.plugin_of(config).config["as_of"] = str(example.TODAY)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build.build(config)
    return Path(config.site_dir, "g01/index.html").read_text(encoding="utf-8")


def test_another_plugin_changes_a_page_in_between(config: MkDocsConfig) -> None:
    assert "<strong>甲</strong>丙" in built(config, Changing())


def test_a_page_is_whole_while_it_is_built_and_forgotten_then(config: MkDocsConfig) -> None:
    other = Reading()
    built(config, other)
    assert ("g01/", True) in other.seen
    ours = [page for page in other.pages if isinstance(page, RenderedPage)]
    assert ours
    assert not any(page.content for page in ours)

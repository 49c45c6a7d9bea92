"""What is the same on many pages is written once."""

from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from lawkb.host import run
from lawkb.host.theme import Same, Visible

CONFIG = run.load(Path(__file__).parent.parent)
TEMPLATE = "{% call same('part', around) %}{{ words }}{% endcall %}"


def _page(uri: str, **meta: object) -> Page:
    page = Page("甲", File(uri, None, "site", use_directory_urls=True), CONFIG)
    page.meta = meta
    return page


def test_a_theme_lists_what_is_copied_and_loads_its_hidden_files_all_the_same() -> None:
    whole, visible = CONFIG.theme.get_env(), Visible(CONFIG.theme).get_env()
    listed = visible.list_templates()
    assert listed == [name for name in whole.list_templates() if "/." not in f"/{name}"]
    assert {"main.html", "sw.js", "assets/images/favicon.png"} <= {*listed}
    assert visible.get_template(".icons/material/close.svg").render().startswith("<svg")


def _same(*uris: str) -> Same:
    pages = [_page(uri) for uri in uris]
    return Same(Navigation([Section("乙", [page]) for page in pages], pages))


def test_what_is_the_same_on_many_pages_is_written_once() -> None:
    same = _same()
    template = Environment(autoescape=True).from_string(TEMPLATE)
    assert template.render(same=same, words="<甲>", around="a") == "&lt;甲&gt;"
    assert template.render(same=same, words="乙", around="a") == "&lt;甲&gt;"
    assert template.render(same=same, words="乙", around="b") == "乙"
    assert template.render(same=same, words="丙", around="") == "丙"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("laws/x/1.md", "laws/y/2.md", True),
        ("laws/x/1.md", "laws/x/index.md", False),
        ("laws/x/1.md", "faq/x/1.md", False),
    ],
)
def test_pages_of_one_folder_and_depth_have_the_same_around_them(
    one: str, other: str, *, alike: bool
) -> None:
    same = _same("index.md", "laws/index.md")
    assert same.around(_page(one))
    assert (same.around(_page(one)) == same.around(_page(other))) is alike


def test_all_documents_have_the_same_around_them() -> None:
    same = _same("index.md", "topics/labor/index.md")
    assert same.around(_page("g05.md", doc={"id": "g05"})) == "/"
    assert same.around(_page("q07.md", doc={"id": "q07"})) == "/"


def test_what_the_navigation_leads_to_is_written_for_itself() -> None:
    same = _same("index.md", "topics/labor/index.md", "about/index.md")
    assert not same.around(None)
    assert not same.around(_page("search/index.md"))
    assert not same.around(_page("topics/labor/wages.md"))
    shown = same.nav.pages[2]
    same.nav.items[2].active = shown.active = True
    assert not same.around(shown)

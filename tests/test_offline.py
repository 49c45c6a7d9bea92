"""The lists of what a phone keeps: exact, the same for every way to build, and made without reading all."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import example
from lawkb.host import build
from lawkb.host.order import Order
from lawkb.publish import offline
from lawkb.publish.offline import Kept
from lawkb.publish.share import Share
from rebuilding import edit, order, prepare, tree


@pytest.fixture(autouse=True, scope="module")
def _same_second() -> Iterator[None]:
    """The theme of the example library prints when a site was built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795305600")
        yield


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return prepare(tmp_path / "library")


def read(site: Path, name: str) -> dict[str, Any]:
    return json.loads((site / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("uri", "package"),
    [
        ("index.html", "core"),
        ("g01/index.html", "core"),
        ("topics/labor/wages/index.html", "core"),
        ("search/index.html", "core"),
        ("search/0123456789/i0.js", "core"),
        ("forms/t01.docx", "core"),
        ("guides/images/small.png", "core"),
        ("offline/index.html", "core"),
        ("laws/index.html", "core"),
        ("laws/changes/index.html", "core"),
        ("laws/civil-code/index.html", "laws"),
        ("laws/civil-code/1079/index.html", "laws"),
        ("assets/lawkb.js", "core"),
        ("assets/javascripts/bundle.a5f9d56c.min.js", None),
        ("assets/stylesheets/main.57a0d79d.min.css.map", None),
        ("assets/javascripts/workers/search.a7633da7.min.js", None),
        ("editors/setup/index.html", None),
        ("offline/core.json", None),
        ("sitemap.xml.gz", None),
        ("checks.json", None),
        ("404.html", None),
        ("sw.js", None),
    ],
)
def test_what_readers_need_is_in_a_package(uri: str, package: str | None) -> None:
    assert offline.package(uri) == package


def test_a_file_is_named_by_its_bytes() -> None:
    # The signs of a digest are those that may stand in an address.
    assert Kept.of("东莞".encode()) == Kept("lE--tnvMI4tg", 6)


def test_a_list_names_every_file_and_the_summary_tells_its_cost(root: Path) -> None:
    build.build(order(root))
    site = root / "site"
    files = tree(site)
    for name, about in read(site, offline.SUMMARY).items():
        rows = read(site, about["list"])
        wanted = {uri: data for uri, data in files.items() if offline.package(uri) == name}
        by_address = {uri.removesuffix("index.html"): Kept.of(data) for uri, data in wanted.items()}
        assert {address: Kept(*row) for address, row in rows.items()} == by_address
        assert about["files"] == len(rows)
        assert about["bytes"] == sum(map(len, wanted.values()))
        assert about["pages"] == sum(1 for uri in wanted if uri.endswith("index.html"))
        assert about["digest"] == Kept.of(files[about["list"]]).digest
    assert read(site, "offline/core.json")["g01/"]


def test_a_list_names_no_draft(root: Path) -> None:
    build.build(order(root))
    assert "r01/" in read(root / "site", "offline/core.json")
    edit(root, example.FILES["rumor"], lambda text: example.with_front(text, "status: 草稿"))
    build.build(order(root))
    assert "r01/" not in read(root / "site", "offline/core.json")


def test_another_day_has_nobody_fetch_anything_again(root: Path) -> None:
    """Every page is made again, since it may read otherwise; it is kept if it does not."""
    build.build(order(root))
    before = read(root / "site", offline.SUMMARY)
    build.build(Order(root, root / "site", "2026-11-23", workers=1))
    assert read(root / "site", offline.SUMMARY) == before


def test_only_what_was_made_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build.build(order(root))
    edit(root, example.FILES["guide"], lambda text: example.with_paragraph(text, "多写一句。"))
    seen: list[int] = []
    whole = Kept.of

    def counting(data: bytes) -> Kept:
        seen.append(len(data))
        return whole(data)

    monkeypatch.setattr(Kept, "of", counting)
    build.build(order(root))
    monkeypatch.undo()
    files = tree(root / "site")
    listed = read(root / "site", "offline/core.json")
    assert listed["g01/"] == [*Kept.of(files["g01/index.html"])]
    search = sum(1 for uri in files if uri.startswith("search/"))
    assert len(seen) <= search + 4


def test_a_lost_list_is_made_again(root: Path) -> None:
    build.build(order(root))
    first = tree(root / "site")
    (root / "site/offline/core.json").unlink()
    (root / "site/offline/laws.json").write_text("[broken", encoding="utf-8")
    build.build(order(root))
    again = tree(root / "site")
    assert again["offline/core.json"] == first["offline/core.json"]


def test_shares_alone_have_no_list(root: Path) -> None:
    build.shard(order(root, "part"), Share(1, 2))
    assert not (root / "part" / offline.SUMMARY).exists()

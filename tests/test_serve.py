"""The preview: what was just saved is shown first, and the rest of the site follows."""

import shutil
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import example
from lawkb.host import build
from lawkb.host.serve import Preview, _watch
from lawkb.publish.share import Share
from lawkb.snapshot import Snapshot
from lawkb.source import ChangedError
from rebuilding import edit, order, prepare, tree

GUIDE = example.FILES["guide"]


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    """The preview of the example library, built once, its server not started."""
    # The theme of the example library prints when a site was built.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    site = tmp_path / "site"
    site.mkdir()
    found = Preview(prepare(tmp_path / "library"), site, "127.0.0.1:0")
    found.whole()
    yield found
    found.server.server_close()


def shown(preview: Preview, uri: str = "g01/index.html") -> str:
    return (preview.site / uri).read_text(encoding="utf-8")


def early(preview: Preview) -> list[str]:
    """The pages that are made before the rest."""
    return [
        uri for changed in preview._saved(preview.files.now()) for uri in preview._shown(changed)
    ]


def test_who_was_wrong_about_a_file_trusts_no_key(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or else it would be wrong again, for ever."""
    seen: list[Snapshot] = []

    def changed(files: Snapshot) -> bool:
        seen.append(files)
        if len(seen) == 1:
            raise ChangedError
        return True

    monkeypatch.setattr(preview, "_whole", changed)
    wrong = Snapshot(preview.root, keys={"guides/wage-arrears.md": "wrong"})
    assert preview.whole(wrong)
    assert seen[0] is wrong
    assert seen[1].keys == {}


def test_a_saved_page_is_made_before_the_rest(preview: Preview) -> None:
    edit(preview.root, GUIDE, lambda text: example.with_paragraph(text, "刚写的一句。"))
    assert early(preview) == ["g01/index.html"]
    assert "刚写的一句。" in shown(preview)


def test_what_is_shown_early_is_what_the_whole_build_makes(preview: Preview) -> None:
    edit(preview.root, GUIDE, lambda text: example.with_paragraph(text, "再写一句。"))
    early(preview)
    first = shown(preview)
    preview.follow()
    assert shown(preview) == first


def test_a_sentence_that_was_undone_at_once_goes(preview: Preview) -> None:
    before, typed = shown(preview), preview.root.joinpath(GUIDE).read_text(encoding="utf-8")
    edit(preview.root, GUIDE, lambda text: example.with_paragraph(text, "刚写的一句。"))
    early(preview)
    assert "刚写的一句。" in shown(preview)
    preview.root.joinpath(GUIDE).write_text(typed, encoding="utf-8")
    assert preview.whole()
    assert shown(preview) == before


def test_everything_else_follows(preview: Preview) -> None:
    edit(preview.root, GUIDE, lambda text: example.with_front(text, "title: 改了的标题"))
    preview.follow()
    assert "改了的标题" in shown(preview, "guides/index.html")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\nid：g01\n", "没有配对"),
        ("---\nid: g01\ntype: guide\n---\n\n## 甲\n", "（只有预览时看得到）"),
    ],
)
def test_a_page_that_cannot_be_published_shows_why(preview: Preview, text: str, said: str) -> None:
    example.write(preview.root, GUIDE, text)
    preview.follow()
    pages = tree(preview.site)
    assert any(said in content.decode() for name, content in pages.items() if name.endswith("html"))


def test_a_new_file_waits_for_the_whole_site(preview: Preview) -> None:
    text = example.with_front(example.read(GUIDE), "id: g77\ntitle: 新的一篇")
    example.write(preview.root, "guides/new.md", text)
    assert early(preview) == []
    preview.follow()
    assert "新的一篇" in shown(preview, "g77/index.html")


def test_a_deleted_page_goes(preview: Preview) -> None:
    (preview.root / example.FILES["courseware"]).unlink()
    preview.follow()
    assert not (preview.site / "w01/index.html").exists()


def test_a_registry_that_changes_changes_the_pages(preview: Preview) -> None:
    edit(preview.root, "content/_data/topics.yml", lambda text: text.replace("工资", "工钱"))
    preview.follow()
    assert "工钱" in shown(preview, "topics/index.html")


def test_after_many_edits_the_preview_is_that_of_a_new_start(
    preview: Preview, tmp_path: Path
) -> None:
    for number in range(3):
        edit(preview.root, GUIDE, lambda text, n=number: example.with_paragraph(text, f"第{n}句。"))
        preview.follow()
    other = Preview(preview.root, tmp_path / "other", "127.0.0.1:0")
    other.whole()
    other.server.server_close()
    assert tree(preview.site) == tree(tmp_path / "other")


def test_a_broken_configuration_leaves_the_preview_standing(preview: Preview) -> None:
    from mkdocs.exceptions import BuildError  # noqa: PLC0415 - only this test speaks of it

    edit(preview.root, "mkdocs.yml", lambda text: text.replace("docs_dir: content", "docs_dir: x"))
    with pytest.raises(BuildError, match=r"mkdocs\.yml.*写得不对"):
        preview.follow()
    assert "g01" in shown(preview)


@pytest.fixture
def served(preview: Preview) -> Iterator[Preview]:
    """The preview with its server started."""
    _watch(preview)
    serving = threading.Thread(target=preview.server.serve, daemon=True)
    serving.start()
    while not preview.server.serve_thread.is_alive():
        time.sleep(0.01)
    yield preview
    preview.server.shutdown(wait=True)
    serving.join()


def comes(preview: Preview, wanted: str) -> bool:
    """Whether the browser gets to see a text on the guide's page, or "" that there is no page."""
    address = f"http://127.0.0.1:{preview.server.server_port}/g01/"
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address) as answer:
                if wanted and wanted in answer.read().decode():
                    return True
        except urllib.error.HTTPError:
            if not wanted:
                return True
        time.sleep(0.05)
    return False


def test_saving_a_file_reaches_the_browser(served: Preview) -> None:
    edit(served.root, GUIDE, lambda text: example.with_paragraph(text, "浏览器里看到的一句。"))
    assert comes(served, "浏览器里看到的一句。")


def test_a_folder_that_was_away_is_followed_again(served: Preview) -> None:
    guides, away = served.root / "guides", served.root / "away"
    guides.rename(away)
    assert comes(served, "")
    shutil.copytree(away, guides)
    assert comes(served, "<h1")
    edit(served.root, GUIDE, lambda text: example.with_paragraph(text, "回来以后写的一句。"))
    assert comes(served, "回来以后写的一句。")


def test_the_order_of_a_build_and_a_preview_do_not_meet(preview: Preview) -> None:
    assert order(preview.root).manifest.known == {}


def test_a_build_of_one_share_leaves_the_next_one_whole(preview: Preview) -> None:
    whole = tree(preview.site)
    build.shard(order(preview.root, "part"), Share(2, 2))
    shutil.rmtree(preview.site)
    preview.site.mkdir()
    preview.whole()
    assert tree(preview.site) == whole

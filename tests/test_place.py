"""A build destroys nothing that is not its own, and leaves no half of a site behind."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

import example
from lawkb import saving
from lawkb.host import build, place, run, setup
from lawkb.memory import FOLDER
from lawkb.publish.share import Share
from rebuilding import built, edit, order, prepare, tree


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # the theme prints when it was built
    return prepare(tmp_path / "library")


def refused(work: Callable[[], object]) -> str:
    """What a build says that does not even begin."""
    with pytest.raises(click.ClickException) as error:
        work()
    return error.value.message


@pytest.mark.parametrize("name", [".", "..", "content", "guides/site", "theme", "content/_data"])
def test_a_site_is_not_written_over_its_sources(root: Path, name: str) -> None:
    before = tree(root)
    to = order(root, name)
    site = (root / name).resolve()
    assert "请另起一个空文件夹" in refused(lambda: build.build(order(root, os.fspath(site))))
    assert tree(to.root) == before


def test_what_is_no_site_is_not_deleted_for_one(root: Path) -> None:
    example.write(root, "mine/原稿.docx", "我的")
    assert "不是 lawkb 生成的网站" in refused(lambda: build.build(order(root, "mine")))
    example.write(root, "file", "我的")
    assert "是一个文件" in refused(lambda: build.shard(order(root, "file"), Share(1, 2)))
    for name in ("site.old", "site.new", "site.scratch"):
        example.write(root, f"{name}/我的.txt", "我的")
    assert built(order(root))
    assert len([*root.glob("site.*/我的.txt")]) == 3
    assert [path.name for path in root.glob(".site*")] == []


def test_a_share_is_not_merged_into_itself(root: Path) -> None:
    folders = [root / "one", root / "two"]
    for number, folder in enumerate(folders, 1):
        build.shard(order(root, folder.name), Share(number, 2))
    assert "要合并的一份" in refused(lambda: build.merge(folders, folders[0]))
    assert all(folder.joinpath("share.json").is_file() for folder in folders)


def test_of_two_builds_of_a_site_at_once_one_waits_for_its_turn(root: Path) -> None:
    to = order(root)
    with place.held(to.site, root), ThreadPoolExecutor(1) as other:
        said = other.submit(lambda: refused(lambda: build.build(to))).result()
    assert "另一个生成正在写" in said
    assert built(to)


def test_a_file_that_cannot_be_replaced_leaves_the_last_site_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built(order(root))
    edit(root, "content/_data/topics.yml", lambda text: text.replace("name: ", "name: 另"))
    rename, moved = Path.rename, []

    def busy(self: Path, target: Path) -> Path:
        """As Windows does where somebody has the file open."""
        moved.append(target)
        if self == root / "site/g01/index.html":
            raise PermissionError(13, "open", str(self))
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", busy)
        with pytest.raises(PermissionError):
            build.build(order(root))
    assert len(moved) > 2
    assert tree(root / "site") == before
    assert [path.name for path in root.glob(".site*")] == []
    assert built(order(root)) == built(order(root, "other", clean=True)) != before


def broken_cache(root: Path, what: str) -> None:
    """A cache as accidents leave it."""
    cache = root / FOLDER
    match what:
        case "file":
            example.write(root, ".cache", "")
        case "folder":
            example.write(root, FOLDER, "")
        case "sites":
            example.write(root, f"{FOLDER}/sites", "")
        case "loop":
            (root / ".cache").symlink_to(root / ".cache")
        case "nonsense":
            built(order(root))
            for path in (cache / "sites").glob("*.json"):
                path.write_text('[{"files": 1}]', encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("what", ["file", "folder", "sites", "loop", "nonsense"])
def test_a_broken_cache_costs_time_and_nothing_else(root: Path, what: str) -> None:
    broken_cache(root, what)
    assert built(order(root)) == built(order(root, "other", clean=True))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("docs_dir: content", "docs_dir: guides", "docs_dir 要是 content"),
        ("site_name: ", "extra: {accent: {dark: '#fff'}}\nsite_name: ", "light 和 dark 两行"),
        (
            "site_name: ",
            "extra_css: [assets/lost.css]\nsite_name: ",
            "没有 content/assets/lost.css",
        ),
        ("site_name: ", "nav: [index.md, lost.md]\nsite_name: ", "nav 写了 lost.md"),
    ],
)
def test_a_wrong_configuration_is_refused_before_the_last_site_is_cleared(
    root: Path, caplog: pytest.LogCaptureFixture, old: str, new: str, said: str
) -> None:
    before = built(order(root))
    edit(root, "mkdocs.yml", lambda text: text.replace(old, new))
    assert built(order(root)) is None
    assert said in caplog.text
    assert tree(root / "site") == before


def test_a_home_page_that_is_lost_is_missed(root: Path) -> None:
    edit(root, "mkdocs.yml", lambda text: f"{text}\nnav: [index.md]\n")
    assert built(order(root))
    (root / "content/index.md").unlink()
    assert built(order(root)) is None


def test_the_real_configuration_is_sound() -> None:
    config: MkDocsConfig = run.load(Path(__file__).parents[1])
    assert [*setup.faults(config)] == []


def test_a_list_that_is_too_deep_is_named(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    deep = "\n".join(f"{'    ' * level}- 甲" for level in range(400))
    edit(root, example.FILES["guide"], lambda text: f"{text}\n{deep}\n")
    with pytest.raises((SystemExit, PluginError)):
        build.build(order(root))
    assert f"{example.FILES['guide']} 的列表或引用套得太深" in caplog.text


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = example.write(tmp_path, "a.md", "原来的")
    file.chmod(0o640)
    saving.save(file, "后来的".encode())
    assert file.read_text(encoding="utf-8") == "后来的"
    assert file.stat().st_mode & 0o777 == 0o640 or sys.platform == "win32"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        saving.save(file, b"x" * 100)
    assert file.read_text(encoding="utf-8") == "后来的"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_site_that_was_being_replaced_when_the_power_went_comes_back(root: Path) -> None:
    before = built(order(root))
    root.joinpath("site").rename(root / ".site.lawkb-old")
    edit(root, example.FILES["guide"], lambda text: text.replace("id: g01", "id: 错"))
    assert built(order(root)) is None
    assert tree(root / "site") == before


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at the processes of Linux")
def test_who_helps_a_build_ends_with_it(root: Path) -> None:
    command = [sys.executable, "-m", "lawkb", "build", "--workers", "2", "--root", str(root)]
    building = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    children = Path(f"/proc/{building.pid}/task/{building.pid}/children")
    while not (helpers := children.read_text().split()):
        time.sleep(0.01)
    time.sleep(0.5)  # until they are at work
    helpers = [*{*helpers, *children.read_text().split()}]
    building.kill()
    building.wait()
    until = time.monotonic() + 20
    while any(_runs(pid) for pid in helpers) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in helpers if _runs(pid)] == []


def _runs(pid: str) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False

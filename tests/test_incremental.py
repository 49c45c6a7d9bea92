"""A site that was rebuilt in part is byte for byte the one that is built from nothing."""

import dataclasses
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import distributed
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from mkdocs.commands import build as mkdocs_build

import example
from lawkb import crew, loading
from lawkb.host import build, run, stages
from lawkb.host.role import Role
from lawkb.memory import FILE, FOLDER, Memory
from lawkb.page import Page
from lawkb.publish import indexing
from lawkb.publish.queue import Queue
from lawkb.publish.share import Share, UnfitSharesError
from lawkb.render import listings
from lawkb.render.documents import Documents
from lawkb.search import engine, shards
from lawkb.snapshot import Snapshot
from rebuilding import THEME, built, edit, order, prepare, tree

DOCUMENTS = tuple(example.FILES.values())
CITING = "按《示范条例》第二条，收支情况要公布。"


@pytest.fixture(autouse=True, scope="module")
def _same_second() -> Iterator[None]:
    """The theme of the example library prints when a site was built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795305600")
        yield


documents = st.sampled_from(DOCUMENTS)
words = st.sampled_from(
    ["甲", "乙", "村民会议", CITING, "合同", "{{ hotline-12348 }}", "[示例](c01)"]
)


class Editing(RuleBasedStateMachine):
    """Everything that an editor may do to the library between two builds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.root = prepare(self.folder / "library")
        self.count = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(path=documents, word=words)
    def write_in_a_document(self, path: str, word: str) -> None:
        edit(self.root, path, lambda text: example.with_paragraph(text, f"{word}。"))

    @rule(path=documents, word=words)
    def rename_a_title(self, path: str, word: str) -> None:
        edit(self.root, path, lambda text: example.with_front(text, f"title: 改名{word[:2]}"))

    @rule(path=documents)
    def withdraw_or_draft(self, path: str) -> None:
        edit(self.root, path, lambda text: example.with_front(text, "status: 草稿"))

    @rule(path=documents)
    def publish_again(self, path: str) -> None:
        edit(self.root, path, lambda text: example.with_front(text, "status: 已发布"))

    @rule(path=documents)
    def move_a_file(self, path: str) -> None:
        file = self.root / path
        if file.exists():
            self.count += 1
            file.rename(file.with_name(f"moved-{self.count}.md"))

    @rule(path=documents)
    def add_a_document(self, path: str) -> None:
        self.count += 1
        text = example.read(path)
        id_ = text.partition("id: ")[2][0]
        front = f"id: {id_}8{self.count}\ntitle: 新的{self.count}"
        name = Path(path).with_name(f"new-{self.count}.md")
        example.write(self.root, str(name), example.with_front(text, front))

    @rule(path=documents)
    def delete_a_document(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(word=st.sampled_from(["甲", "乙"]))
    def change_a_registry(self, word: str) -> None:
        def renamed(text: str) -> str:
            return text.replace("name: ", f"name: {word}", 1)

        for name in ("topics", "facts"):
            edit(self.root, f"content/_data/{name}.yml", renamed)

    @rule(word=st.sampled_from(["甲", "乙"]))
    def change_the_glossary(self, word: str) -> None:
        edit(
            self.root,
            "content/_data/glossary.yml",
            lambda text: text.replace("plain: ", f"plain: {word}", 1),
        )

    @rule(day=st.sampled_from(["2025-03-01", "2026-11-01", "2027-01-01"]))
    def change_a_law(self, day: str) -> None:
        law = example.LAW.replace("effective: 2025-03-01", f"effective: {day}")
        example.write(self.root, "content/_data/laws/model-rules.yml", law)

    @rule(word=st.sampled_from(["每月", "每周"]))
    def change_the_text_of_a_law(self, word: str) -> None:
        text = example.LAW_TEXT.replace("每季度", word)
        example.write(self.root, ".laws/model-rules@2025-01-10.md", text)

    @rule(value=st.sampled_from(["1", "2"]))
    def change_the_theme(self, value: str) -> None:
        example.write(self.root, "theme/main.html", THEME.replace("VALUE", value))

    @rule(name=st.sampled_from(["甲库", "乙库"]))
    def change_the_configuration(self, name: str) -> None:
        edit(
            self.root, "mkdocs.yml", lambda text: text.replace("site_name: ", f"site_name: {name}")
        )

    @rule(size=st.integers(1, 3))
    def change_an_image(self, size: int) -> None:
        example.write(self.root, "guides/images/small.png", b"\x89PNG" * size)

    @invariant()
    def a_rebuilt_site_is_the_one_built_from_nothing(self) -> None:
        before = tree(self.root / "site")
        part, whole = built(order(self.root)), built(order(self.root, "other", clean=True))
        if whole is None:
            assert part is None
            assert tree(self.root / "site") == before
        else:
            assert part is not None
            assert part.keys() == whole.keys()
            assert [name for name in whole if part[name] != whole[name]] == []


class EditingMuch(Editing):
    """The same, with the index of search brought up to date as that of a large library is."""

    def __init__(self) -> None:
        super().__init__()
        # Without one every page names all others, which are more than the documents.
        edit(self.root, "mkdocs.yml", lambda text: f"{text}nav: [index.md]\n")
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(engine, "SMALL", 0)
        self.patch.setattr(shards, "SHARD", {"i": 600, "u": 600})

    def teardown(self) -> None:
        super().teardown()
        self.patch.undo()


TestEditing, TestEditingMuch = Editing.TestCase, EditingMuch.TestCase
TestEditing.settings = TestEditingMuch.settings = settings(
    max_examples=4, stateful_step_count=8, deadline=None, derandomize=True
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return prepare(tmp_path / "library")


def changed(root: Path) -> set[str]:
    """The files that a second build makes, but for those that every build does."""
    before = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    build.build(order(root))
    after = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    new = {path for path in after if path.is_file() and before.get(path) != after[path]}
    always = {"404.html", "checks.json"}
    return {path.relative_to(root / "site").as_posix() for path in new} - always


def test_nothing_is_made_again_when_nothing_changed(root: Path) -> None:
    build.build(order(root))
    assert changed(root) == set()


def test_only_the_page_that_changed_is_made_again(root: Path) -> None:
    build.build(order(root))
    path = example.FILES["guide"]
    edit(root, path, lambda text: example.with_paragraph(text, "多写一句。"))
    made = {name for name in changed(root) if not name.startswith("search/")}
    assert made == {"g01/index.html", "offline/core.json", "offline/packages.json"}


def test_a_deleted_cache_costs_time_and_nothing_else(root: Path) -> None:
    first = built(order(root))
    shutil.rmtree(root / ".cache")
    assert built(order(root)) == first


def test_a_file_that_somebody_deleted_comes_back(root: Path) -> None:
    first = built(order(root))
    (root / "site/g01/index.html").unlink()
    assert built(order(root)) == first


def test_a_site_that_is_not_ours_any_more_is_made_whole(root: Path) -> None:
    first = built(order(root))
    shutil.rmtree(root / "site")
    example.write(root, "site/index.html", "别的网站")
    example.write(root, "site/checks.json", "{}")
    assert built(order(root)) == first


def test_another_program_makes_everything_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.build(order(root))
    monkeypatch.setattr(Memory, "program", "a later version")
    assert "g01/index.html" in changed(root)


@pytest.mark.parametrize("workers", [2, 3])
def test_the_number_of_workers_makes_no_difference(root: Path, workers: int) -> None:
    alone = built(order(root, "alone", clean=True))
    assert built(order(root, workers=workers)) == alone


def test_a_memory_that_cannot_be_written_costs_time_and_nothing_else(root: Path) -> None:
    """Then processes cannot tell each other what they found out."""
    (root / ".cache/lawkb/memory.sqlite").mkdir(parents=True)
    assert built(order(root, workers=2)) == built(order(root, "alone", clean=True))


def test_workers_leave_the_last_site_when_the_library_is_wrong(root: Path) -> None:
    first = built(order(root, workers=2))
    edit(root, example.FILES["guide"], lambda text: text + "\n待补充。\n")
    assert built(order(root, workers=2)) is None
    assert tree(root / "site") == first


def test_shares_made_apart_are_the_whole_together(root: Path) -> None:
    whole = built(order(root, "whole", clean=True))
    folders = [root / f"part-{number}" for number in (1, 2, 3)]
    for number, folder in enumerate(folders, 1):
        build.shard(order(root, folder.name), Share(number, 3))
    build.merge(reversed(folders), root / "merged")
    assert tree(root / "merged") == whole


@pytest.mark.parametrize("record", ["", "[]", '{"number": 1}'])
def test_a_folder_that_says_nothing_of_its_share_is_none(root: Path, record: str) -> None:
    example.write(root, "part/share.json", record)
    with pytest.raises(UnfitSharesError, match="不是用 lawkb build --shard 生成的一份"):
        build.merge([root / "part"], root / "merged")


@pytest.mark.parametrize(
    ("shares", "edits", "said"),
    [
        (["1/2"], 0, "缺少 2/2"),
        (["1/2", "1/2"], 0, "缺少 2/2"),
        (["1/2", "2/2"], 1, "不是同一个资料库"),
        (["1/2", "2/3"], 0, "缺少"),
    ],
)
def test_shares_that_do_not_fit_are_not_merged(
    root: Path, shares: list[str], edits: int, said: str
) -> None:
    for number, text in enumerate(shares):
        build.shard(order(root, f"part-{number}"), Share.parse(text))
        if edits:
            edit(root, example.FILES["guide"], lambda text: example.with_paragraph(text, "变了。"))
    with pytest.raises(UnfitSharesError, match=said):
        build.merge([root / f"part-{number}" for number in range(len(shares))], root / "merged")
    assert not (root / "merged").exists()


def test_a_folder_that_is_no_share_is_not_merged(root: Path, tmp_path: Path) -> None:
    with pytest.raises(UnfitSharesError, match="不是用 lawkb build --shard 生成的"):
        build.merge([tmp_path], root / "merged")


@pytest.mark.parametrize("text", ["0/2", "3/2", "a/b", "2"])
def test_a_share_is_a_number_of_a_number(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Share.parse(text)


def test_every_name_belongs_to_one_share() -> None:
    names = [f"g{number}/index.html" for number in range(500)]
    shares = [Share(number, 7) for number in range(1, 8)]
    assert {sum(share.holds(name) for share in shares) for name in names} == {1}
    assert min(sum(map(share.holds, names)) for share in shares) > 40


def test_each_thing_of_a_queue_is_taken_once(tmp_path: Path) -> None:
    queues = [Queue(tmp_path / "queue") for _ in range(3)]
    taken = [
        (queue.takes(number), queue.takes(number)) for number in range(500) for queue in queues
    ]
    assert all(first == again for first, again in taken)
    assert sum(first for first, _ in taken) == 500


def test_nothing_is_taken_from_a_queue_that_was_stopped(tmp_path: Path) -> None:
    one, other = Queue(tmp_path / "queue"), Queue(tmp_path / "queue")
    assert one.takes(0)
    other.stop()
    assert one.takes(1)  # of the same batch
    assert not one.takes(1000)
    assert not other.takes(2000)


@dataclass
class Watched(Executor):
    """An executor that notes what it was given to do."""

    inner: Executor
    tasks: list[str] = field(default_factory=list)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **values: Any) -> Future[Any]:
        self.tasks.append(getattr(fn, "__name__", ""))
        return self.inner.submit(fn, *args, **values)


def _ended(*_: Any, **_values: Any) -> None:
    """What a process does whose memory the system needs for another."""
    os._exit(9)


@pytest.mark.parametrize("task", ["learn", "make", "index"])
def test_a_process_that_is_ended_costs_time_and_nothing_else(
    root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, task: str
) -> None:
    alone = built(order(root, "alone", clean=True))
    monkeypatch.setattr(stages.crew if task == "learn" else stages, task, _ended)
    assert built(order(root, workers=2)) == alone
    assert "多半是内存不够" in caplog.text


def test_a_check_goes_on_without_a_process_that_is_ended(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "is_large", lambda _root: True)
    monkeypatch.setattr(crew, "size", lambda: 2)
    monkeypatch.setattr(crew, "learn", _ended)
    crew.prepare(root, example.TODAY)


def test_writing_in_a_page_has_that_page_compared_and_no_other(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a page shows of others, and which lists there are, is found out once."""
    built(order(root))
    looked: list[str] = []
    key_of = Documents._key_of

    def noted(self: Documents, page: Page) -> str:
        looked.append(page.path)
        return key_of(self, page)

    monkeypatch.setattr(Documents, "_key_of", noted)
    monkeypatch.setattr(listings, "_topics", None)
    guide = example.FILES["guide"]
    edit(root, guide, lambda text: example.with_paragraph(text, "再写一句。"))
    after = built(order(root))
    assert looked == [guide]
    monkeypatch.undo()
    assert after == built(order(root, "other", clean=True))


def test_a_large_index_is_made_in_parts_that_fit_the_memory(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = built(order(root, "alone", clean=True))
    monkeypatch.setattr(indexing, "AT_ONCE", 1000)
    with ProcessPoolExecutor(2) as pool:
        executor = Watched(pool)
        build.build(order(root, workers=2), executor)
    assert executor.tasks.count("index") > 2
    assert tree(root / "site") == alone


def test_files_are_dealt_out_by_their_bytes(root: Path) -> None:
    (root / "guides" / "long.md").write_text("长" * 100_000, encoding="utf-8")
    files = Snapshot.of(root)
    first, second = crew.deal(files, 2)
    assert not first & second
    pages = {name for name in files.names if name.endswith(".md")}
    assert first | second == pages | {*loading.registry_files(root)}
    alone = first if "guides/long.md" in first else second
    assert alone & pages == {"guides/long.md"}  # as long as all the others


@dataclass
class Disturbed(Executor):
    """An executor during whose work, once all files were read, somebody goes on editing."""

    inner: Executor
    root: Path

    def submit(self, fn: Callable[..., Any], /, *args: Any, **values: Any) -> Future[Any]:
        if fn is stages.make:
            guide = self.root / example.FILES["guide"]
            text = guide.read_text(encoding="utf-8")
            guide.write_text(example.with_front(text, "title: 改了标题"), encoding="utf-8")
            new = text.replace("id: g01", "id: g99")
            guide.with_name("new-guide.md").write_text(new, encoding="utf-8")
        return self.inner.submit(fn, *args, **values)


def test_what_is_saved_during_a_build_is_in_the_next_one(root: Path) -> None:
    before = built(order(root, "before", clean=True))
    with ProcessPoolExecutor(2) as pool:
        build.build(order(root, workers=2), Disturbed(pool, root))
    assert tree(root / "site") == before
    after = built(order(root, "after", clean=True))
    assert after
    assert "g99/index.html" in after
    assert built(order(root)) == after


def test_what_is_saved_while_nothing_can_be_remembered_is_in_the_site(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What one process has read of the old file the others cannot read any more."""
    root.joinpath(FOLDER, FILE).mkdir(parents=True)
    with ProcessPoolExecutor(2) as pool:
        build.build(order(root, workers=2), Disturbed(pool, root))
    assert f"{example.FILES['guide']} 刚才又保存过" in caplog.text
    assert tree(root / "site") == built(order(root, "after", clean=True))


def test_the_workers_of_a_dask_cluster_make_the_same_site(root: Path) -> None:
    alone = built(order(root, "alone", clean=True))
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        executor = Watched(client.get_executor())
        build.build(order(root, workers=2), executor)
    assert executor.tasks == ["learn", "learn", "make", "index"]
    assert tree(root / "site") == alone


def by_mkdocs(root: Path, *, dirty: bool) -> dict[str, bytes]:
    """The site after `mkdocs build --strict`, with or without `--dirty`."""
    config = run.load(root, site_dir=str(root / "site"), strict=True)
    run.plugin_of(config).role = Role()
    config.plugins.on_startup(command="build", dirty=dirty)
    mkdocs_build.build(config, dirty=dirty)
    return tree(root / "site")


def test_the_dirty_builds_of_mkdocs_are_exact_too(root: Path) -> None:
    assert by_mkdocs(root, dirty=True) == built(order(root, "other", clean=True))
    edit(root, example.FILES["guide"], lambda text: example.with_front(text, "title: 改了标题"))
    (root / example.FILES["courseware"]).unlink()
    assert by_mkdocs(root, dirty=True) == built(order(root, "other", clean=True))
    assert by_mkdocs(root, dirty=False) == built(order(root, "other", clean=True))


ALL_AT_ONCE = {
    "theme/main.html": ("VALUE", "另一个"),
    "mkdocs.yml": ("site_name: ", "site_name: 另"),
    "content/_data/glossary.yml": ("plain: ", "plain: 另"),
    "content/_data/facts.yml": ("name: ", "name: 另"),
    "content/_data/topics.yml": ("name: ", "name: 另"),
    ".laws/model-rules@2025-01-10.md": ("每季度", "每月"),
}


@pytest.mark.parametrize("path", ALL_AT_ONCE)
def test_what_goes_into_many_pages_is_noticed(root: Path, path: str) -> None:
    """Each once and for certain, which a few random walks need not come across."""
    edit(root, example.FILES["guide"], lambda text: example.with_paragraph(text, CITING))
    before = built(order(root))
    edit(root, path, lambda text: text.replace(*ALL_AT_ONCE[path]))
    after = built(order(root))
    assert after != before
    assert after == built(order(root, "other", clean=True))


def test_a_template_that_was_moved_is_noticed(root: Path) -> None:
    part = "{% include 'a/part.html' ignore missing %}"
    edit(root, "theme/main.html", lambda text: text.replace("VALUE", part))
    example.write(root, "theme/a/part.html", "零件")
    assert "零件" in (built(order(root)) or {})["g01/index.html"].decode()
    root.joinpath("theme/a").rename(root / "theme/b")
    assert "零件" not in (built(order(root)) or {})["g01/index.html"].decode()


def test_a_configuration_that_others_inherit_from_is_noticed(root: Path) -> None:
    edit(root, "mkdocs.yml", lambda text: f"INHERIT: 'base.yml' # 共用\n{text}")
    example.write(root, "base.yml", "site_author: 甲\n")
    edit(root, "theme/main.html", lambda text: text.replace("VALUE", "{{ config.site_author }}"))
    assert "甲" in (built(order(root)) or {})["g01/index.html"].decode()
    example.write(root, "base.yml", "site_author: 乙\n")
    after = built(order(root))
    assert after == built(order(root, "other", clean=True))
    assert "乙" in (after or {})["g01/index.html"].decode()


def test_a_site_that_another_library_has_written_over_is_made_whole(
    root: Path, tmp_path: Path
) -> None:
    other = prepare(tmp_path / "second")
    edit(other, "mkdocs.yml", lambda text: text.replace("site_name: ", "site_name: 另"))
    before = built(order(root))
    shared = dataclasses.replace(order(other), site=root / "site")
    assert built(shared) != before
    assert built(order(root)) == before


def test_a_build_for_another_day_is_shared_among_processes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build.crew, "is_large", lambda _root: True)
    same = dataclasses.replace(order(root), workers=0)
    assert build._is_much(same, same.manifest)
    built(order(root))
    assert not build._is_much(same, same.manifest)
    later = dataclasses.replace(same, as_of="2030-01-01")
    assert build._is_much(later, later.manifest)


def test_other_processes_end_when_the_library_is_wrong(root: Path) -> None:
    to = order(root, workers=2)
    to.queue.stop()
    stages.make(to, Snapshot.of(root))
    assert [name for name in tree(to.fresh) if name.endswith(".html")] == []

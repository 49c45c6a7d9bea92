"""The whole: what is loaded, what is left out, and which way the imports go."""

import ast
import datetime as dt
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import example
import lawkb
from lawkb.registry import REGISTRIES, Facts, Topics
from lawkb.snapshot import folders

PACKAGE = Path(lawkb.__file__).parent
MODULES = {
    ".".join(file.relative_to(PACKAGE).with_suffix("").parts): file
    for file in PACKAGE.rglob("*.py")
}
SHELLS = {"cli", "plugin", "host.run", "host.stages", "host.build", "host.serve", "__main__"}


def imports(name: str) -> set[str]:
    """What a module imports when it is imported: not for its types, not inside its functions."""
    found: set[str] = set()
    for node in ast.parse(MODULES[name].read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_imports(name: str) -> set[str]:
    """The modules of the package that a module imports."""
    return {found.removeprefix("lawkb.") for found in imports(name)} & MODULES.keys()


def test_imports_go_one_way() -> None:
    order = TopologicalSorter({name: own_imports(name) for name in MODULES})
    assert len([*order.static_order()]) == len(MODULES)  # a circle would raise CycleError


def test_nothing_imports_a_shell() -> None:
    users = {name for name in MODULES if own_imports(name) & SHELLS}
    assert users - SHELLS == set()


def test_only_the_host_imports_mkdocs() -> None:
    hosts = {"mkdocs", "material"}
    users = {name for name in MODULES if hosts & {i.partition(".")[0] for i in imports(name)}}
    own = {f"host.{name}" for name in ("files", "icons", "run", "serve", "setup", "theme")}
    assert users == own | {"plugin"}


def test_pages_are_sorted_and_nothing_hidden_is_loaded(library_root: Path) -> None:
    for name in ("guides/.hidden.md", "guides/_old/a.md", "guides/~$wage.md", "drafts/a.md"):
        example.write(library_root, name, "不读\n")
    paths = [page.path for page in example.load(library_root).pages]
    assert paths == sorted(
        [*example.FILES.values(), "content/index.md", "content/editors/index.md"]
    )


def test_only_files_that_pages_use_are_published(library_root: Path, tmp_path: Path) -> None:
    outside = example.write(tmp_path, "secret.pdf", "密")
    library_root.joinpath("guides/secret.pdf").symlink_to(outside)
    example.write(library_root, "guides/原稿.docx", b"PK")
    found = example.load(library_root)
    assert found.assets == ("guides/images/small.png",)
    assert {stray.path for stray in found.strays} == {"guides/secret.pdf", "guides/原稿.docx"}


@pytest.mark.parametrize("name", ["deposit", "deposit.MD", "deposit.md.txt", "deposit.txt"])
def test_who_misnames_a_page_is_told_its_name(library_root: Path, name: str) -> None:
    example.write(library_root, f"guides/{name}", example.read(example.FILES["guide"]))
    found = [found for found in example.check_root(library_root) if found.name == "stray-file"]
    assert [(one.path, "“deposit.md”" in one.message) for one in found] == [
        (f"guides/{name}", True)
    ]


@pytest.mark.parametrize(
    ("front", "listed"),
    [
        ("status: 已发布", True),
        ("status: 草稿", False),
        ("status: 送审", False),
        ("status: 已撤下\nwithdrawn: {date: 2026-11-01, reason: 过时}", False),
    ],
)
def test_only_published_documents_are_listed(
    library_root: Path,
    front: str,
    listed: bool,  # noqa: FBT001
) -> None:
    path = example.FILES["case"]
    example.write(library_root, path, example.with_front(example.read(path), front))
    found = example.load(library_root)
    assert found.by_id("c01") in found.documents
    assert (found.by_id("c01") in found.listed) is listed


@pytest.mark.parametrize("content", [None, "facts: 甲\n", "a: [\n", b"\xff"])
def test_a_registry_that_cannot_be_read_is_empty_and_says_so(
    library_root: Path, content: str | bytes | None
) -> None:
    path = library_root / "content/_data/facts.yml"
    path.unlink()
    if content is not None:
        example.write(library_root, "content/_data/facts.yml", content)
    found = example.load(library_root)
    assert found.facts.facts == []
    assert not found.is_sound(Facts)
    assert found.is_sound(Topics)


@pytest.mark.parametrize("name", [kind.file for kind in REGISTRIES])
def test_a_registry_that_is_missing_is_reported(library_root: Path, name: str) -> None:
    library_root.joinpath("content/_data", name).unlink()
    [found] = [f for f in example.check_root(library_root) if f.path == f"content/_data/{name}"]
    assert (found.code, found.line) == ("F001", 1)


def test_a_library_is_frozen(library_root: Path) -> None:
    found = example.load(library_root)
    with pytest.raises(AttributeError):
        found.today = dt.date(2020, 1, 1)  # ty: ignore[invalid-assignment]


def test_every_folder_of_documents_is_loaded_once() -> None:
    assert list(folders()) == ["content", "guides", "cases", "courseware"]

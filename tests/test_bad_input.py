"""Every bad file at once: each is answered, none hides another, and yesterday's site stands."""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import example
from lawkb import check

SOUND = example.read(example.FILES["guide"])
FRONT, BODY = SOUND.split("---\n", 2)[1:]


def document(front: str) -> str:
    return example.with_front(SOUND, f"id: g99\n{front}")


BAD: dict[str, tuple[str, str | bytes]] = {
    "empty.md": ("F001", ""),
    "blank.md": ("F001", "\n 　\n"),
    "gb18030.md": ("F001", SOUND.encode("gb18030")),
    "utf-16.md": ("F001", SOUND.encode("utf-16")),
    "picture.md": ("F001", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    "zeros.md": ("F002", b"\0" * 900_000),
    "unclosed.md": ("F001", f"---\n{FRONT}"),
    "long-front.md": ("F001", f"---\nsummary: {'长' * 70_000}\n---\n{BODY}"),
    "megabyte.md": ("F001", f"---\n{FRONT}keywords: [{'长, ' * 300_000}]\n---\n{BODY}"),
    "bare.md": ("F002", BODY),
    "word-dashes.md": ("F002", SOUND.replace("---\n", "——\n", 2)),
    "alias.md": ("F003", document("summary: *a")),
    "bomb.md": ("F003", document("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]")),
    "nested.md": ("F003", document("keywords: " + "[" * 30_000)),
    "deep.md": ("F003", document("keywords: " + "[" * 30 + "]" * 30)),
    "control.md": ("F003", document("summary: 甲\x08乙")),
    "quotes.md": ("F003", document('summary: "甲')),
    "tab.md": ("F003", document("changes:\n\t- date: 2026-01-01")),
    "colon.md": ("F004", document("summary：甲")),
    "twice.md": ("F005", document("summary: 甲\nsummary: 乙")),
    "key.md": ("F006", document("sumary: 甲")),
    "date.md": ("F007", document("law_as_of: 2026-02-30")),
    "list.md": ("F007", document("title: [甲]")),
    "nothing.md": ("F007", "---\n# 只有说明\n---\n"),
    "folder.md": ("F009", document("type: case")),
    "same-id.md": ("F010", SOUND),
    "has space.md": ("S304", document("related: []")),
    "script.md": ("T502", SOUND + "\n<script>alert(1)</script>\n"),
    "brackets.md": ("L201", SOUND + "\n" + "[甲](" * 20_000 + "g77)\n"),
    "ticks.md": ("L201", SOUND + "\n甲" + "`" * 50_000 + "\n\n[甲](g77)\n"),
}
EXTRA = ("huge.md", "outside.md")


def lawkb(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "lawkb", *args],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def content(folder: Path) -> dict[str, str]:
    """The files of a folder and the digests of their bytes."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture
def bad_root(library_root: Path, tmp_path: Path) -> Path:
    """The example library with every bad file in `guides/`."""
    for name, (_, data) in BAD.items():
        example.write(library_root, f"guides/{name}", data)
    with library_root.joinpath("guides/huge.md").open("wb") as file:
        file.truncate(20_000_000)
    secret = example.write(tmp_path, "secret.md", SOUND)
    library_root.joinpath("guides/outside.md").symlink_to(secret)
    return library_root


def test_every_bad_file_is_answered_in_chinese_at_its_place(bad_root: Path) -> None:
    # A sound document with a finding shows that those after the bad ones are still checked.
    text = example.with_paragraph(example.read(example.FILES["faq"]), "待补充")
    example.write(bad_root, example.FILES["faq"], text)
    done = lawkb(bad_root, "check", "--format", "json", "--as-of", "2026-11-22")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    found = json.loads(done.stdout)
    codes = {(finding["path"], finding["code"]) for finding in found}
    assert {(f"guides/{name}", code) for name, (code, _) in BAD.items()} <= codes
    assert {(f"guides/{name}", "F001") for name in EXTRA} <= codes
    assert (example.FILES["faq"], "T501") in codes
    for finding in found:
        lines = bad_root.joinpath(finding["path"]).read_bytes().count(b"\n") + 1
        assert 1 <= finding["line"] <= lines
        assert finding["column"] >= 1
        assert re.search("[一-龥]", finding["message"])
        assert "\n" not in finding["message"]


def test_a_bad_file_leaves_the_site_of_yesterday(library_root: Path) -> None:
    arguments = ("build", "--as-of", "2026-11-22")
    assert lawkb(library_root, *arguments).returncode == 0
    before = content(library_root / "site")
    assert "g01/index.html" in before
    for name, (_, data) in BAD.items():
        example.write(library_root, f"guides/{name}", data)
    stopped = lawkb(library_root, *arguments)
    assert stopped.returncode == 1
    assert "没有发布" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert content(library_root / "site") == before
    assert not [*library_root.glob("site.*")]


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("theme:", "use_directory_urls: false\ntheme:", "use_directory_urls 要是 true"),
        ("  - lawkb", "  - search", "plugins 里要有 lawkb"),
        ("theme:", "theme: nothing-of-the-kind\nextra_theme:", "“theme”这一项不对"),
        ("theme:\n", "theme：\n", "mkdocs.yml:4:6: 写得不对，没有发布：“theme”后面是全角冒号"),
        ("  name:", "\tname:", "mkdocs.yml:5:1: 写得不对，没有发布：这一行用了 Tab 缩进"),
    ],
)
def test_a_wrong_configuration_is_explained(
    library_root: Path, line: str, instead: str, said: str
) -> None:
    config = library_root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert line in text
    config.write_text(text.replace(line, instead, 1), encoding="utf-8")
    stopped = lawkb(library_root, "build")
    assert stopped.returncode == 1
    assert said in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert not (library_root / "site").exists()


@pytest.mark.parametrize(
    ("kind", "text", "repeated"),
    [
        ("faq", "依法要赔。\n\n", 8_000),
        ("faq", "## 问？\n\n依法。\n\n### 法律依据\n\n依法。\n\n", 2_000),
        ("faq", "{{ hotline-12348 }}\n\n", 8_000),
        ("faq", "<!--", 30_000),
        ("faq", "\n", 150_000),
        ("courseware", "## 页\n\n- 要点\n\n讲者备注：话。\n\n", 2_000),
        ("form", "## 样张\n\n- [ ] 甲\n\n", 3_000),
        ("guide", "《示范条例》第二条规定：“村民委员会" + "长" * 60_000 + "”", 1),
    ],
)
def test_a_long_page_is_answered_in_seconds(
    library_root: Path, kind: str, text: str, repeated: int
) -> None:
    example.write_law(library_root)
    path = example.FILES[kind]
    page = example.with_body(example.read(path), "## 问？\n\n" + text * repeated)
    example.write(library_root, path, page)
    begin = time.process_time()
    library = example.load(library_root)
    check.run(library)
    long = library.by_path(path)
    assert long
    assert [p.passages for p in library.search.postings_of([long])]
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("loop"),
        pytest.param("c1-control"),
        pytest.param("registry"),
        "folder",
    ],
)
def test_one_file_cannot_stop_the_check_of_the_others(library_root: Path, kind: str) -> None:
    path = library_root / "guides/bad.md"
    if kind == "loop":
        path.symlink_to(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "registry":
        example.write(library_root, "content/_data/facts.yml", "facts: [\x80]\n")
    else:
        example.write(library_root, "guides/bad.md", document("summary: 甲\x80乙"))
    text = example.with_paragraph(example.read(example.FILES["faq"]), "待补充")
    example.write(library_root, example.FILES["faq"], text)
    assert "T501" in {finding.code for finding in example.check_root(library_root)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names there")
def test_a_pipe_is_not_waited_for(library_root: Path) -> None:
    os.mkfifo(library_root / "guides/pipe.md")
    done = lawkb(library_root, "check", "--as-of", "2026-11-22")
    assert "guides/pipe.md:1:1: F001" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_name_that_is_no_text_is_reported_as_one(library_root: Path) -> None:
    os.rename(  # noqa: PTH104 - a Path has no bytes
        os.fsencode(library_root / example.FILES["guide"]),
        os.fsencode(library_root / "guides") + b"/\xff\xfe.md",
    )
    done = lawkb(library_root, "build", "--as-of", "2026-11-22")
    assert done.returncode == 1
    assert "S304" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_beyond_the_last_is_no_address(library_root: Path) -> None:
    done = lawkb(library_root, "serve", "--addr", "127.0.0.1:99999")
    assert "最大是 65535" in done.stderr
    assert "Traceback" not in done.stderr

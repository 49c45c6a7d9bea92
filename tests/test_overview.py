"""`lawkb status`: how the library stands, the same in text, in JSON and on the editors' page."""

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import example
from lawkb import cli, overview
from lawkb.render import Renderer

GUIDE, CARD, COURSEWARE = (example.FILES[name] for name in ("guide", "card", "courseware"))
REGISTER = Path(__file__).parents[1] / "content/_data/laws"


def change(root: Path, path: str, front: str) -> None:
    example.write(root, path, example.with_front(example.read(path), front))


def status(root: Path, *args: str, day: str = "2026-11-22") -> str:
    call = ["status", *args, "--root", str(root), "--as-of", day]
    result = CliRunner().invoke(cli.lawkb, call)
    assert result.exit_code == 0, result.output
    return result.stdout


def as_json(root: Path, day: str = "2026-11-22") -> dict[str, Any]:
    return json.loads(status(root, "--format", "json", day=day))


def ids(records: list[dict[str, Any]]) -> list[str]:
    return [record["id"] for record in records]


def work(root: Path) -> None:
    """A draft, a card that lags behind, a guide without a card."""
    change(root, COURSEWARE, "status: 草稿\ntitle: 没有写完的课件")
    changes = "changes: [{date: 2026-11-01, note: 甲}, {date: 2026-11-20, note: 期限改了}]"
    change(root, GUIDE, changes)
    second = example.with_front(example.read(GUIDE), "id: g02\ntitle: 第二篇指引")
    example.write(root, "guides/second.md", second)


def test_topics_are_counted_by_type() -> None:
    rows = {row["path"]: row["counts"] for row in as_json(example.SOUND)["topics"]}
    assert list(rows) == ["labor/wages", "labor/contract", "remedy/legal-aid"]
    assert {name for name, count in rows["labor/wages"].items() if count} == {
        *("guide", "card", "case", "courseware", "faq", "rumor", "form")
    }
    assert not any(rows["labor/contract"].values())


def test_what_waits_for_an_editor_is_listed(library_root: Path) -> None:
    work(library_root)
    found = as_json(library_root)
    assert ids(found["open"]) == ["w01"]
    assert [(one["id"], one["changed"], one["note"]) for one in found["unsynced"]] == [
        ("k01", "2026-11-20", "期限改了")
    ]
    assert ids(found["without_card"]) == ["g02"]
    assert found["lacking"] == [{"group": "remedy", "types": ["case", "faq"]}]
    assert found["unverified"] == [
        {"fact": "local-wage", "name": "本市最低工资标准", "documents": ["g02", "g01"]}
    ]


def test_overdue_reviews_are_listed_the_longest_first() -> None:
    assert ids(as_json(example.SOUND, "2027-05-03")["overdue"]) == ["g01", "c01"]


def test_laws_that_will_change_and_have_changed_name_the_documents(library_root: Path) -> None:
    example.write_register(library_root)
    folder = library_root / "content/_data/laws"
    folder.mkdir()
    shutil.copy(REGISTER / "public-security-penalty-law.yml", folder)
    words = "《治安管理处罚法》第四十三条。"
    text = example.with_front(example.read(GUIDE), "published: 2025-12-01\nlaw_as_of: 2025-12-01")
    example.write(library_root, GUIDE, example.with_paragraph(text, words))
    before, after = as_json(library_root, "2025-12-01"), as_json(library_root, "2026-11-22")
    assert [(one["effective"], one["documents"]) for one in before["coming"]] == [
        ("2026-01-01", ["g01"])
    ]
    assert (after["coming"], ids(after["outdated"])) == ([], ["g01"])


def test_the_text_says_all_that_the_json_says(library_root: Path) -> None:
    work(library_root)
    text = status(library_root)
    for line in (
        "2026-11-22 的资料库：已发布 9 篇，未发布 1 篇。",
        "找谁解决：典型案例、常见问题",
        "待同步的明白卡（1）\n  k01 欠薪明白卡：指引在 2026-11-20 改过，期限改了",
        "没有明白卡的指引（1）\n  g02 第二篇指引",
        "没有核实的事实（1）\n  local-wage 本市最低工资标准：g02、g01",
        "还没有发布（1）\n  w01 没有写完的课件（草稿）",
        "过了复核日期（0）\n  没有",
    ):
        assert line in text


def test_columns_stand_below_each_other() -> None:
    text = overview.as_text(overview.of(example.load(example.SOUND)))
    head, _, first, second, *_ = text.split("\n\n")[1].split("\n")[1:]
    column = overview._width(head[: head.index("业务指引")])
    for line in (first, second):
        assert overview._width(line[: len(line) - len(line.lstrip())]) == 2
        at = next(n for n in range(len(line)) if overview._width(line[:n]) == column)
        assert line[at] in "1缺"
        assert line[at - 1] == " "


def test_the_editors_page_shows_the_same(library_root: Path) -> None:
    work(library_root)
    library = example.load(library_root)
    pages = {out.uri: out.make().text for out in Renderer(library).handbook()}
    page = pages["editors/coverage.md"]
    counts = overview.of(library)
    assert f"待同步的明白卡（{len(counts.unsynced)}）" in page
    assert '<a href="../../k01/">欠薪明白卡</a>：指引在 2026年11月20日改过，期限改了' in page
    assert '<a href="../../g02/">第二篇指引</a>' in page
    assert "还没有发布（1）" in page


def test_the_name_of_a_draft_is_only_in_the_preview(library_root: Path) -> None:
    work(library_root)
    library = example.load(library_root)
    for preview in (False, True):
        pages = {out.uri: out.make().text for out in Renderer(library, preview=preview).handbook()}
        assert ("没有写完的课件" in pages["editors/coverage.md"]) is preview


def test_an_empty_library_has_nothing_to_say(tmp_path: Path) -> None:
    example.write(tmp_path, "mkdocs.yml", "site_name: 甲\n")
    found = overview.of(example.load(tmp_path, dt.date(2026, 11, 22)))
    assert (found.published, found.rows, found.open) == (0, (), ())
    assert "还没有发布（0）" in overview.as_text(found)

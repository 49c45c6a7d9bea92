"""What an amendment touches, sentence by sentence, in a small library with the real register."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import example
from lawkb import cli, impact
from lawkb.impact import Touched
from lawkb.laws import Law
from lawkb.library import Library

REGISTER = Path(__file__).parents[1] / "content/_data/laws"
PENALTY = "public-security-penalty-law"
LAWS = (
    *(PENALTY, "agriculture-law", "civil-code", "contract-law", "ecological-code", "marriage-law"),
    *("noise-law", "labour-dispute-law", "rural-land-dispute-arbitration-law"),
)


@pytest.fixture
def root(library_root: Path) -> Path:
    """The example library with some of the project's own laws."""
    example.write_register(library_root)
    folder = library_root / "content/_data/laws"
    folder.mkdir()
    for law in LAWS:
        shutil.copy(REGISTER / f"{law}.yml", folder)
    return library_root


def dated(text: str, day: str, published: str | None = None) -> str:
    front = f"law_as_of: {day}\npublished: {published or day}\nchanges: [{{date: {day}, note: 甲}}]"
    return example.with_front(text, front)


def put(root: Path, kind: str, body: str, day: str = "2025-12-01", published: str = "") -> None:
    """A document with this body, stating the law of a day."""
    path = example.FILES[kind]
    text = dated(example.read(path), day, published or day)
    example.write(root, path, example.with_body(text, body))


def law_of(id_: str, library: Library) -> Law:
    return library.register.by_id[id_]


def rows(root: Path, id_: str = PENALTY, today: str = "2026-11-22") -> tuple[Touched, ...]:
    library = example.load(root, dt.date.fromisoformat(today))
    law = law_of(id_, library)
    return impact.of(law, *impact.versions(law, library.today), library)


def seen(found: tuple[Touched, ...]) -> list[tuple[str, str, tuple[str, ...], str]]:
    return [(row.id, row.article, row.now, row.what) for row in found]


def run(root: Path, *args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli.lawkb, [*args, "--root", str(root)])
    return result.exit_code, result.stdout, result.stderr


def test_a_row_says_where_what_and_whom_to_ask(root: Path) -> None:
    body = "## 适用情形\n\n天冷。打人的，依照《治安管理处罚法》第四十三条处罚；轻的调解。完。\n"
    put(root, "guide", body)
    file = root.joinpath(example.FILES["guide"]).read_text(encoding="utf-8")
    line = file[: file.index("第四十三条")].count("\n") + 1
    assert rows(root) == (
        Touched(
            path="guides/wage-arrears.md",
            line=line,
            column=10,
            id="g01",
            place="适用情形",
            sentence="打人的，依照《治安管理处罚法》第四十三条处罚；",
            article="43",
            now=("51",),
            what="条号已变，文字有改动",
            owner="示范甲",
        ),
    )


@pytest.mark.parametrize(
    ("article", "now", "what"),
    [
        ("第三十条", ("36",), "条号已变"),
        ("第四十三条", ("51",), "条号已变，文字有改动"),
        ("第十条", ("10",), "文字有改动"),
        ("第六十一条", (), "已删去"),
        ("第一百一十九条", ("144",), "条号已变，可能已是另一条"),
    ],
)
def test_a_row_says_what_happened(root: Path, article: str, now: tuple[str], what: str) -> None:
    put(root, "guide", f"## 法律依据\n\n《治安管理处罚法》{article}。\n")
    assert [(row.now, row.what) for row in rows(root)] == [(now, what)]


@pytest.mark.parametrize(
    ("kind", "body", "place"),
    [
        ("guide", "## 法律依据\n\n{}\n\n## 完\n\n甲\n", "法律依据"),
        ("faq", "## 打人怎么罚？\n\n先报警。\n\n### 依据\n\n{}\n", "打人怎么罚？"),
        ("courseware", "## 别动手\n\n- 甲\n\n讲者备注：{}\n", "别动手"),
        ("case", "## 法律依据\n\n| 依据 |\n| --- |\n| {} |\n", "法律依据"),
        ("experience", "{}\n", "值班一日"),
    ],
)
def test_a_row_names_the_section_the_question_or_the_slide(
    root: Path, kind: str, body: str, place: str
) -> None:
    put(root, kind, body.format("《治安管理处罚法》第四十三条。"))
    (row,) = rows(root)
    title = example.load(root).by_path(example.FILES[kind])
    assert title
    assert row.place == (title.title if kind == "experience" else place)


def test_the_front_matter_is_searched_too(root: Path) -> None:
    path = example.FILES["guide"]
    text = example.with_front(example.read(path), "summary: 讲《治安管理处罚法》第四十三条。")
    example.write(root, path, dated(text, "2025-12-01"))
    assert [(row.place, row.line > 1) for row in rows(root)] == [("前置信息", True)]


def test_every_article_of_a_list_has_its_row(root: Path) -> None:
    put(root, "guide", "## 法律依据\n\n《治安管理处罚法》第四十二条至第四十三条、第七条。\n")
    put(root, "faq", "## 甲？\n\n依《治安管理处罚法》第五十七条。\n")
    assert seen(rows(root)) == [
        ("q01", "57", ("68",), "条号已变，文字有改动"),
        ("g01", "42", ("50",), "条号已变，文字有改动"),
        ("g01", "43", ("51",), "条号已变，文字有改动"),
    ]


@pytest.mark.parametrize(
    ("day", "published", "cited"),
    [
        ("2026-01-01", "2026-01-01", "《治安管理处罚法》第四十三条"),
        ("2025-12-01", "2025-12-01", "《治安管理处罚法》（2025年修订）第四十三条"),
        ("2025-12-01", "2025-12-01", "原《治安管理处罚法》第四十三条"),
        ("2026-03-01", "2026-03-01", "《治安管理处罚法》（2012年修正）第四十三条"),
        ("2025-12-01", "2026-03-01", "《治安管理处罚法》第四十三条"),
        ("2025-12-01", "2025-12-01", "《治安管理处罚法》第七条"),
        ("2025-12-01", "2025-12-01", "《治安管理处罚法》"),
        ("2025-12-01", "2025-12-01", "《民法典》第四十三条"),
        ("2025-12-01", "2025-12-01", "合同第四十三条"),
    ],
    ids=[
        "new",
        "new-version",
        "marked",
        "old-version",
        "looks-back",
        "same",
        "law",
        "other",
        "none",
    ],
)
def test_what_needs_no_change_is_not_listed(
    root: Path, day: str, published: str, cited: str
) -> None:
    put(root, "guide", f"## 法律依据\n\n{cited}。\n", day, published)
    assert rows(root) == ()


@pytest.mark.parametrize(
    ("today", "id_", "cited", "expected"),
    [
        ("2025-12-01", PENALTY, "《治安管理处罚法》第四十三条", [("51",)]),
        ("2026-01-01", PENALTY, "《治安管理处罚法》第四十三条", [("51",)]),
        ("2026-11-22", "agriculture-law", "《农业法》第二条", [("2",)]),
        ("2027-01-01", "agriculture-law", "《农业法》第二条", [("2",)]),
        ("2026-08-15", "noise-law", "《噪声污染防治法》第二条", None),
        ("2026-11-22", "marriage-law", "《婚姻法》第三十二条", [("1079",)]),
        ("2026-11-22", "contract-law", "《合同法》第一百零七条", [("577", "583")]),
        ("2026-11-22", "civil-code", "《民法典》第七百零三条", []),
    ],
)
def test_the_next_version_counts_or_else_the_last(
    root: Path, today: str, id_: str, cited: str, expected: list[tuple[str]] | None
) -> None:
    put(root, "guide", f"## 法律依据\n\n{cited}。\n")
    found = [row.now for row in rows(root, id_, today)]
    assert len(found) == 1 if expected is None else found == expected


def test_a_repealed_law_names_the_candidates(root: Path) -> None:
    put(root, "guide", "## 法律依据\n\n《婚姻法》第三十二条。\n")
    assert seen(rows(root, "marriage-law")) == [("g01", "32", ("1079",), "法律已废止")]


def test_a_repeal_to_come_is_listed_like_a_version_to_come(root: Path) -> None:
    put(root, "guide", "## 法律依据\n\n《噪声污染防治法》第二条。\n", "2026-07-01")
    assert [row.what for row in rows(root, "noise-law", "2026-07-15")] == ["法律已废止"]


@pytest.mark.parametrize(
    ("day", "cited", "code"),
    [
        ("2026-11-22", "《农业法》第二条", "C104"),
        ("2026-11-01", "《农业法》第二条", None),
        pytest.param(
            *("2026-07-15", "《噪声污染防治法》第二条", "C104"),
        ),
        pytest.param(
            *("2026-04-01", "《生态环境法典》第二条", "C104"),
        ),
    ],
)
def test_the_check_announces_what_is_to_come(
    root: Path, day: str, cited: str, code: str | None
) -> None:
    put(root, "guide", f"## 法律依据\n\n{cited}。\n", day)
    found = example.check_root(root, dt.date.fromisoformat(day))
    codes = [f.code for f in found if f.path == example.FILES["guide"] and f.code[0] == "C"]
    assert codes == ([code] if code else [])


def test_drafts_are_listed_and_plain_pages_are_not(root: Path) -> None:
    path = example.FILES["guide"]
    text = dated(
        example.with_paragraph(example.read(path), "《治安管理处罚法》第四十三条。"), "2025-12-01"
    )
    example.write(root, path, example.with_front(text, "status: 草稿"))
    assert seen(rows(root)) == [("g01", "43", ("51",), "条号已变，文字有改动")]


def test_a_plain_page_is_listed(root: Path) -> None:
    example.write(root, "content/about.md", "# 关于\n\n噪声看《噪声污染防治法》第二条。\n")
    assert len(rows(root, "noise-law")) == 1


def test_the_command_prints_lines_that_can_be_clicked(root: Path) -> None:
    put(root, "guide", "## 法律依据\n\n《治安管理处罚法》第四十三条。\n")
    (row,) = rows(root)
    code, out, err = run(root, "impact", "治安管理处罚法", "--as-of", "2026-11-22")
    assert code == 0
    assert out == (
        f"guides/wage-arrears.md:{row.line}:1: 条号已变，文字有改动：第43条 → 第51条　法律依据"
        "　《治安管理处罚法》第四十三条。（示范甲）\n"
    )
    assert err.endswith(
        "《治安管理处罚法》2013-01-01 → 2026-01-01：牵涉 1 篇 1 处（法律登记至 2026-05-16）。\n"
    )


def test_the_command_prints_json(root: Path) -> None:
    put(root, "guide", "## 法律依据\n\n《治安管理处罚法》第四十三条。\n")
    _, out, _ = run(root, "impact", PENALTY, "--format", "json", "--as-of", "2026-11-22")
    (record,) = json.loads(out)
    assert record == {
        "path": "guides/wage-arrears.md",
        "line": rows(root)[0].line,
        "column": 1,
        "id": "g01",
        "place": "法律依据",
        "sentence": "《治安管理处罚法》第四十三条。",
        "article": "43",
        "now": ["51"],
        "what": "条号已变，文字有改动",
        "owner": "示范甲",
    }


def test_the_command_prints_a_table(root: Path) -> None:
    put(
        root,
        "case",
        "## 法律依据\n\n| 甲 | 乙 |\n| --- | --- |\n| 《治安管理处罚法》第四十三条 | 打人 |\n",
    )
    _, out, _ = run(root, "impact", "治安法", "--format", "md", "--as-of", "2026-11-22")
    lines = out.splitlines()
    assert lines[0] == "| 文档 | 行 | 原条号 | 变化 | 现条号 | 原句 | 负责人 |"
    assert len({line.count("|") for line in lines}) == 1
    assert lines[2].startswith("| c01 法律依据 | cases/contractor.md:")
    assert lines[2].endswith(
        "| 43 | 条号已变，文字有改动 | 51 | 《治安管理处罚法》第四十三条 ／ 打人 | 示范甲 |"
    )


@pytest.mark.parametrize(
    ("args", "count"),
    [
        ([], 1),
        (["--from", "2012-10-26", "--to", "2025-06-27"], 1),
        (["--from", "2013-01-01", "--to", "2026-01-01"], 1),
        (["--from", "2025-06-27"], 0),
        (["--to", "2012-10-26"], 0),
    ],
)
def test_the_versions_can_be_chosen(root: Path, args: list[str], count: int) -> None:
    put(root, "guide", "## 法律依据\n\n《治安管理处罚法》第四十三条。\n")
    code, out, _ = run(root, "impact", "治安管理处罚法", *args, "--as-of", "2026-11-22")
    assert (code, out.count("第51条")) == (0, count)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["impact", "治安处罚条例"], "登记表里没有“治安处罚条例”"),
        (["impact", "治安管理法"], "最接近的有：治安管理处罚法"),
        (["impact", "调解仲裁法"], "不止一部"),
        (["impact", "调解仲裁法"], "（代号 labour-dispute-law）"),
        (["impact", "治安管理处罚法", "--from", "2020-01-01"], "没有 2020-01-01 通过的版本"),
        (["impact", "治安管理处罚法", "--from", "2020-01-01"], "2012-10-26、2025-06-27"),
        (["laws", "show", "没有的法"], "登记表里没有“没有的法”"),
    ],
)
def test_an_unclear_law_or_version_is_asked_back(root: Path, args: list[str], said: str) -> None:
    code, out, err = run(root, *args)
    assert (code, out) == (2, "")
    assert said in err


def test_a_law_is_shown_with_its_versions_and_its_places(root: Path) -> None:
    put(root, "guide", "## 法律依据\n\n《治安管理处罚法》第四十三条、第七条。\n")
    code, out, _ = run(root, "laws", "show", "治安管理处罚法", "--as-of", "2026-11-22")
    assert code == 0
    for line in (
        "中华人民共和国治安管理处罚法（public-security-penalty-law）",
        "　2012-10-26 通过　2013-01-01 施行　119 条",
        "　2025-06-27 通过　2026-01-01 施行　144 条",
    ):
        assert line in out.splitlines()
    assert out.count("guides/wage-arrears.md:") == 2
    assert "第四十三条" in out


def test_citations_of_a_file_are_printed_as_json(root: Path) -> None:
    text = "《治安管理处罚法》第四十三条第一款，见（2023）粤1971民初1号。"
    file = example.write(root, "甲.txt", text)
    code, out, _ = run(root, "cite", str(file), "--as-of", "2026-11-22")
    assert code == 0
    law, case = json.loads(out)
    assert law == {
        "start": 0,
        "end": 17,
        "kind": "article",
        "law": "中华人民共和国治安管理处罚法",
        "articles": [[43, 0]],
        "paragraphs": [1],
        "items": [],
        "version": "2026-01-01",
        "status": "stands",
    }
    assert (case["kind"], text[case["start"] : case["end"]]) == ("case", "（2023）粤1971民初1号")

"""The command `lawkb`: exit codes, and Chinese for every way of calling it wrongly."""

import io
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import example
from lawkb import cli, console
from lawkb.rules import RULES

GUIDE = example.FILES["guide"]
NEW = (
    *("new", "guide", "--title", "工伤指引", "--plain-title", "上班受伤怎么办"),
    *("--topic", "labor/wages", "--audience", "法律顾问", "--author", "示范甲"),
)


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(
    library_root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the program in the folder of the example library."""
    monkeypatch.chdir(library_root)

    def call(*args: str | Path, typed: str = "") -> Result:
        monkeypatch.setattr(sys, "argv", ["lawkb", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        shown = capsys.readouterr()
        return Result(int(stopped.value.code or 0), shown.out, shown.err)

    return call


def change(root: Path, front: str) -> None:
    example.write(root, GUIDE, example.with_front(example.read(GUIDE), front))


def test_a_sound_library_passes(run: Run) -> None:
    found = run("check", "--as-of", "2026-11-22")
    assert found == Result(
        0, "", "查了 20 个文件，没有发现问题（没有法律登记表，没有核对引用）。\n"
    )


@pytest.mark.parametrize(
    ("front", "code", "shown"),
    [
        ("related: [c99]", 1, "错误 1 处"),
        ("review_due: 2026-11-20", 0, "提醒 1 处"),
        ("status: 草稿\nrelated: [c99]", 1, "错误"),
    ],
    ids=["error", "warning", "error-in-a-draft"],
)
def test_only_errors_fail_the_check(
    run: Run, library_root: Path, front: str, code: int, shown: str
) -> None:
    change(library_root, front)
    found = run("check", "--as-of", "2026-11-22")
    assert found.code == code
    assert shown in found.err
    assert found.out.startswith(("cases/", "content/", GUIDE))


def test_the_day_can_be_chosen(run: Run) -> None:
    assert "过了 30 天" in run("check", GUIDE, "--as-of", "2027-05-31").out


@pytest.mark.parametrize(
    ("path", "code", "summary"),
    [
        (GUIDE, 1, "查了 1 个文件：错误 1 处"),
        ("guides", 1, "查了 1 个文件：错误 1 处"),
        (".", 1, "查了 20 个文件：错误 1 处"),
        ("cases", 0, "查了 1 个文件，没有发现问题"),
        ("content/_data", 0, "查了 9 个文件，没有发现问题"),
        ("guides/../cases", 0, "查了 1 个文件，没有发现问题"),
    ],
)
def test_a_file_or_a_folder_can_be_checked(
    run: Run, library_root: Path, path: str, code: int, summary: str
) -> None:
    change(library_root, "related: [c99]")
    found = run("check", path, "--as-of", "2026-11-22")
    assert found.code == code
    assert found.err.startswith(summary)


def test_the_library_is_found_from_inside_it(
    run: Run, library_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library_root / "guides/images")
    assert run("check", "--as-of", "2026-11-22").code == 0
    assert run("check", "../wage-arrears.md", "--as-of", "2026-11-22").err.startswith("查了 1 个")


@pytest.mark.parametrize("format_", ["json", "sarif"])
def test_what_programs_read_is_not_mixed_with_what_people_read(
    run: Run, library_root: Path, format_: str
) -> None:
    change(library_root, "related: [c99]")
    found = run("check", "--format", format_, "--as-of", "2026-11-22")
    assert json.loads(found.out)
    assert "查了 20 个文件" in found.err


def test_annotations_for_github(run: Run, library_root: Path) -> None:
    change(library_root, "related: [c99]")
    out = run("check", "--format", "github", "--as-of", "2026-11-22").out
    assert out.startswith(f"::error file={GUIDE},line=")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["check", "guides/没有.md"], "没有这个文件或文件夹：guides/没有.md"),
        (["check", ".."], "不在资料库"),
        (["check", "mkdocs.yml"], "里没有资料库的文件，什么也没有查"),
        (["check", "--root", "guides"], "找不到 mkdocs.yml"),
        (["check", "--as-of", "2026-02-30"], "“2026-02-30”不是日期"),
        (["check", "--as-of"], "--as-of 后面要跟一个值"),
        (["check", "--fromat", "json"], "没有 --fromat 这个选项。是不是想写 --format"),
        (["check", "--format", "xml"], "请从这些里选：text、json、github、sarif"),
        (["chekc"], "没有 chekc 这个命令。是不是想写 check？"),
        (["发布"], "没有 发布 这个命令。可用的有：serve、build、"),
        (["--verbose"], "没有 --verbose 这个选项"),
        (["explain", "X999"], "没有编号或名称是“X999”的规则"),
        pytest.param(
            ["explain", "A901", "A902"],
            "多",
        ),
        (["new"], "缺少 类型"),
        (["new", "指引"], "请从这些里选：guide、card、case、courseware"),
        ([*NEW, "--topic", "labor/wage"], "没有“labor/wage”这个话题。可以写：labor/wages"),
        ([*NEW, "--audience", "律师"], "没有“律师”这个读者"),
        ([*NEW, "--file", "wage-arrears.md"], "guides/wage-arrears.md 已经有了，没有覆盖"),
        ([*NEW, "--file", ".."], "“..”不能作文件名"),
        (["schema"], "请写一个类型，或者用 --to"),
        (["cite", "没有.txt"], "文件|- 的值不对：没有这个文件，或者它打不开。"),
        (["cite", "guides"], "没有这个文件，或者它打不开。"),
        (["laws", "import", "没有"], "没有这个文件，或者它打不开。"),
        (["build", "--workers", "-1"], "请写 0 到 64 的整数。"),
        (["build", "--workers", "两"], "请写 0 到 64 的整数。"),
        (["schema", "laws.txt"], "请从这些里选：guide"),
    ],
    ids=lambda value: " ".join(value[-2:]) if isinstance(value, list) else "",
)
def test_a_wrong_call_ends_with_2_and_a_chinese_sentence(
    run: Run, args: list[str], said: str
) -> None:
    found = run(*args)
    assert found.code == 2
    assert said in found.err
    assert "--help" in found.err
    sentence, _, _ = found.err.partition("\n看用法：")
    assert not re.search("[A-Za-z]+ [a-z]+ [a-z]+", sentence)
    assert found.out == ""


def test_an_empty_library_is_no_success(run: Run, tmp_path: Path) -> None:
    example.write(tmp_path, "empty/mkdocs.yml", "site_name: 空\n")
    found = run("check", "--root", tmp_path / "empty")
    assert found.code == 1
    assert "缺少这个文件" in found.out


def test_no_command_shows_the_commands(run: Run) -> None:
    found = run()
    assert found.code == 2
    assert "用法：" in found.err


@pytest.mark.parametrize("command", ["", *cli.lawkb.commands])
def test_help_is_chinese(run: Run, command: str) -> None:
    found = run(*command.split(), "--help")
    assert found.code == 0
    assert found.out.startswith("用法：")
    assert "显示这段说明。" in found.out
    shown = found.out.replace("JSON Schema", "").replace("JSON", "")
    assert not re.findall(r"[A-Z]{3,}|Usage|Options|Commands|default|required", shown)


def test_the_version_is_shown(run: Run) -> None:
    assert re.fullmatch(r"lawkb \d+\.\d+\.\d+\n", run("--version").out)


def test_every_rule_is_explained(run: Run) -> None:
    listed = run("explain").out
    assert len(listed.splitlines()) == len(RULES)
    for rule in RULES:
        assert rule.code in listed
        assert rule.doc in run("explain", rule.code).out


def test_a_new_page_passes_the_check_but_for_its_blanks(run: Run, library_root: Path) -> None:
    found = run(*NEW)
    assert found.code == 0
    assert "新建了 guides/工伤指引.md，编号 g02" in found.out
    out = run("check", "guides/工伤指引.md").out
    assert {line.split()[1] for line in out.splitlines()} == {"T501"}
    assert b"\r" not in library_root.joinpath("guides/工伤指引.md").read_bytes()


def test_a_new_page_never_overwrites(run: Run, library_root: Path) -> None:
    run(*NEW)
    file = library_root / "guides/工伤指引.md"
    file.write_text("改过了", encoding="utf-8")
    assert run(*NEW).code == 2
    assert file.read_text(encoding="utf-8") == "改过了"


def test_what_was_not_given_is_asked_for(run: Run, library_root: Path) -> None:
    answers = "工伤指引\n上班受伤怎么办\nlabor/wages，remedy/legal-aid\n法律顾问, 联络员\n\n"
    assert run("new", "guide", typed=answers).code == 0
    text = library_root.joinpath("guides/工伤指引.md").read_text(encoding="utf-8")
    for line in ("- labor/wages\n- remedy/legal-aid", "- 法律顾问\n- 联络员", "- lawkb 示范库"):
        assert line in text


def test_stopping_at_a_question_leaves_nothing_behind(run: Run, library_root: Path) -> None:
    found = run("new", "guide", typed="工伤指引\n")
    assert found.code == 130
    assert "已中止" in found.err
    assert not library_root.joinpath("guides/工伤指引.md").exists()


@pytest.mark.parametrize("name", ["../../outside.md", "sub/new.md"])
def test_a_new_page_is_a_page_of_its_folder(run: Run, library_root: Path, name: str) -> None:
    found = run(*NEW, "--file", name)
    library_root.joinpath("guides", name).unlink(missing_ok=True)
    assert found.code == 2


def test_a_schema_is_printed_or_all_are_written(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("schema", "guide").out)["title"] == "业务指引"
    assert run("schema", "--to", tmp_path / "schemas").code == 0
    written = {file.stem for file in tmp_path.joinpath("schemas").iterdir()}
    assert {"guide", "facts"} <= written


def test_texts_of_laws_are_imported(run: Run, library_root: Path, tmp_path: Path) -> None:
    example.write(library_root, "content/_data/laws/model-rules.yml", example.LAW)
    example.write(tmp_path, "in/old.md", example.LAW_TEXT)
    example.write(tmp_path, "in/old.doc", "")
    found = run("laws", "import", tmp_path / "in")
    assert found.code == 0
    assert "收下 1 份文本，没有收 1 份。" in found.err
    assert "没有收 old.doc：" in found.err
    assert (library_root / ".laws/model-rules@2025-01-10.md").is_file()


@pytest.mark.parametrize(("typed", "written"), [("y\n", True), ("n\n", False)])
def test_the_register_is_written_to_only_with_consent(
    run: Run, library_root: Path, tmp_path: Path, typed: str, *, written: bool
) -> None:
    file = "content/_data/laws/model-rules.yml"
    bare = example.LAW.replace("    articles: 3\n", "")
    example.write(library_root, file, bare)
    example.write(tmp_path, "old.md", example.LAW_TEXT)
    found = run("laws", "import", tmp_path / "old.md", "--write", typed=typed)
    assert found.code == 0
    assert "articles: 3" in found.out
    assert ("articles: 3" in (library_root / file).read_text(encoding="utf-8")) is written


def test_an_import_of_nothing_fails(run: Run, tmp_path: Path) -> None:
    example.write(tmp_path, "in/readme.rst", "")
    found = run("laws", "import", tmp_path / "in")
    assert found.code == 1
    assert "没有收到法律文本" in found.err


def test_what_is_asked_for_is_asked_again_in_chinese(library_root: Path) -> None:
    typed = "欠条\n欠条怎么写\nlabor/wagse\n，\nlabor/wages\n法律顾问\n示范甲\n"
    call = ["new", "faq", "--root", str(library_root)]
    result = CliRunner().invoke(cli.lawkb, call, input=typed)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "没有“labor/wagse”这个话题。可以写：labor/wages、labor/contract。",
        "至少要写一个话题。",
    ]
    assert "topics:\n- labor/wages\n" in (library_root / "content/faq/欠条.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "agreed"),
    [("y", True), ("是", True), ("", False), ("n", False), ("不", False), ("随便", False)],
)
def test_only_a_clear_yes_is_one(typed: str, *, agreed: bool) -> None:
    @click.command()
    def ask() -> None:
        click.echo(console.confirm("要改吗？"))

    result = CliRunner().invoke(ask, input=f"{typed}\n")
    assert result.stdout == f"{agreed}\n"
    assert not re.search("[a-xzA-Z]", result.stderr.removesuffix(f"{typed}\n"))


def test_what_the_system_refuses_is_said_in_chinese(run: Run, tmp_path: Path) -> None:
    file = example.write(tmp_path, "a.txt", "")
    found = run("schema", "--to", file)
    assert found.code == 1
    assert found.err.startswith(f"{file}：已经有同名的文件，没有做完。")

"""`lawkb check --fix`: rewrites what is certain, in the bytes of the file, and nothing else."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import example
from lawkb import cli, fix

REGISTER = Path(__file__).parents[1] / "content/_data/laws"
LAWS = (
    *("public-security-penalty-law", "villagers-committee-law", "civil-code"),
    *("noise-law", "ecological-code"),
    *("labour-law", "labour-dispute-law"),  # which the example library cites
)
GUIDE = example.FILES["guide"]
TODAY = "2026-11-22"


@pytest.fixture
def root(library_root: Path) -> Path:
    """The example library with some of the project's own laws."""
    example.write_register(library_root)
    folder = library_root / "content/_data/laws"
    folder.mkdir()
    for law in LAWS:
        shutil.copy(REGISTER / f"{law}.yml", folder)
    return library_root


def guide(words: str, day: str = "2025-12-01", published: str | None = None) -> str:
    """A sound guide of the day before the renumbering, with these words in a section."""
    front = f"law_as_of: {day}\npublished: {published or day}\nchanges: [{{date: {day}, note: 甲}}]"
    return example.with_paragraph(example.with_front(example.read(GUIDE), front), words)


def repaired(root: Path, text: str | bytes) -> bytes:
    """The guide's bytes after the repair."""
    file = example.write(root, GUIDE, text)
    for repair in fix.repairs(example.load(root, dt.date.fromisoformat(TODAY))):
        repair.write()
    return file.read_bytes()


def words_after(
    root: Path, words: str, day: str = "2025-12-01", published: str | None = None
) -> str:
    """What became of these words; everything around them is as it was."""
    before, after = guide("↓↑", day, published).split("↓↑")
    whole = repaired(root, guide(words, day, published)).decode()
    assert whole.startswith(before)
    assert whole.endswith(after)
    return whole[len(before) : len(whole) - len(after)]


def codes(root: Path) -> list[str]:
    """The codes of what is wrong with the law of the guide."""
    found = example.check_root(root, dt.date.fromisoformat(TODAY))
    return [finding.code for finding in found if finding.path == GUIDE and finding.code[0] in "CA"]


def run(root: Path, *args: str, typed: str = "") -> tuple[int, str, str]:
    call = ["check", *args, "--root", str(root), "--as-of", TODAY]
    result = CliRunner().invoke(cli.lawkb, call, input=typed)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("《治安管理处罚法》第三十条。", "《治安管理处罚法》（2025年版）第三十六条。"),
        ("《治安管理处罚法》第30条。", "《治安管理处罚法》（2025年版）第36条。"),
        ("《治安管理处罚法》第３０条。", "《治安管理处罚法》（2025年版）第３６条。"),
        ("《治安管理处罚法》三十条。", "《治安管理处罚法》（2025年版）三十六条。"),
        ("《治安管理处罚法》第 30 条。", "《治安管理处罚法》（2025年版）第 36 条。"),
        ("治安管理处罚法第三十条。", "治安管理处罚法（2025年版）第三十六条。"),
        ("《治安法》第三十条之规定。", "《治安法》（2025年版）第三十六条之规定。"),
        ("《治安管理处罚法》第五十五条。", "《治安管理处罚法》（2025年版）第六十六条。"),
        ("《治安管理处罚法》\n第三十条。", "《治安管理处罚法》\n（2025年版）第三十六条。"),
        ("| 《治安管理处罚法》第三十条 |", "| 《治安管理处罚法》（2025年版）第三十六条 |"),
        ("[《治安管理处罚法》第三十条](g01)", "[《治安管理处罚法》（2025年版）第三十六条](g01)"),
        (
            "《治安管理处罚法》第三十条，《村民委员会组织法》第三十六条。",
            "《治安管理处罚法》（2025年版）第三十六条，《村民委员会组织法》（2025年版）第四十一条。",
        ),
    ],
)
def test_a_number_that_moved_while_its_text_did_not_is_rewritten(
    root: Path, words: str, expected: str
) -> None:
    assert words_after(root, words) == expected
    assert codes(root) == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("《治安管理处罚法》第四十三条。", "its text changed"),
        ("《治安管理处罚法》第一百一十九条。", "perhaps another rule"),
        ("《治安管理处罚法》第六十一条。", "gone"),
        ("《治安管理处罚法》第七条。", "not moved"),
        ("《治安管理处罚法》第三十条至第三十一条。", "a range"),
        ("《治安管理处罚法》第30、31条。", "a list in one"),
        ("**《治安管理处罚法》**第**三十**条。", "markup inside the number"),
        ("原《治安管理处罚法》第三十条。", "old on purpose"),
        ("《治安管理处罚法》（已废止）第三十条。", "old on purpose"),
        ("《治安管理处罚法》（2025年修订）第三十条。", "new already"),
        ("该法第三十条、第三十条。", "no law"),
        ("《治安管理处罚法》的第三十条。", "nobody reads a version put in there"),
        ("《治安管理处罚法》，第三十条。", "nobody reads a version put in there"),
        ("《治安管理处罚法》第三章第三十条。", "nobody reads a version put in there"),
        ("《治安管理处罚法》第三十条、第四十三条。", "a later article takes its version from it"),
        ("合同第三十条。", "a contract"),
        ("`《治安管理处罚法》第三十条`", "code"),
        ("<!-- 《治安管理处罚法》第三十条 -->", "a comment"),
        ("《噪声污染防治法》第三十条。", "repealed"),
        ("《民法典》第三十条。", "no new version"),
        ("《某某法》第三十条。", "unknown"),
    ],
)
def test_what_is_not_certain_is_left_alone(root: Path, words: str, why: str) -> None:
    assert words_after(root, words) == words, why


@pytest.mark.parametrize(
    ("day", "published"),
    [("2026-01-01", "2026-01-01"), ("2025-12-01", "2026-03-01")],
    ids=["states-the-new-law", "looks-back"],
)
def test_a_page_that_is_not_outdated_is_left_alone(root: Path, day: str, published: str) -> None:
    words = "《治安管理处罚法》第三十条。"
    assert words_after(root, words, day, published) == words


def test_a_citation_of_the_old_version_keeps_its_number(root: Path) -> None:
    words = "《治安管理处罚法》（2012年修正）第三十条。"
    assert words_after(root, words) == words


@pytest.mark.parametrize(
    "words",
    [
        "《治安管理处罚法》第三十条、第四十三条。",
        "《治安管理处罚法》第三十条、第三十一条。",
        "《治安管理处罚法》第三十条。该法第四十三条也要看。",
        "《治安管理处罚法》第三十条讲得清楚，第四十三条也要看。",
    ],
)
def test_an_old_number_beside_a_repaired_one_is_still_reported(root: Path, words: str) -> None:
    repaired(root, guide(words))
    assert "C103" in codes(root)


def test_an_allowed_citation_is_left_alone(root: Path) -> None:
    words = "《治安管理处罚法》第三十条。<!-- allow moved-article: 讲旧法 -->"
    assert words_after(root, words) == words


@pytest.mark.parametrize(
    "words",
    [
        "《治安管理处罚法》第三十条。",
        "《治安管理处罚法》第三十条和《治安管理处罚法》第三十一条。",
        "《治安管理处罚法》\n第三十条。",
        "《治安管理处罚法》第四十三条。",
        "该《治安管理处罚法》第二条、《村民委员会组织法》第三十六条。",
    ],
)
def test_a_second_repair_finds_nothing(root: Path, words: str) -> None:
    once = repaired(root, guide(words))
    assert repaired(root, once) == once


@pytest.mark.parametrize(
    "words",
    [
        "《治安管理处罚法》第三十条。",
        "治安管理处罚法第３０条。",
        "《治安管理处罚法》第三十条和《治安管理处罚法》第三十一条。",
        "《治安管理处罚法》[第三十条](g01)。",
    ],
)
def test_what_was_repaired_is_not_reported_again(root: Path, words: str) -> None:
    text = guide(words)
    assert repaired(root, text) != text.encode()
    assert codes(root) == []


WORDS = "《治安管理处罚法》第三十条。"
FIXED = "《治安管理处罚法》（2025年版）第三十六条。"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n", "\n"),
        ("\r\n", "\r\n"),
        ("  \n", "  \n"),
        ("\t\n", "\t\n"),
    ],
)
def test_line_ends_are_kept(root: Path, before: str, after: str) -> None:
    text = guide(f"甲{WORDS}").replace("\n", before)
    assert repaired(root, text) == guide(f"甲{FIXED}").replace("\n", after).encode()


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("tail", ["", "\n", "\r\n", "\n\n\n", " \t"])
def test_the_mark_at_the_start_and_the_end_of_the_file_are_kept(
    root: Path, bom: str, tail: str
) -> None:
    text = bom + guide(WORDS).rstrip("\n").replace("\n", "\r\n") + tail
    assert repaired(root, text) == text.replace(WORDS, FIXED).encode()


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_mixed_line_ends_are_kept(root: Path, end: str) -> None:
    text = guide(f"甲{end}乙\r\n丙{end}丁\n\n{WORDS}\r\n戊{end}己")
    assert repaired(root, text) == text.replace(WORDS, FIXED).encode()


def test_a_mark_inside_the_text_shifts_nothing(root: Path) -> None:
    text = guide(f"甲\ufeff乙。{WORDS}")
    assert repaired(root, text) == text.replace(WORDS, FIXED).encode()


def test_characters_beyond_the_first_plane_shift_nothing(root: Path) -> None:
    text = guide(f"𠮷野家😀ａ\u3000{WORDS}😀")
    assert repaired(root, text) == text.replace(WORDS, FIXED).encode()


def test_the_front_matter_is_repaired_like_the_body(root: Path) -> None:
    text = example.with_front(guide("甲。"), f"summary: 讲{WORDS}")
    assert repaired(root, text) == text.replace(WORDS, FIXED).encode()


def test_only_files_with_something_certain_are_touched(root: Path) -> None:
    example.write(root, GUIDE, guide(WORDS))
    found = list(fix.repairs(example.load(root, dt.date.fromisoformat(TODAY))))
    assert [repair.name for repair in found] == [GUIDE]


def test_what_was_saved_while_the_repair_was_asked_for_is_kept(root: Path) -> None:
    file = example.write(root, GUIDE, guide(WORDS))
    (repair,) = fix.repairs(example.load(root, dt.date.fromisoformat(TODAY)))
    saved = example.write(root, GUIDE, guide(f"{WORDS}刚补的一句。")).read_bytes()
    assert not repair.write()
    assert file.read_bytes() == saved


def test_what_was_saved_before_the_repair_was_made_out_is_left_alone(root: Path) -> None:
    example.write(root, GUIDE, guide(WORDS))
    library = example.load(root, dt.date.fromisoformat(TODAY))
    example.write(root, GUIDE, guide(f"前面补了一句。{WORDS}"))
    assert [*fix.repairs(library)] == []


def test_the_difference_is_shown_line_by_line(root: Path) -> None:
    example.write(root, GUIDE, guide(f"甲。\n\n{WORDS}\n\n乙。"))
    (repair,) = fix.repairs(example.load(root, dt.date.fromisoformat(TODAY)))
    lines = repair.diff.splitlines()
    assert lines[:2] == [f"--- {GUIDE}", f"+++ {GUIDE}"]
    assert lines[3:] == [f"-{WORDS}", f"+{FIXED}"]


@pytest.mark.parametrize(
    ("args", "typed", "written"),
    [
        (["--fix", "--yes"], "", True),
        (["--fix"], "y\n", True),
        (["--fix"], "n\n", False),
        (["--fix"], "\n", False),
        (["--fix", "--yes", GUIDE], "", True),
        (["--fix", "--yes", "guides"], "", True),
        (["--fix", "--yes", "cases"], "", False),
        ([], "", False),
    ],
)
def test_the_command_writes_only_when_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], typed: str, *, written: bool
) -> None:
    monkeypatch.chdir(root)
    file = example.write(root, GUIDE, guide(WORDS))
    code, out, err = run(root, *args, typed=typed)
    assert (FIXED in file.read_text(encoding="utf-8")) is written
    assert (f"+{FIXED}" in err) is ("--fix" in args and "cases" not in args)
    assert code == (0 if written or "cases" in args else 1)
    assert ("C103" in out) is (code == 1)


def test_the_command_says_when_there_is_nothing_to_repair(root: Path) -> None:
    file = example.write(root, GUIDE, guide("《治安管理处罚法》第四十三条。"))
    before = file.read_bytes()
    code, out, err = run(root, "--fix", "--yes")
    assert (code, file.read_bytes()) == (1, before)
    assert "C103" in out
    assert "没有可以自动改的地方。" in err


def test_a_file_that_is_not_utf_8_is_left_alone(root: Path) -> None:
    data = guide(WORDS).encode("gb18030")
    assert repaired(root, data) == data


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("先取证,再投诉;别等.", "先取证，再投诉；别等。"),
        ("见东司字[2016]30号(2016年印发)。", "见东司字〔2016〕30号（2016年印发）。"),
        (
            "依《治安管理处罚法》第三十条,罚款。",
            "依《治安管理处罚法》（2025年版）第三十六条，罚款。",
        ),
        ("写作 `甲,乙`。", "写作 `甲,乙`。"),
        (
            "<!-- allow half-width-punctuation: 原文如此 -->\n甲,乙。",
            "<!-- allow half-width-punctuation: 原文如此 -->\n甲,乙。",
        ),
    ],
)
def test_punctuation_is_repaired_where_no_one_meant_it(
    root: Path, words: str, expected: str
) -> None:
    assert words_after(root, words) == expected


def test_what_was_repaired_is_no_finding_any_more(root: Path) -> None:
    repaired(root, guide("先取证,再(尽快)投诉;见东司字[2016]30号."))
    found = example.check_root(root, dt.date.fromisoformat(TODAY))
    assert [finding.code for finding in found if finding.code in {"T507", "T508"}] == []

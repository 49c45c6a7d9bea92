"""A user's own texts of laws: taken in, shown on the site, offered to the register."""

from pathlib import Path

import pytest

import example
from lawkb import loading
from lawkb.edit import intake
from lawkb.edit.intake import Refused, Taken
from lawkb.render import Renderer
from lawkb.texts import FOLDER, Texts
from lawkb.yamlmarks import parse

OLD = example.LAW_TEXT
NEW = (
    OLD.replace("2025-01-10", "2026-05-01")
    .replace("effective: 2025-03-01", "effective: 2026-09-01")
    .replace("- **第三条**", "- **第三条**　　村民可以查阅账目。\n\n- **第四条**")
)
FILE = "content/_data/laws/model-rules.yml"


def take(root: Path, folder: Path) -> tuple[list[Taken], list[Refused]]:
    found = list(intake.sort(intake.files(folder), loading.register(root)))
    taken = [one for one in found if isinstance(one, Taken)]
    intake.keep(taken, Texts(root / FOLDER))
    return taken, [one for one in found if isinstance(one, Refused)]


def offered(root: Path, folder: Path) -> list[str]:
    """The register's file after each offer in turn."""
    taken, _ = take(root, folder)
    texts, file = [], (root / FILE).read_text(encoding="utf-8")
    for offer in intake.offers(taken, Texts(root / FOLDER)):
        file = intake.enter(offer, file) or ""
        texts.append(file)
    return texts


@pytest.fixture
def root(library_root: Path) -> Path:
    example.write_law(library_root)
    return library_root


def test_a_new_version_is_offered_with_its_moves(root: Path, tmp_path: Path) -> None:
    example.write(tmp_path, "in/new.md", NEW)
    (after,) = offered(root, tmp_path / "in")
    added = (
        "  - adopted: 2026-05-01\n    effective: 2026-09-01\n    articles: 4\n"
        "    moves: >-\n      3=4\n    shape: >-\n      2:0/2\n"
    )
    assert after == example.LAW.replace("examples:", f"{added}examples:")
    assert parse(after).faults == []


def test_what_a_known_version_lacks_is_offered(root: Path, tmp_path: Path) -> None:
    bare = example.LAW.replace("    articles: 3\n    shape: 2:0/2\n", "")
    example.write(root, FILE, bare)
    example.write(tmp_path, "in/old.md", OLD)
    (after,) = offered(root, tmp_path / "in")
    added = "    articles: 3\n    shape: >-\n      2:0/2\n"
    assert after == bare.replace("2025-03-01\n", f"2025-03-01\n{added}", 1)


@pytest.mark.parametrize(
    ("theirs", "entered"),
    [
        (example.LAW.replace("versions:", "versions:  # 各版"), True),
        (example.LAW.rstrip(), True),
        (example.LAW.partition("examples:")[0].rstrip(), True),
        ("\ufeff" + example.LAW, True),
        (example.LAW.replace("  - ", "- ").replace("    ", "  "), False),
        (example.LAW.replace("versions:", "'versions':"), False),
    ],
)
def test_an_offer_is_entered_where_the_file_stays_sound_and_nowhere_else(
    root: Path, tmp_path: Path, theirs: str, *, entered: bool
) -> None:
    example.write(tmp_path, "in/new.md", NEW)
    taken, _ = take(root, tmp_path / "in")
    [offer] = intake.offers(taken, Texts(root / FOLDER))
    for newline in ("\n", "\r\n"):
        after = intake.enter(offer, theirs.replace("\n", newline))
        assert (after is not None) == entered
        if after:
            assert after.count("\n") - after.count("\r\n") == (
                after.count("\n") * (newline == "\n")
            )
            example.write(root, FILE, after)
            assert [str(v.adopted) for v in loading.register(root).by_id["model-rules"].versions] == [
                "2025-01-10", "2026-05-01",
            ]  # fmt: skip


def test_a_folder_with_a_names_like_a_file_is_gone_through(root: Path, tmp_path: Path) -> None:
    example.write(tmp_path, "in/2025.md/old.md", OLD)
    taken, refused = take(root, tmp_path / "in")
    assert ([one.path.name for one in taken], refused) == (["old.md"], [])


def test_nothing_is_offered_that_the_register_has(root: Path, tmp_path: Path) -> None:
    example.write(tmp_path, "in/old.md", OLD)
    assert offered(root, tmp_path / "in") == []


def test_the_same_text_under_another_date_is_no_new_version(root: Path, tmp_path: Path) -> None:
    example.write(tmp_path, "in/again.md", OLD.replace("2025-01-10", "2025-01-20"))
    assert offered(root, tmp_path / "in") == []


def test_a_text_that_contradicts_the_register_is_told(root: Path, tmp_path: Path) -> None:
    example.write(root, FILE, example.LAW.replace("articles: 3", "articles: 9"))
    example.write(tmp_path, "in/old.md", OLD)
    taken, _ = take(root, tmp_path / "in")
    (said,) = intake.disagreements(taken)
    assert "登记表写到第9条" in said
    assert "到第3条" in said


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.md", OLD.replace("title: 示范条例", "title: 无名条例"), "登记表里没有《无名条例》"),
        ("a.doc", "", "另存为 .docx"),
        ("a.txt", "示范条例\n第一条 甲。", "看不出是哪一天通过的"),
    ],
)
def test_a_file_that_is_not_taken_says_why(
    root: Path, tmp_path: Path, name: str, text: str, said: str
) -> None:
    example.write(tmp_path, f"in/{name}", text)
    taken, (refused,) = take(root, tmp_path / "in")
    assert taken == []
    assert said in refused.reason


CITING = "按《示范条例》第二条，收支情况要公布。"


def rendered(root: Path) -> dict[str, str]:
    guide = example.FILES["guide"]
    example.write(root, guide, example.with_paragraph(example.read(guide), CITING))
    return {output.uri: output.text for output in Renderer(example.load(root)).site()}


def test_an_imported_article_is_shown_where_it_is_cited_and_on_its_page(root: Path) -> None:
    pages = rendered(root)
    assert '(../laws/model-rules/2/ "第二条 村民委员会应当每季度公布' in pages["g01.md"]
    assert "<p>（一）集体资产的出租；</p>" in pages["laws/model-rules/2.md"]
    assert "公布的为准" in pages["laws/model-rules/2.md"]


def test_without_texts_the_page_sends_to_the_official_database(root: Path) -> None:
    (root / FOLDER / "model-rules@2025-01-10.md").unlink()
    pages = rendered(root)
    assert "(../laws/model-rules/2/){ .lk-cite }" in pages["g01.md"]
    assert (
        '条文请到<a href="https://flk.npc.gov.cn/">国家法律法规数据库</a>'
        in pages["laws/model-rules/2.md"]
    )


MISQUOTED = "<!-- allow misquoted-law: 引的是草案 -->\n《示范条例》第二条规定：“村民委员会应当每天公布一次收支情况。”"


@pytest.mark.parametrize("has_texts", [True, False])
def test_an_allow_for_a_quotation_is_not_unused_where_no_text_was_imported(
    root: Path, *, has_texts: bool
) -> None:
    if not has_texts:
        (root / FOLDER / "model-rules@2025-01-10.md").unlink()
    guide = example.FILES["guide"]
    example.write(root, guide, example.with_paragraph(example.read(guide), MISQUOTED))
    assert [f for f in example.check_root(root) if f.path == guide and f.code != "C106"] == []


def test_a_broken_stored_text_counts_as_none(root: Path) -> None:
    example.write(root, ".laws/model-rules@2025-01-10.md", "改坏了")
    assert "条文请到" in rendered(root)["laws/model-rules/2.md"]

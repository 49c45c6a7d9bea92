"""What a villagers' page is asked to say more plainly, and what is left alone."""

from pathlib import Path

import pytest

import example

FAQ, GUIDE = example.FILES["faq"], example.FILES["guide"]
LONG = "字" * 41
EDGE = "字" * 40


def found(root: Path, words: str, path: str = FAQ) -> set[str]:
    """The codes of the language rules that speak of these words."""
    example.write(root, path, example.with_paragraph(example.read(path), words))
    codes = {f.code for f in example.check_root(root) if f.path == path}
    return {code for code in codes if code in {"T503", "T504", "T505", "T506"}}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (LONG, {"T503"}),
        (EDGE, set()),
        (f"{EDGE[:30]}。{EDGE[:30]}！", set()),
        (f"{EDGE[:30]}，{EDGE[:30]}", {"T503"}),
        (f"- {EDGE}\n- {EDGE}", set()),
        (f"**{EDGE}**", set()),
        (f"[{EDGE[:20]}](c01){EDGE[:20]}", set()),
        (f"《{LONG}》（2025年修正）第一千一百三十五条", set()),
        (f"{EDGE[:38]}第一千一百三十五条之二第三款", set()),
        (f"<!-- {LONG} -->", set()),
        (f"`{LONG}`", set()),
        (f"| 甲 | 乙 |\n| --- | --- |\n| {EDGE[:30]} | {EDGE[:30]} |", set()),
        ("过了诉讼时效就难办。", {"T504"}),
        ("过了诉讼时效（法律给的期限）就难办。", set()),
        ("过了诉讼时效，就是法律给的期限，就难办。", set()),
        ("先申请仲裁。", set()),
        ("《诉讼时效规定》管这个。", set()),
        ("你依法可以要钱。", {"T505"}),
        ("你依法可以要钱，见《劳动法》。", set()),
        ("你依法可以要钱。\n见《劳动法》第五十条。", set()),
        ("这是依法治村。", set()),
        ("信上写“因你未依法缴费”。", set()),
        ("信上写“没有交”。你依法可以要钱。", {"T505"}),
        ("看公司员工的合同的约定的工资。", {"T506"}),
        ("你的钱、他的合同、我的条子。", set()),
        ("欠的钱是张某的，条子是李某的。", set()),
        ("先看目的地的车站的时间。", set()),
    ],
)
def test_a_villagers_page_is_plain(library_root: Path, words: str, codes: set[str]) -> None:
    assert found(library_root, words) == codes


@pytest.mark.parametrize("words", [LONG, "过了诉讼时效。", "你依法可以要钱。"])
def test_an_advisers_page_may_speak_as_lawyers_do(library_root: Path, words: str) -> None:
    assert found(library_root, words, GUIDE) == set()


def test_the_law_under_an_answer_says_which_law_was_meant(library_root: Path) -> None:
    body = "## 老板不给钱怎么办？\n\n你依法可以要钱。\n\n### 法律依据\n\n《劳动法》第五十条。\n"
    example.write(library_root, FAQ, example.with_body(example.read(FAQ), body))
    assert example.check_root(library_root) == ()


@pytest.mark.parametrize("kind", ["card", "form"])
def test_what_cites_or_is_handed_in_is_left_alone(library_root: Path, kind: str) -> None:
    path = example.FILES[kind]
    heading = {"card": "## 法律依据\n", "form": "## 样张\n"}[kind]
    text = example.read(path).replace(heading, f"{heading}\n{LONG}依法过了诉讼时效。\n")
    assert LONG in text
    example.write(library_root, path, text)
    assert example.check_root(library_root) == ()


def test_a_finding_stands_where_its_sentence_begins(library_root: Path) -> None:
    text = example.with_paragraph(example.read(FAQ), f"短句。《某法》第一条说，{LONG}")
    file = example.write(library_root, FAQ, text)
    [finding] = example.check_root(library_root)
    line = file.read_text(encoding="utf-8").split("\n")[finding.line - 1]
    assert line[finding.column - 1 :].startswith("《某法》第一条说")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("申请劳动仲裁的时效是两年。", "这里写“两年”，事实表里“申请劳动仲裁的时效”是 1年"),
        ("申请劳动仲裁的时效为 2 年。", "这里写“2 年”"),
        ("申请劳动仲裁的时效是一年。", ""),
        ("申请劳动仲裁的时效是 {{ arbitration-limit }}。", ""),
        ("申请劳动仲裁的时效从离职起算。两年以后再说。", ""),
        ("申请劳动仲裁的时效是60日。", ""),
    ],
)
def test_a_number_beside_the_name_of_a_fact_must_be_its_value(
    library_root: Path, words: str, said: str
) -> None:
    example.write(library_root, GUIDE, example.with_paragraph(example.read(GUIDE), words))
    messages = [f.message for f in example.check_root(library_root)]
    assert len(messages) == bool(said)
    assert said in "".join(messages)


def test_other_names_of_a_fact_count_too(library_root: Path) -> None:
    facts = "content/_data/facts.yml"
    text = example.read(facts).replace("    unit: 年\n", "    unit: 年\n    also: [仲裁时效]\n")
    example.write(library_root, facts, text)
    words = "仲裁时效是三年。"
    example.write(library_root, GUIDE, example.with_paragraph(example.read(GUIDE), words))
    assert [f.code for f in example.check_root(library_root)] == ["T509"]

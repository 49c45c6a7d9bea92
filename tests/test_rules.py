"""Every rule proves itself on the fences of its own page."""

import re
import shutil
from collections import Counter
from itertools import count
from pathlib import Path

import pytest

import example
from lawkb import rules
from lawkb.rule import Example, Rule
from lawkb.rules import RULES

REGISTER = Path(__file__).parents[1] / "content/_data"

CASES = [
    pytest.param(rule, shown, id=f"{rule.code}-{'bad' if shown.bad else 'good'}-{number}")
    for rule in RULES
    for bad in (True, False)
    for number, shown in zip(count(), (e for e in rule.examples if e.bad is bad))
]


def put(root: Path, shown: Example) -> str:
    """Put an example into the library; gives the file that it changed."""
    words = list(shown.info)
    kind = words.pop(0) if words and words[0] in example.FILES else "guide"
    path = example.FILES[kind]
    sound = example.read(path)
    match words:
        case ["file", *name]:
            path, text = " ".join(name), shown.text
        case ["front"]:
            text = example.with_front(sound, shown.text)
        case ["body"]:
            text = example.with_body(sound, shown.text)
        case []:
            text = example.with_paragraph(sound, shown.text)
        case _:
            pytest.fail(f"nobody knows what this fence means: {shown.info}")
    example.write(root, path, text)
    if "images/huge.png" in text:
        example.write(root, "guides/images/huge.png", b"\0" * 600_000)
    return path


def test_the_example_library_has_no_finding(library_root: Path) -> None:
    assert example.check_root(library_root) == ()


@pytest.mark.parametrize(("rule", "shown"), CASES)
def test_a_rule_reports_its_bad_examples_and_no_good_one(
    library_root: Path, rule: Rule, shown: Example
) -> None:
    if rule.needs_texts:
        example.write_law(library_root)
    elif rule.code.startswith("C"):
        # These speak of real laws, so they look into the project's own register.
        shutil.copytree(REGISTER / "laws", library_root / "content/_data/laws")
        shutil.copy(REGISTER / "laws.yml", library_root / "content/_data/laws.yml")
    path = put(library_root, shown)
    found = [f for f in example.check_root(library_root) if f.name == rule.name]
    if shown.bad:
        assert path in {finding.path for finding in found}
    else:
        assert found == []


QUESTION = "## 钱呢？\n\n先留证据。\n\n"


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("faq", f"{QUESTION}### 找谁\n\n甲\n\n### 期限\n\n乙\n", "“期限”的次序不对"),
        ("faq", f"{QUESTION}### 说明\n\n甲\n", "“说明”不在可用的小标题里"),
        ("faq", "前言。\n", "这里还没有问题"),
        ("faq", "## 钱呢？\n\n- 先留证据。\n", "“钱呢？”下面没有先给答案"),
        ("courseware", "- 甲\n", "只有 0 页幻灯片"),
        ("policy", "## 后续变化\n\n甲\n\n## 主要内容\n\n乙\n", "这里应当是“主要内容”"),
        ("policy", "## 后续变化\n\n甲\n", "“## 主要内容”、“## 对本库的要求”"),
        ("policy", "[甲](a b.md)\n", "链接地址“a b.md”里有空格"),
        ("policy", "![甲]（small.png）\n", "图片地址“small.png”里有全角括号"),
        ("policy", "[甲](c01#启事)\n", "最接近的是“启示”，写作 #启示。"),
        ("policy", "{{ hotline-12349 }}\n", "最接近的是“hotline-12348”"),
        ("policy", "<a href='g01' onclick='x'>甲</a>\n", "“<a>”里的“onclick=”不能用"),
        ("policy", "已经由小组审核通过。\n", "但没有审定记录"),
    ],
)
def test_a_body_is_answered_with_the_cure(
    library_root: Path, path: str, text: str, said: str
) -> None:
    file = example.FILES[path]
    example.write(library_root, file, example.with_body(example.read(file), text))
    assert said in "\n".join(f.message for f in example.check_root(library_root))


@pytest.mark.parametrize(
    ("front", "where", "said"),
    [
        ("type: 指引", "type", "没有“指引”这种类型。请从这些里选：guide（业务指引）"),
        ("related: [g01]", "related", "“g01”就是本篇"),
        ("related: [w01]", "related", "“w01”的状态是“草稿”，读者打不开"),
        ("topics: [工资与欠薪]", "topics", "最接近的是“labor/wages”"),
        ("review_due: 2026-10-31", "review_due", "早于发布日期"),
        ("changes: [{date: 2026-12-01, note: 甲}]", "changes", "还没有到（今天是 2026-11-22）"),
    ],
)
def test_front_matter_is_answered_with_the_cure(
    library_root: Path, front: str, where: str, said: str
) -> None:
    draft = example.FILES["courseware"]
    example.write(library_root, draft, example.with_front(example.read(draft), "status: 草稿"))
    guide = example.FILES["guide"]
    file = example.write(library_root, guide, example.with_front(example.read(guide), front))
    lines = file.read_text(encoding="utf-8").split("\n")
    found = [f for f in example.check_root(library_root) if f.path == guide]
    assert [lines[f.line - 1].partition(":")[0] for f in found if said in f.message] == [where]


@pytest.mark.parametrize("target", ["w01", "w99"])
def test_the_home_page_offers_only_what_readers_can_open(library_root: Path, target: str) -> None:
    draft = example.FILES["courseware"]
    example.write(library_root, draft, example.with_front(example.read(draft), "status: 草稿"))
    site = f"hotline: hotline-12348\npopular: [{{text: 甲, to: {target}}}]\n"
    example.write(library_root, "content/_data/site.yml", site)
    found = [f for f in example.check_root(library_root) if f.path.endswith("site.yml")]
    assert [(f.code, f.line, f.column) for f in found] == [("F012", 2, 25)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("11010519491231002X", {"P601"}),
        ("１１０１０５１９４９１２３１００２X", {"P601"}),
        ("11010519491231002Ｘ", {"P601"}),
        ("110105 19491231 002X", {"P601"}),
        ("110105194912310021", set()),
        ("13800138000", {"P602"}),
        ("138 0013 8000", {"P602"}),
        ("138-0013-8000", {"P602"}),
        ("１３８００１３８０００", {"P602"}),
        pytest.param("+8613800138000", {"P602"}),
        ("12800138000", set()),
        ("0769-22200000", set()),
        ("13800138000元", set()),
        ("6222021234567890128", {"P603"}),
        ("6222 0212 3456 7890 128", {"P603"}),
        ("6222021234567890127", set()),
        ("粤S12345", {"P604"}),
        ("粤S·D12345", {"P604"}),
        ("粤B 12345学", {"P604"}),
        ("（2023）粤1971民初1号", set()),
        ("粤司办〔2021〕194号", set()),
    ],
)
def test_numbers_of_persons_are_found(library_root: Path, text: str, codes: set[str]) -> None:
    path = example.FILES["guide"]
    example.write(library_root, path, example.with_paragraph(example.read(path), f"号码：{text}。"))
    assert {finding.code for finding in example.check_root(library_root)} == codes


def test_a_published_telephone_may_be_shown(library_root: Path) -> None:
    fact = "facts:\n  - {id: duty, name: 值班, kind: 电话, value: '138 0013 8000', source: 甲"
    for verified, codes in (("}", {"P602"}), (", verified_on: 2026-01-01}", set())):
        example.write(library_root, "content/_data/facts.yml", f"{fact}{verified}\n")
        found = example.check_root(library_root)
        assert {f.code for f in found if f.path.endswith("facts.yml")} == codes


def test_codes_and_names_are_unique_and_well_formed() -> None:
    codes, names = Counter(rule.code for rule in RULES), Counter(rule.name for rule in RULES)
    assert max(codes.values()) == max(names.values()) == 1
    assert [code for code in codes if not re.fullmatch(r"[FCLSTDPQA]\d{3}", code)] == []
    assert [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


def test_every_rule_file_is_in_the_catalogue() -> None:
    files = {file.stem for file in Path(rules.__file__).parent.glob("[a-z]*.py")}
    assert files == {rule.name.replace("-", "_") for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_a_chinese_title_and_an_example_of_each_kind(rule: Rule) -> None:
    assert re.search("[一-龥]", rule.title)
    assert {shown.bad for shown in rule.examples} == {True, False}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_found_by_its_code_and_by_its_name(rule: Rule) -> None:
    assert rules.find(rule.code.lower()) is rules.find(rule.name.upper()) is rule

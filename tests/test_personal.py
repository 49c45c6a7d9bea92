"""What looks like a person's name or number in Chinese text."""

import pytest

from lawkb import personal


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("原告张桂花与被告甲公司发生争议。", ["张桂花"]),
        ("原告：张桂花，女，1980年生。", ["张桂花"]),
        ("申请人李强向仲裁委申请。", ["李强"]),
        ("被告欧阳建国称没有欠钱。", ["欧阳建国"]),
        ("王小丽（女，汉族）到场。", ["王小丽"]),
        ("欧阳建国与李小芳系夫妻。", ["欧阳建国", "李小芳"]),
        ("丈夫陈大文将房屋过户。", ["陈大文"]),
        ("包工头刘四", ["刘四"]),
        ("村民黄丽珍、何秀英不服。", ["黄丽珍"]),
        ("原告张某与被告李某甲发生争议。", []),
        ("被申请人乙公司未到庭。", []),
        ("被告方应当举证。", []),
        ("申请人应当在一年内提出。", []),
        ("劳动者任何时候都可以辞职。", []),
        ("工人高度分散，于是集中处理。", []),
        ("员工常见的问题是什么。", []),
        ("村民代表会议讨论决定。", []),
        ("丈夫和妻子共同申请。", []),
        ("当事人王某、于某、张某某均到庭。", []),
    ],
)
def test_names_are_found_by_the_words_around_them(text: str, names: list[str]) -> None:
    found = list(personal.names(text))
    assert {name for _, name in found} == set(names)
    assert all(text[start:].startswith(name) for start, name in found)


@pytest.mark.parametrize(
    "text",
    [
        "当事人许可他人使用。",
        "工人工资被拖欠。",
        "被告席上没有人。",
        "村民徐徐走来。",
        "债务人万一不还，怎么办？",
        "老人和子女的关系。",
        "妻子于2020年起诉。",
        "劳动者应当在收到裁决书之日起十五日内起诉。",
        "员工程序违法时可以申诉。",
        "当事人金额较大的，可以申请。",
        "村民田地被占。",
        "父亲高兴地同意了。",
        "申请人方可申请。",
        "债权人马上申请保全。",
        "儿子成年以后。",
        "居民区内禁止燃放。",
        "工人史无前例地团结。",
        "工人石材切割受伤。",
        "受害人郑重声明。",
        "被告常年在外打工。",
        "申请人易被误解。",
    ],
)
def test_an_ordinary_sentence_names_nobody(text: str) -> None:
    assert list(personal.names(text)) == []


def test_a_number_is_compared_without_what_groups_it() -> None:
    assert personal.bare("138-0013 8000") == "13800138000"


@pytest.mark.parametrize(("name", "length"), [("欧阳建国", 2), ("张三", 1), ("司马光", 2)])
def test_two_syllable_surnames_are_known(name: str, length: int) -> None:
    assert personal.surname_length(name) == length

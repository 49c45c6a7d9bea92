"""Citations in running Chinese text, read with the project's own register."""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawkb import cite, loading
from lawkb.citation import Citation, CitationKind
from lawkb.register import Register

LABOUR_1 = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"
LABOUR_2 = "最高人民法院关于审理劳动争议案件适用法律问题的解释（二）"
MARRIAGE_1 = "最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）"
CONTRACT = "最高人民法院关于适用《中华人民共和国民法典》合同编通则若干问题的解释"
LENDING = "最高人民法院关于审理民间借贷案件适用法律若干问题的规定"


class At(NamedTuple):
    """What is cited: the law's short title (None: not registered, or not clear) and numbers."""

    law: str | None
    articles: str = ""
    paragraphs: str = ""
    items: str = ""


@pytest.fixture(scope="session")
def register() -> Register:
    return loading.register(Path(__file__).parents[1])


def of_laws(text: str, register: Register) -> list[Citation]:
    kinds = {CitationKind.ARTICLE, CitationKind.LAW}
    return [found for found in cite.find(text, register) if found.kind in kinds]


def at(citation: Citation) -> At:
    numbers = (citation.articles, citation.paragraphs, citation.items)
    law = citation.law.short if citation.law else None
    return At(law, *(" ".join(map(str, part)) for part in numbers))


def cited(text: str, register: Register) -> list[At]:
    return [at(citation) for citation in of_laws(text, register)]


LEASE = "最高人民法院关于审理城镇房屋租赁合同纠纷案件具体应用法律若干问题的解释"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依照《中华人民共和国民法典》第七百零三条订立。", [At("民法典", "703")]),
        ("依照《民法典》第七百零三条订立。", [At("民法典", "703")]),
        ("依照中华人民共和国民法典第七百零三条订立。", [At("民法典", "703")]),
        ("依照民法典第七百零三条订立。", [At("民法典", "703")]),
        ("依照民法典的第七百零三条订立。", [At("民法典", "703")]),
        ("请看《民法典》，写得很全。", [At("民法典")]),
        ("宪法第二条是根本。", [At("宪法", "2")]),
        ("村组法第三十一条讲村规民约。", [At("村民委员会组织法", "31")]),
        ("《劳动合同法实施条例》第十八条", [At("劳动合同法实施条例", "18")]),
        ("劳动合同法实施条例第十八条", [At("劳动合同法实施条例", "18")]),
        ("国务院《保障农民工工资支付条例》第三十条", [At("保障农民工工资支付条例", "30")]),
        ("《刑法修正案（十一）》第三条", [At("刑法修正案（十一）", "3")]),
        ("《劳动争议解释（一）》第十五条", [At(LABOUR_1, "15")]),
        ("《劳动争议解释(一)》第十五条", [At(LABOUR_1, "15")]),
        (f"《{LABOUR_1}》第十五条", [At(LABOUR_1, "15")]),
        ("民间借贷司法解释第二十五条", [At(LENDING, "25")]),
        ("最高法《民间借贷规定》第二十五条", [At(LENDING, "25")]),
        ("《民法典》侵权责任编第一千二百五十四条", [At("民法典", "1254")]),
        ("《民法典》第七编第一千二百五十四条", [At("民法典", "1254")]),
        ("劳动合同法第四章的第三十八条", [At("劳动合同法", "38")]),
        ("《某某省露天烧烤管理条例》第五条", [At(None, "5")]),
        ("《劳动争议解释（二）》第一条", [At(None, "1")]),
    ],
)
def test_a_law_is_known_by_its_names(text: str, expected: list[At], register: Register) -> None:
    assert cited(text, register) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《关于适用〈中华人民共和国民法典〉婚姻家庭编的解释（一）》第三条", MARRIAGE_1),
        ("《关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）》第三条", MARRIAGE_1),
        ("《关于适用<民法典>婚姻家庭编的解释（一）》第三条", MARRIAGE_1),
        ("《最高人民法院关于适用〈民法典〉婚姻家庭编的解释（一）》第三条", MARRIAGE_1),
        ("最高人民法院《关于适用〈民法典〉婚姻家庭编的解释（一）》第三条", MARRIAGE_1),
        ("《民法典婚姻家庭编解释（一）》第三条", MARRIAGE_1),
        ("民法典婚姻家庭编解释（一）第三条", MARRIAGE_1),
        ("《关于审理民间借贷案件适用法律若干问题的规定》第三条", LENDING),
    ],
)
def test_a_title_may_hold_a_title(text: str, expected: str, register: Register) -> None:
    assert cited(text, register) == [At(expected, "3")]


@pytest.mark.parametrize(
    ("text", "version", "old"),
    [
        ("《治安管理处罚法》第四十三条", None, False),
        ("《治安管理处罚法》（2012年修正）第四十三条", 2012, False),
        ("《治安管理处罚法》(2012年修正)第四十三条", 2012, False),
        ("《治安管理处罚法》（2012年版）第四十三条", 2012, False),
        ("《治安管理处罚法》（2012）第四十三条", 2012, False),
        ("《治安管理处罚法》（2012年10月26日修正）第四十三条", 2012, False),
        ("《中华人民共和国治安管理处罚法（2012年修正）》第四十三条", 2012, False),
        ("治安管理处罚法（2012年修正）第四十三条", 2012, False),
        ("2012年修正的《治安管理处罚法》第四十三条", 2012, False),
        ("2012年《治安管理处罚法》第四十三条", 2012, False),
        ("2012年治安管理处罚法第四十三条", 2012, False),
        ("原《治安管理处罚法》第四十三条", None, True),
        ("旧《治安管理处罚法》第四十三条", None, True),
        ("修订前的《治安管理处罚法》第四十三条", None, True),
        ("当时有效的《治安管理处罚法》第四十三条", None, True),
        ("原治安管理处罚法第四十三条", None, True),
        ("《治安管理处罚法》（修订前）第四十三条", None, True),
        ("新修订的《治安管理处罚法》第四十三条", None, False),
        pytest.param(
            "治安管理处罚法2012年修正版第四十三条",
            2012,
            False,
        ),
        pytest.param(
            "（2012年版）《治安管理处罚法》第四十三条",
            2012,
            False,
        ),
    ],
)
def test_the_text_may_say_which_version_it_means(
    text: str, version: int | None, *, old: bool, register: Register
) -> None:
    (found,) = of_laws(text, register)
    assert (at(found), found.version, found.marked_old) == (
        At("治安管理处罚法", "43"),
        version,
        old,
    )


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("《婚姻法》（已废止）第三十二条", "32"),
        ("《婚姻法》（2001年修正，已废止）第三十二条", "32"),
        ("已废止的《婚姻法》第三十二条", "32"),
        ("已失效的《婚姻法》第三十二条", "32"),
        ("《婚姻法》已废止。", ""),
        ("《婚姻法》已被《民法典》废止。", ""),
        ("《婚姻法》（现已失效）", ""),
    ],
)
def test_the_text_may_say_that_a_law_is_dead(text: str, article: str, register: Register) -> None:
    first = of_laws(text, register)[0]
    assert (at(first), first.marked_old) == (At("婚姻法", article), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《劳动争议解释（二）》（法释〔2025〕12号）第一条", [At(LABOUR_2, "1")]),
        ("《劳动争议解释(二)》(法释[2025]12号)第一条", [At(LABOUR_2, "1")]),
        (
            "《劳动争议解释（二）》（法释〔2025〕12号）第一条。《劳动争议解释（二）》第三条。",
            [At(LABOUR_2, "1"), At(LABOUR_2, "3")],
        ),
        ("《住房租赁条例》（国务院令第812号）第五条", [At("住房租赁条例", "5")]),
        ("《城镇房屋租赁合同解释》（法释〔2020〕17号）第十三条", [At(LEASE, "13")]),
        ("按法释〔2025〕12号第一条办理。", [At(LABOUR_2, "1")]),
    ],
)
def test_a_document_number_tells_which_of_two(
    text: str, expected: list[At], register: Register
) -> None:
    assert cited(text, register) == expected


SHORT_RANGE = "a range is read only when its first number has its own 条"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第三十八条、第四十六条和第四十七条", [At("", "38"), At("", "46"), At("", "47")]),
        ("第十条以及第十一条或者第十二条", [At("", "10"), At("", "11"), At("", "12")]),
        ("第十条与第十一条及第十二条", [At("", "10"), At("", "11"), At("", "12")]),
        ("第38条、46条", [At("", "38"), At("", "46")]),
        ("第三十八条、四十六条", [At("", "38"), At("", "46")]),
        ("第38、46、47条", [At("", "38 46 47")]),
        ("第八、九、十条", [At("", "8 9 10")]),
        ("第三十八条至第四十条", [At("", "38 39 40")]),
        ("第38条到第40条", [At("", "38 39 40")]),
        ("第８条—第１０条", [At("", "8 9 10")]),
        ("第38条至第40条及第46条", [At("", "38 39 40"), At("", "46")]),
        ("第十条至第十二条、第十四条第二款", [At("", "10 11 12"), At("", "14", "2")]),
        ("第三十八至四十条", [At("", "38 39 40")]),
        ("第38-40条", [At("", "38 39 40")]),
        ("第38～40条", [At("", "38 39 40")]),
    ],
)
def test_lists_and_ranges_of_articles(text: str, expected: list[At], register: Register) -> None:
    found = cited(f"依照《劳动合同法》{text}，应当支付。", register)
    assert found == [row._replace(law="劳动合同法") for row in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第三十九条第一款", At("", "39", "1")),
        ("第三十九条第1款", At("", "39", "1")),
        ("第３９条第１款第２项", At("", "39", "1", "2")),
        ("第三十九条第一款第（二）项", At("", "39", "1", "2")),
        ("第三十九条第一款第(二)项", At("", "39", "1", "2")),
        ("第三十九条第一、二款", At("", "39", "1 2")),
        ("第三十九条第一款、第二款", At("", "39", "1 2")),
        pytest.param(
            "第三十九条第一款至第三款",
            At("", "39", "1 2 3"),
        ),
        ("第三十九条第一项、第三项", At("", "39", "", "1 3")),
        ("第三十九条第（一）、（三）项", At("", "39", "", "1 3")),
        ("第三十九条第（一）至（三）项", At("", "39", "", "1 2 3")),
        ("第三十九条的第二项", At("", "39", "", "2")),
        ("第三十九条第二项和第三项", At("", "39", "", "2 3")),
        ("第三十九条第二目", At("", "39", "", "2")),
        ("第 39 条 第 2 款", At("", "39", "2")),
        ("39条第二款", At("", "39", "2")),
        ("第三十九条之规定", At("", "39")),
        ("第三十九条之二", At("", "39-2")),
        ("第39条之2第一款", At("", "39-2", "1")),
        ("第三十九条之一至之二", At("", "39-1")),
    ],
)
def test_paragraphs_items_and_inserted_articles(
    text: str, expected: At, register: Register
) -> None:
    found = cited(f"依照《刑法》{text}，另有规定。", register)
    assert found == [expected._replace(law="刑法")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《刑法》第二百八十七条之一、第二百八十七条之二", ["287-1", "287-2"]),
        ("《刑法》第二百八十七条之二和第三百一十二条", ["287-2", "312"]),
        ("刑法第二百六十六条；第三百一十二条也要看。", ["266", "312"]),
    ],
)
def test_inserted_articles_in_lists(text: str, expected: list[str], register: Register) -> None:
    assert cited(text, register) == [At("刑法", article) for article in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "《劳动法》讲得清楚，该法第五十条写了支付。",
            [At("劳动法"), At("劳动法", "50")],
        ),
        ("《劳动法》第五十条和同法第九十一条", [At("劳动法", "50"), At("劳动法", "91")]),
        (
            "《住房租赁条例》第五条不难懂。《民法典》第七百零三条也一样。该条例第九条另说。",
            [At("住房租赁条例", "5"), At("民法典", "703"), At("住房租赁条例", "9")],
        ),
        (
            "《劳动争议解释（一）》第三条之外，《劳动法》第五十条也要看，该解释第十五条同理。",
            [At(LABOUR_1, "3"), At("劳动法", "50"), At(LABOUR_1, "15")],
        ),
        (
            "《民间借贷规定》第一条之外，该司法解释第二十五条也要看。",
            [At(LENDING, "1"), At(LENDING, "25")],
        ),
        (
            "《劳动法》第五十条写着“工资要按月发”，第九十一条写着后果。",
            [At("劳动法", "50"), At("劳动法", "91")],
        ),
        (
            "《劳动合同法》第二条写着：“参照本法第三十八条。”",
            [At("劳动合同法", "2"), At("劳动合同法", "38")],
        ),
        (
            "《农村集体经济组织法》（以下简称《集体法》）第十二条；《集体法》第十八条。",
            [At("农村集体经济组织法", "12"), At("农村集体经济组织法", "18")],
        ),
        (
            "《中华人民共和国农村集体经济组织法》（下称集体法）施行了。集体法第十八条要讲。",
            [At("农村集体经济组织法"), At("农村集体经济组织法", "18")],
        ),
        (
            "《劳动合同法》与《劳动法》都讲到，第五十条是支付。",
            [At("劳动合同法"), At("劳动法"), At("劳动法", "50")],
        ),
        (
            "依照劳动法第五十条、劳动合同法第三十条",
            [At("劳动法", "50"), At("劳动合同法", "30")],
        ),
        ("《劳动法》第五十条。\n\n第六条不知道是谁的。", [At("劳动法", "50")]),
        ("该法第五条、同法第六条、该条例第七条", []),
        ("《民法典》第七百零三条。本条例第三条", [At("民法典", "703")]),
        ("民法典规定得很细，按第七百零三条办。", [At("民法典", "703")]),
    ],
)
def test_an_article_belongs_to_the_law_named_before(
    text: str, expected: list[At], register: Register
) -> None:
    assert cited(text, register) == expected


WRONG_LAW = "a name that is not understood leaves the article to the law before it"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("《民法典》侵权责任编第二十条", At("民法典", "20")),
        ("民法典侵权责任编第二十条", [At("民法典", "20")]),
        ("民法典总则编第二十条", [At("民法典", "20")]),
        ("“劳动合同法”第二十条", [At("劳动合同法", "20")]),
        ("【劳动合同法】第二十条", [At("劳动合同法", "20")]),
        ("民事诉讼法2021年修正版第二十条", [At("民事诉讼法", "20")]),
    ],
)
def test_an_article_does_not_stick_to_the_wrong_law(
    text: str, last: object, register: Register
) -> None:
    wanted = last[0] if isinstance(last, list) else last
    assert cited(f"先看《劳动法》第五十条，再看{text}。", register)[-1] == wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《民法典》合同编通则解释第六十一条", [At(CONTRACT, "61")]),
        ("最高人民法院关于适用《民法典》婚姻家庭编的解释（一）第三条", [At(MARRIAGE_1, "3")]),
    ],
)
def test_a_title_without_marks_is_cited_once(
    text: str, expected: list[At], register: Register
) -> None:
    assert cited(text, register) == expected


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("见（2023）粤1971民初1234号判决。", "case", "（2023）粤1971民初1234号"),
        ("见(2021)最高法民申99号裁定。", "case", "(2021)最高法民申99号"),
        ("见（2022）粤19民终56号之一。", "case", "（2022）粤19民终56号之一"),
        ("见（2023）粤1971民初××号判决。", "case", "（2023）粤1971民初××号"),
        ("最高法指导性案例24号讲过。", "case", "指导性案例24号"),
        ("参考指导案例第163号。", "case", "指导案例第163号"),
        ("检例第28号也讲过。", "case", "检例第28号"),
        ("根据粤司办〔2021〕194号办理。", "doc", "粤司办〔2021〕194号"),
        ("根据东司字〔2016〕30号办理。", "doc", "东司字〔2016〕30号"),
        ("按照法释[2025]12号处理。", "doc", "法释[2025]12号"),
        ("按照法释（2025）12号处理。", "doc", "法释（2025）12号"),
        ("由国务院令第812号公布。", "doc", "国务院令第812号"),
        ("由主席令第49号公布。", "doc", "主席令第49号"),
    ],
)
def test_cases_and_documents_are_cited_by_number(
    text: str, kind: str, words: str, register: Register
) -> None:
    (found,) = cite.find(text, register)
    assert (found.kind, text[found.start : found.end]) == (kind, words)


FORGETS = "the law named before a contract's article is found again by looking back"


@pytest.mark.parametrize(
    "text",
    [
        "租赁合同第三条约定了押金。",
        "双方合同的第三条没有写押金。",
        "本合同第三条约定，押金一个月；第四条约定租期。",
        "《房屋租赁合同》第三条约定押金，第四条约定租期。",
        "劳动合同第五条写着试用期。",
        "该协议书第二条写明了金额。",
        "公司章程（2020年修订）第五条",
        "《某某股份经济联合社章程》第十二条、第十三条",
        "村规民约第五条写了罚款。",
        "《某某村村规民约》第五条写了罚款。",
        "业主公约第四条、保险条款第七条、招标文件第五条",
        "遗嘱第一条把房子给了儿子。",
        "判决书第三条要求还钱。",
        "第三条　押金由双方商定。\n第四条　租金按月付。",
        "## 第三条 押金\n\n押金一个月。",
        "### 第三条\n\n押金一个月。",
        "《法学天地》2020年第3期",
        "《合同法原理》（第二版）第三章讲过。",
        "《民法讲义》第五条",
        "《农房质量统一标准》第三条",
        "《房屋设计规范》GB 50096-2011第5.1条",
        "《普法漫画》第三条",
        "法院第三条、法律第三条、司法第三条、立法第三条",
        "法院依照第三条判决。",
        "这个看法第三条、做法第四条都对。",
        "法律规定第三条",
        "第三条路走不通，村里有三条河。",
        "全长1250条，共计30条。",
        "2024年第3号",
        "《",
        "《民法典",
        "》第三条",
        pytest.param(
            "村里规定三条纪律。",
        ),
        pytest.param(
            "《中华人民共和国民法典》（人民出版社）第五条",
        ),
    ],
)
def test_what_is_no_law_is_not_cited(text: str, register: Register) -> None:
    assert cited(text, register) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "《民法典》第七百零三条定义租赁，租赁合同第三条约定押金。",
            [At("民法典", "703")],
        ),
        (
            "依《劳动合同法》第三十条办；而劳动合同第三条写的是另一回事。",
            [At("劳动合同法", "30")],
        ),
        (
            "《劳动合同法》第八条、劳动合同第三条、《劳动法》第五十条",
            [At("劳动合同法", "8"), At("劳动法", "50")],
        ),
        ("先看《劳动法》第五十条，再按租赁合同第三条办，第六条再说。", [At("劳动法", "50")]),
    ],
)
def test_a_contract_between_laws_keeps_its_own_articles(
    text: str, expected: list[At], register: Register
) -> None:
    assert cited(text, register) == expected


@pytest.mark.parametrize(
    "text", ["劳动合同法第十条", "依据劳动合同法第十条", "《劳动合同法》第十条"]
)
def test_a_longer_name_is_not_cut_down_to_a_shorter_one(text: str, register: Register) -> None:
    assert cited(text, register) == [At("劳动合同法", "10")]
    assert cited(text.replace("劳动合同法", "合同法"), register) == [At("合同法", "10")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("依《劳动法》第五十条。", "《劳动法》第五十条"),
        ("**《劳动法》**第**五十**条", "《劳动法》**第**五十**条"),
        ("*《劳动法》第五十条*很重要", "《劳动法》第五十条"),
        ("[《劳动法》第五十条](https://example.org/a)", "《劳动法》第五十条"),
        (
            "[《劳动法》](https://example.org/a)第五十条",
            "《劳动法》](https://example.org/a)第五十条",
        ),
        ("《劳动法》[第五十条](g01)", "《劳动法》[第五十条"),
        ("《劳动法》[^1]第五十条", "《劳动法》[^1]第五十条"),
        ("[^1]: 《劳动法》第五十条", "《劳动法》第五十条"),
        ("<b>《劳动法》</b>第五十条", "《劳动法》</b>第五十条"),
        ("《劳动法》\n第五十条", "《劳动法》\n第五十条"),
        ("《劳\n动法》第五\n十条", "《劳\n动法》第五\n十条"),
        ("> 依《劳动法》\n> 第五十条", "《劳动法》\n> 第五十条"),
        ("- 依《劳动法》第五十条\n- 完", "《劳动法》第五十条"),
        ("| 依据 |\n| --- |\n| 《劳动法》第五十条 |", "《劳动法》第五十条"),
        ("| 《劳动法》第五十条 | 支付 |", "《劳动法》第五十条"),
        ("## 《劳动法》第五十条怎么用", "《劳动法》第五十条"),
        ("---\nsummary: 讲《劳动法》第五十条\n---\n正文", "《劳动法》第五十条"),
        ("## 一\n\n- 甲\n\n讲者备注：讲《劳动法》第五十条。", "《劳动法》第五十条"),
        ("`码`《劳动法》第五十条", "《劳动法》第五十条"),
    ],
)
def test_markup_does_not_hide_a_citation(text: str, words: str, register: Register) -> None:
    (found,) = cite.find(text, register)
    assert at(found) == At("劳动法", "50")
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "`《劳动法》第五十条`",
        "``《劳动法》第五十条``",
        "```\n《劳动法》第五十条\n```",
        "~~~\n《劳动法》第五十条\n~~~",
        "```\n《劳动法》第五十条",
        "<!-- 《劳动法》第五十条 -->",
    ],
)
def test_code_and_comments_cite_nothing(text: str, register: Register) -> None:
    assert cite.find(text, register) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| 《劳动法》第五十条 | 支付 |\n| 《民法典》第七百零三条 | 租赁 |",
            [At("劳动法", "50"), At("民法典", "703")],
        ),
        ("| 《劳动法》 | 第五十条 | 支付 |", [At("劳动法"), At("劳动法", "50")]),
        (
            "- 《劳动法》第五十条\n- 《民法典》第七百零三条",
            [At("劳动法", "50"), At("民法典", "703")],
        ),
        ("- 《劳动法》第三条\n- 第六条 押金", [At("劳动法", "3")]),
    ],
)
def test_tables_and_lists(text: str, expected: list[At], register: Register) -> None:
    assert cited(text, register) == expected


@pytest.mark.parametrize(
    "text", ["《劳动法》\n\n第五十条 工资", "**《劳动法》**\n\n第五十条", "《劳动法》`码`第五十条"]
)
def test_a_blank_line_parts_a_law_from_an_article(text: str, register: Register) -> None:
    assert cited(text, register) == [At("劳动法")]


WORDS = st.sampled_from(
    (
        *(
            "《劳动法》",
            "《民法典》",
            "劳动合同法",
            "《某某合同》",
            "《劳动争议解释（二）》",
            "该法",
        ),
        *(
            "民法典总则编",
            "公司章程",
            "最高人民法院",
            "《关于适用〈民法典〉",
            "婚姻家庭编的解释（一）》",
        ),
        *("第五十条", "第十条至第十二条", "第38、46条", "第二款", "第（三）项", "之二", "二十条"),
        *(
            "（2012年修正）",
            "（已废止）",
            "（法释〔2025〕12号）",
            "（2023）粤1971民初1号",
            "原",
            "同法",
        ),
        *(
            "、",
            "和",
            "，",
            "。",
            "的",
            "规定",
            "约定",
            "其中",
            "\n",
            "\n\n",
            " ",
            "| ",
            "- ",
            "## ",
        ),
        *("**", "[", "](a)", "[^1]", "<b>", "</b>", "`", "```\n", "<!--", "-->", "《", "》", "〈"),
        *(
            "以下简称",
            "（以下简称《甲法》）",
            "《甲法》",
            "第",
            "条",
            "令第3号",
            "x",
            "１",
            "1",
            "零",
        ),
    )
)
TEXTS = st.lists(WORDS | st.text(max_size=3), max_size=30).map("".join)
# Nothing that is meant to be remembered beyond its paragraph: defined names and document numbers.
SENTENCES = st.lists(
    st.sampled_from(
        (
            *(
                "《劳动法》",
                "《民法典》",
                "劳动合同法",
                "《某某合同》",
                "《劳动争议解释（二）》",
                "该法",
            ),
            *(
                "《关于适用〈民法典〉婚姻家庭编的解释（一）》",
                "该解释",
                "同法",
                "公司章程",
                "最高人民法院",
            ),
            *(
                "第五十条",
                "第十条至第十二条",
                "第38、46条",
                "第二款",
                "第（三）项",
                "二十条",
                "第三章",
            ),
            *(
                "（2012年修正）",
                "（已废止）",
                "（2023）粤1971民初1号",
                "指导案例24号",
                "令第3号",
                "原",
            ),
            *("、", "和", "，", "。", "的", "规定", "约定", "\n", " ", "**", "[^1]", "<b>", "”"),
        )
    ),
    max_size=12,
).map(lambda words: f"按{''.join(words)}。")


@given(TEXTS)
def test_any_text_can_be_read(register: Register, text: str) -> None:
    for found in cite.find(text, register):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("digit", ["1", "１", "一", "十"])
def test_a_very_long_number_is_no_article(digit: str, register: Register) -> None:
    assert cited(f"《劳动法》第{digit * 5000}条", register) == [At("劳动法")]


@given(SENTENCES, SENTENCES)
def test_a_blank_line_parts_two_texts(register: Register, one: str, other: str) -> None:
    apart = [*cited(one, register), *cited(other, register)]
    assert cited(f"{one}\n\n{other}", register) == apart


def test_a_contract_does_not_reach_into_the_next_paragraph(register: Register) -> None:
    other = "民法典有定义，其中第七百零三条就是。"
    assert cited(other, register) == [At("民法典", "703")]
    assert cited(f"《某某合同》第三条约定。\n\n{other}", register) == [At("民法典", "703")]


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("根据土地管理法的规定，宅基地属于集体。", ["土地管理法"]),
        ("违反公司法，应当赔偿。", ["公司法"]),
        ("依据婚姻法的规定办理。", ["婚姻法"]),
        ("依照民法典第七百零三条办理。", []),
        ("根据合同法学的通说。", []),
        ("根据该法的规定，违反本法。", []),
        ("根据约定和规定办理。", []),
    ],
)
def test_a_law_named_bare_as_a_whole_is_cited(
    text: str, laws: list[str], register: Register
) -> None:
    found = [one for one in cite.find(text, register) if one.kind is CitationKind.LAW]
    assert [one.law.short for one in found if one.law] == laws


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("《治安管理处罚法》第五十一条，原第四十三条。", [False, True]),
        (
            "《治安管理处罚法》第五十一条就是旧第四十三条，现第四十三条是另一条。",
            [False, True, False],
        ),
    ],
)
def test_a_number_of_the_version_before_is_marked(
    text: str, old: list[bool], register: Register
) -> None:
    assert [one.marked_old for one in cite.find(text, register)] == old

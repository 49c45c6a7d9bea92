"""Cite: what citations look like: the patterns of articles, titles, suffixes and numbers."""

import re
from collections.abc import Iterator

from lawkb import numerals
from lawkb.numerals import CHARACTERS, NUMERAL

JOIN = r"(?:[、，,和及与或]|以及|或者)"
RANGE = r"[至到—－～~-]"
GAP = r"[ \t　]?"
SUB = rf"(?:之(?P<sub>{NUMERAL}))?"
ARTICLE = re.compile(rf"第?\s?(?P<number>{NUMERAL})\s?(?:条{SUB}|(?=之规定|的规定))")
NEXT = re.compile(
    rf"{GAP}(?P<join>{JOIN}|{RANGE}){GAP}"
    rf"(?P<article>第\s?{NUMERAL}\s?(?:条|(?=之规定|的规定))|(?<![0-9]){NUMERAL}条)"
)
LIST = re.compile(rf"第\s?(?P<numbers>{NUMERAL}(?:(?:{JOIN}|{RANGE})第?{NUMERAL}){{1,60}})\s?条")
SPAN = re.compile(rf"{GAP}{RANGE}{GAP}第?\s?(?P<last>{NUMERAL})\s?条{SUB}")
PARAGRAPHS = re.compile(
    rf"\s?第?\s?(?P<numbers>{NUMERAL}(?:(?:{JOIN}|{RANGE})第?{NUMERAL}){{0,60}})\s?款"
)
ITEMS = re.compile(
    rf"\s?的?第\s?(?P<numbers>[(（]?{NUMERAL}[)）]?(?:项?(?:{JOIN}|{RANGE})第?[(（]?{NUMERAL}[)）]?){{0,60}})\s?[项目]"
)
PART = re.compile(rf"[\s的第{CHARACTERS}]")
"""What begins 款 and 项."""

NUMBERS = re.compile(rf"(?P<range>{RANGE})?第?[(（]?(?P<number>{NUMERAL})[)）]?")

ANCHOR = re.compile(
    # What none of them begins with is passed over at one look, not at seven.
    rf"(?=[《第〔\[（(【主国部令指检根依按违适符\n{CHARACTERS}])(?:"
    r"(?P<title>《)"
    rf"|(?P<article>第\s?{NUMERAL}(?:(?:{JOIN}|{RANGE})第?{NUMERAL}){{0,60}}\s?条|(?<=[法典例释定则》]){NUMERAL}条)"
    r"|(?P<year>[〔\[（(【]\s?(?:19|20)\d\d\s?[〕\]）)】])"
    r"|(?P<order>(?:主席|国务院|国家|国|部)?令第?\s?\d{1,4}\s?号)"
    r"|(?P<guiding>(?:指导性?案例|检例)第?\s?\d{1,4}\s?号)"
    r"|(?P<verb>根据|依据|依照|按照|违反|(?<!关于)适用|符合)(?![《该本上前])"
    r"|(?P<break>\n\s*\n|\n[ \t]*(?=#|[-*+] |\d+\. |\|)))"
)

SUFFIX = "法典|法|条例|规定|解释|办法|意见|细则|规则|决定|宪法|批复|纪要|通则|规程"
SUFFIXES = re.compile(SUFFIX)
PRONOUN = re.compile(
    rf"(?P<word>本|该|(?<!合)同|此|上述|前述|上列)(?P<kind>司法解释|{SUFFIX}|部?法律?)(?:的|中的?|之)?$"
)
# The books of the codes; any word before 编 would swallow the code's own name.
BOOK = r"(?:总则|物权|合同|人格权|婚姻家庭|继承|侵权责任|通则|污染防治|生态保护|绿色低碳发展|法律责任)编(?:通则|分则)?"
GLUE = re.compile(
    rf"(?:的|之|中的?|里的?|关于)?(?:总则|分则|附则|{BOOK})?(?:第{NUMERAL}[编章节])*(?:的|之|中的?)?$"
)
AFTER_TITLE = re.compile(
    rf"(?:的|之|中的?|里的?|[，,、：:|])?{GAP}(?:总则|分则|附则|{BOOK})?(?:第{NUMERAL}[编章节])*(?:的|之|中的?)?{GAP}"
    rf"(?=第?\s?{NUMERAL}(?:(?:{JOIN}|{RANGE})第?{NUMERAL}){{0,60}}\s?条)"
)
REST_OF_NAME = re.compile(
    rf"(?P<rest>(?!的)[一-龥]{{1,16}}(?:解释|规定)(?:[（(][一二三四五六七八九十][）)])?)(?=第?{NUMERAL}条)"
)
# What owns articles without being law: 该合同第五条, 章程第十二条.
NOT_LAW = re.compile(
    r"(?:合同|协议书?|章程|公约|保单|条款|规约|承诺书|保证书|委托书|遗嘱|备忘录|判决书?|裁定书?|调解书|决定书"
    r"|通知书?|报告书?|方案|计划|附件|清单|标准|规范|图纸|招标文件|须知|守则|手册|说明书?|制度|约定|订单|票据|讲义|村规民约|居民公约)"
    r"(?:书|中|之|里|上)?的?(?:(?:特别|专用|通用|补充)条款)?中?的?$"
)
AGREED = re.compile(r"(?:所|的|中)?约定|[一-龥]{0,6}条款")
NOT_LAW_TITLE = re.compile(
    r"(?:合同|协议书?|章程|保单|规约|承诺书|保证书|委托书|遗嘱|备忘录|书|报告|方案|计划|清单|标准|规范|手册|须知"
    r"|杂志|日报|学报|评论|研究|论|概论|教程|讲义|表|函|笔录|条款|村规民约|公约)(?:[（(][^（）()]*[）)])?$"
)
LAW_TITLE = re.compile(
    rf"(?:{SUFFIX}|修正案|命令|公告|通知|答复|复函|若干问题|问答|纪要)(?:[（(][^（）()]*[）)])?$"
)
# These words end many titles that are no law, so the title must begin as an instrument's does.
WEAK = ("决定", "意见", "公告", "答复", "复函", "命令", "问答", "规则", "规程", "通知", "纪要")
OFFICIAL = re.compile(
    r"^(?:最高|全国|国务院|中华人民共和国|中共|第[一-龥]{1,3}次|[一-龥]{2,10}[省市县部厅局委院])|关于|规范意见|指导意见"
)
ISSUER = re.compile(
    r"(?:(?:最高人民法院|最高人民检察院|公安部|司法部|国务院|民政部|财政部|两高|最高法|最高检|[一-龥]{2,10}部"
    r"|国家[一-龥]{2,10}局)[、和\s]?)+$"
)
PAREN = re.compile(
    r"\s?[（(]\s?(?P<inside>[^（）()]{1,80}(?:[（(][^（）()]{0,20}[）)][^（）()]{0,20})?)[）)]"
)
PAREN_BEFORE = re.compile(
    r"(?:[（(](?P<inside>[^（）()\n]{1,50})[）)]|(?P<bare>(?:19|20)\d\d年(?:修[正订]版?|版)))\s?$"
)
QUOTED_BEFORE = re.compile(r"[”\"』」】》]\s?$")
YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)年?(?:\d{1,2}月)?(?:\d{1,2}日)?.{0,14}?(?:修[正订改]|公布|通过|施行|版|制定|颁布|《|$)"
)
YEAR_INSIDE = re.compile(r"[（(](?P<year>(?:19|20)\d\d)年?(?:修[正订改]|版)?[）)]$")
OLD = re.compile(r"废止|失效|原法|旧法|修[正订改]前")
OLD_BEFORE = re.compile(
    r"(?:原|旧|修[正订改]前的?|当时(?:施行|有效)的|已(?:废止|失效)的"
    r"|[（(]?(?P<year>(?:19|20)\d\d)年(?:版|的|修[正订]版?的?)?[）)]?)$"
)
DEFINED = re.compile(
    r"(?:简称|下称)[：:为“”\"《]*(?P<name>[^《》“”\"（）()，。]{2,30}(?:[（(][一二三四五六七八九十\d]{1,2}[）)])?)"
)
DEFINITION = re.compile(
    r"《(?P<title>[^《》]{2,80}(?:《[^《》]{1,60}》[^《》]{0,60})?)》\s?(?:[（(][^（）()]{0,40}[）)])?\s?"
    r"[（(](?P<inside>[^（）()]{0,60}(?:简称|下称)[^（）()]{1,40}(?:[（(][^（）()]{1,4}[）)][^（）()]{0,4})?)[）)]"
)
OLD_AFTER = re.compile(r"\s?[，,（(]?(?:现?已(?:经)?(?:被[一-龥《》]{0,12})?(?:废止|失效))")
EDITION = re.compile(rf"第{NUMERAL}版|出版社")
ISSUE = re.compile(r"\s?[（(]?\d{4}年?第?\d{1,2}期")
AMONG = re.compile(r"其中?的?$")
HEADING_AFTER = re.compile(
    r"(?:之?的?规定|明确|所称|所列|至|、|和|及|与|第|的|款|中|之|关于|还|也|则|已|是|为|，|内容)"
)
CASE = re.compile(
    r"[一-龥]{1,6}\d{0,6}(?:[（(][一-龥]{1,4}[）)])?[一-龥]{0,6}(?:字)?第?\s?(?:\d{1,6}|[XxＸ×*＊]{1,6})(?:[-－]\d{1,3})?\s?号"
    r"(?:之[一二三四五六七八九十\d]{1,2})?"
)
DOC_AFTER = re.compile(r"(?:[一-龥]{1,10}字?)?第?\s?\d{1,5}\s?号")
DOC_BEFORE = re.compile(r"[一-龥]{1,10}$")
DOC_STOP = re.compile(
    r".*(?:根据|依照|按照|依据|适用|以及|参照|关于|我院|你院|印发|文号|通知|解释|见|即|为|以|由|在|是|的|和|与|及|了)"
)
# After a law named bare and as a whole: 根据土地管理法的规定, 违反公司法，.
AFTER_BARE_LAW = re.compile(r"(?:的?(?:有关|相关)?规定|[，。；、和与及]|的?要求)")
WORD_AFTER_LAW = frozenset("律学院官庭理人医定治规制令院警")
UNKNOWN = re.compile(
    r"(?:^|[，。；：、“”‘’（）()\s《》]|根据|依照|按照|依据|违反|适用|符合|参照|遵照|以及|或者|[和与及或除的])"
    r"(?P<name>(?:中华人民共和国[一-龥]{2,30}?法|[一-龥]{2,36}?(?:条例|规定|办法|解释|细则|规则)))$"
)
VAGUE = re.compile(
    r"(?:[一-龥]{0,4}(?:法律|法规|规章|政策|有关|相关|上述|前述|下列|以下|其他|本|该|同|此|原|依|无|合|违|非|做|看|想|说|方|办|执|司|立|宪|国|地方性)"
    r"(?:法|的?规定|条例|办法|解释|细则|规则)|(?:特别|明文|明确|具体|另有|强制性)规定|做法|办法|想法|方法|看法|说法|执法|司法|立法|违法|合法|非法|依法)"
)


_PLAIN_TITLE = re.compile(r"《[^《〈<＜》〉>＞\n]{0,218}[》〉>＞]")


def closing(text: str, start: int) -> int | None:
    """Just after the mark that closes the 《 at `start`, titles inside it and all."""
    if plain := _PLAIN_TITLE.match(text, start):
        return plain.end()
    depth = 0
    for offset in range(start, min(len(text), start + 220)):
        if text[offset] in "《〈<＜":
            depth += 1
        elif text[offset] in "》〉>＞":
            depth -= 1
            # 《关于适用〈民法典>的解释》: the inner marks of real texts are often of two kinds.
            if depth == 0 or (
                depth == 1
                and text[offset] == "》"
                and "》" not in text[offset + 1 : offset + 40].partition("《")[0]
            ):
                return offset + 1
        elif text[offset] == "\n":
            return None
    return None


def is_law_title(inner: str, issuer: str) -> bool:
    """Whether a title that the register does not know is one of an instrument all the same."""
    if NOT_LAW_TITLE.search(inner) and not inner.endswith(("意见书", "规范性文件")):
        return False
    if not LAW_TITLE.search(inner):
        return False
    return bool(issuer or not bare_title(inner).endswith(WEAK) or OFFICIAL.search(inner))


def is_about_version(inside: str) -> bool:
    """Whether what stands in brackets after a law's name says which version is meant."""
    return bool(YEAR.search(inside) or OLD.search(inside) or document_number(inside))


def document_number(text: str) -> re.Match[str] | None:
    """The number of a document somewhere in a text: 法释〔2025〕12号, 国务院令第812号."""
    return re.search(
        r"[一-龥]{1,12}[〔\[（(【]?\s?(?:19|20)\d\d\s?[〕\]）)】]?(?:[一-龥]{0,6}字?第?)?\s?\d{1,5}\s?号|(?:[一-龥]{0,6}令)第?\s?\d{1,4}\s?号",
        text,
    )


def values(numbers: str) -> Iterator[int]:
    """The numbers of a list with ranges: 第一、三至五 gives 1, 3, 4, 5."""
    last = 0
    for match in NUMBERS.finditer(numbers):
        value = numerals.parse(match["number"])
        if not value:
            continue
        if match["range"] and last < value < last + 100:
            yield from range(last + 1, value)
        yield value
        last = value


def sub_number(text: str | None) -> int:
    """The 之N of an article; 0 when it has none."""
    return (numerals.parse(text) or 0) if text else 0


def bare_title(title: str) -> str:
    """A title without the brackets at its end: 解释（二） without （二）."""
    return re.sub(r"[（(][^（）()]*[）)]$", "", title)

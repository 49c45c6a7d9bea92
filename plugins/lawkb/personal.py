"""Check: what personal data looks like in Chinese text."""

import re
from collections.abc import Iterator

_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯"
_SINGLE = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚"
    "樊霍冼莫欧麦植祁叶区"
)
_NAME = rf"(?P<name>(?:{_COMPOUND}|[{_SINGLE}])[一-龥]{{1,2}}?)"
_ROLE = (
    "原告|被告|第三人|上诉人|被上诉人|申请人|被申请人|申请执行人|被执行人|当事人|受援人|被告人|被害人|受害人"
    "|劳动者|工人|员工|村民|居民|房东|租客|承租人|出租人|借款人|出借人|担保人|债务人|债权人|丈夫|妻子|前夫|前妻"
    "|父亲|母亲|儿子|女儿|包工头|老人|户主"
)
# What may follow a name: punctuation or a word that a given name hardly begins with.
_AFTER = r"(?=[，。、；：（）()\s与和诉系称辩因将以被的于在之向及等]|$)"
_KIN = "系|是|为|于|登记|结婚|离婚|同居|相识"

_SEX = "[（(，,](?=男|女)"
_SPOUSE = rf"[与和](?:{_COMPOUND}|[{_SINGLE}])[一-龥]{{1,2}}?(?:{_KIN})"

_PATTERNS = {
    re.compile(rf"(?:{_ROLE})[：:]?{_NAME}{_AFTER}"): None,
    re.compile(rf"{_NAME}{_SEX}"): re.compile(_SEX),
    re.compile(rf"(?<![一-龥]){_NAME}(?={_SPOUSE})"): re.compile(_SPOUSE),
    re.compile(
        rf"(?<![一-龥])(?:{_COMPOUND}|[{_SINGLE}])[一-龥]{{1,2}}?[与和]{_NAME}(?=(?:{_KIN}))"
    ): re.compile(_SPOUSE),
}
"""What names look like, each with what tells sooner that a text has none; nearly all have none."""

# Second characters that make a word, not a name, of a surname: 高度, 任何, 石料, 万元, 黄色, 马上.
_WORDS = re.compile(
    "高[度额空温处级]|任[何意务职]|石[料材头]|万[元一]|黄色|马上|金[额钱融]|常[见年住]|白[天色]|夏[天季]|龙[头卷]"
    "|方[式便]|于[是此]|何[时地人种]|程[序度]|余[额款下]|田[地间]|江[边水]|史[料无]|易[于经]|武[器力]|张[贴开]"
    "|周[边围一末]|许[可多]|顾[问客虑]|康复|钱[款物]|秦[时]|段[落]|区[域内别]|许诺|欧[元洲]|毛[坯利]"
)

_CARD = range(16, 20)
"""How long the numbers of bank cards are, by ISO/IEC 7812."""


def bare(number: str) -> str:
    """A number without the spaces and hyphens that group it."""
    return re.sub(r"[ -]", "", number)


def is_identity_number(number: str) -> bool:
    """Whether the check digit of 18 characters is the one of an identity card."""
    from stdnum.cn import ric  # noqa: PLC0415 - slow to import, and nearly no page needs it

    return ric.calc_check_digit(number) == number[-1]


def is_bank_card(number: str) -> bool:
    """Whether digits are the number of a bank card, and not the equally long one of a person."""
    from stdnum import luhn  # noqa: PLC0415 - as above
    from stdnum.cn import ric  # noqa: PLC0415

    return len(number) in _CARD and luhn.is_valid(number) and not ric.is_valid(number)


def names(text: str) -> Iterator[tuple[int, str]]:
    """Offset and text of what is probably a person's full name, found by the words around it."""
    for pattern, sign in _PATTERNS.items():
        for match in pattern.finditer(text) if not sign or sign.search(text) else ():
            name = match["name"]
            masked = re.search("[某甲乙丙丁]", name[1:])
            if not masked and not _WORDS.match(name):
                yield match.start("name"), name


def surname_length(name: str) -> int:
    """How many characters of a name are the surname."""
    return 2 if re.match(_COMPOUND, name) else 1

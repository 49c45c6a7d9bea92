"""C108: a quotation that is not what the article says."""

import datetime as dt
import re
from collections.abc import Iterator

from lawkb import status
from lawkb.citation import Citation, CitationKind
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule

SHORTEST = 8
"""A shorter quotation is a term, such as “劳动者”, that no article need contain word for word."""

# 第三十条规定：“…”, 第三十条第二款明确要求“…”, 第三十条：“…”
_QUOTED = re.compile(
    r"(?:[^。；“”\n]{0,12}?(?:规定|明确|要求|写明|载明|指出|原文|表述)[^。；“”\n]{0,6}|\s?)[:：,，]?\s?“(?P<words>[^“”]+)”"
)
_OMISSION = re.compile(r"…+|\.{3,}|（略）")
_IGNORED = re.compile(r"[\s　*_\[\]“”\"'‘’]|\([^()\n]*\)|\{[^{}]*\}")
_END = "。；，：、"


@rule("C108", "misquoted-law", Severity.ERROR, needs_texts=True)
def misquoted_law(page: Page, library: Library) -> Iterator[Fault]:
    """引文和条文原文不一样。

    写成“某某法第几条规定：‘……’”的，引号里的话要和那一版条文一字不差；省略用“……”。
    只在导入了这部法律的文本（`lawkb laws import`）时核对。

    怎么改：照原文改引号里的字；不想照抄的，去掉引号，用自己的话说。

    ```bad
    《示范条例》第二条规定：“村民委员会应当每半年公布一次收支情况。”
    ```
    ```good
    《示范条例》第二条规定：“村民委员会应当每季度公布一次收支情况……接受村民监督。”
    ```
    ```good
    《示范条例》第二条要求“公开”，每个季度至少一次。
    ```
    """
    text = page.source.text
    as_of = library.clock(page).as_of
    for citation in library.citations(page):
        if citation.kind is not CitationKind.ARTICLE or citation.law is None:
            continue
        if citation.marked_old and citation.version is None:
            continue  # which of the old versions, it does not say
        quoted = _QUOTED.match(text, citation.end)
        article = _article(citation, library, as_of) if quoted else ""
        if quoted and article and (wrong := _wrong(quoted["words"], article)):
            yield Fault(quoted.start("words"), _message(citation, wrong, article))


def _article(citation: Citation, library: Library, as_of: dt.date) -> str:
    """The text of all articles that a citation names, in the version that it speaks of."""
    law = citation.law
    assert law
    version = status.version_of(citation, law, as_of)
    lines = [
        line
        for article in citation.articles
        for line in library.law_texts.article(law, version, article)
    ]
    return _bare("".join(lines))


def _wrong(words: str, article: str) -> str:
    """The first part of a quotation that the article does not hold; empty when it holds all."""
    at = 0
    for part in map(_bare, _OMISSION.split(words)):
        # The last mark belongs to the sentence that quotes.
        wanted = part.rstrip(_END)
        if len(wanted) < SHORTEST and len(_bare(words)) < SHORTEST:
            continue
        found = article.find(wanted, at)
        if found < 0:
            return wanted
        at = found + len(wanted)
    return ""


def _message(citation: Citation, wrong: str, article: str) -> str:
    known = next((n for n in range(len(wrong), 0, -1) if wrong[:n] in article), 0)
    place = article.find(wrong[:known]) + known if known else 0
    original = article[max(0, place - 8) : place + 20]
    return (
        f"引号里的话和《{citation.law.short if citation.law else ''}》"
        f"{citation.articles[0].chinese}的原文不一样：从“{wrong[max(0, known - 4) : known + 12]}”起；"
        f"原文那里是“{original}”。请照原文改，或者去掉引号。"
    )


def _bare(text: str) -> str:
    return _IGNORED.sub("", text)

"""Load: the text of one version of a law, from Markdown or Word, becomes articles.

No text of a law is part of the project: an association imports its own (`lawkb laws import`), and
everything that needs one does without where there is none.
"""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from lawkb import numerals, source
from lawkb.laws import Article
from lawkb.numerals import NUMERAL

ENDINGS = (".md", ".txt", ".docx")
"""The files that can be read; the national database serves the last."""

_ARTICLE = re.compile(
    rf"^(?:- )?(?:\*\*)?第(?P<number>{NUMERAL})条(?:之(?P<sub>{NUMERAL}))?"
    r"(?P<bold>\*\*)?(?=[　 ]|\*\*|$)(?:\*\*)?[　 ]*(?P<words>.*)$"
)
# 生态环境法典 as published: a chapter's heading and its first article in one line.
_GLUED = re.compile(rf"^#+\s.*?(?P<article>第{NUMERAL}条[　 ]+\S.*)$")
_DIVISION = re.compile(r"^(?:#|第[一二三四五六七八九十百]+[编章节分]|---|附录|附件)")
_ITEM = re.compile(r"^[（(][零〇一二三四五六七八九十百]+[）)]")
# A heading within the text, as judicial interpretations have: 一、一般规定.
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])[^。；：，]{1,40}$"
)
_MID_SENTENCE = re.compile(r"[一-鿿，、》]")
_HISTORY = re.compile(r"[（(]|\d{4}年")
_COMMENT = re.compile(r"<!--.*?-->")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ADOPTED = re.compile(r"通过|修[订正改]|公布|发布")
_IN_NAME = re.compile(r"[_@](\d{4})-?(\d{2})-?(\d{2})$")


class UnreadableTextError(ValueError):
    """The file holds no text of a law; the message says in Chinese why and what to do."""


@dataclass(frozen=True)
class LawText:
    """One version's text: the lines of each article, its 款 and 项, as they are printed."""

    title: str
    adopted: dt.date | None
    effective: dt.date | None
    articles: Mapping[Article, tuple[str, ...]]

    @property
    def shape(self) -> dict[Article, tuple[int, ...]]:
        """The number of 项 in each 款 of every article, as the register counts them."""
        return {article: tuple(_shape(lines)) for article, lines in self.articles.items()}


def read(path: Path) -> LawText:
    """Read a file as the national database serves it (.docx), or as Markdown or plain text.

    Raises UnreadableTextError when it is none of these or no article can be found in it.
    """
    lines, meta = _word(path) if path.suffix.lower() == ".docx" else _plain(path)
    articles = _articles(lines)
    if not articles:
        message = "里面找不到“第一条”这样的条文。请确认这是一部法律的全文。"
        raise UnreadableTextError(message)
    title = meta.get("title") or _title(lines)
    adopted = _date(meta.get("adopted")) or _dated(path.stem) or _adopted(lines)
    return LawText(title, adopted, _date(meta.get("effective")), MappingProxyType(articles))


def write(text: LawText) -> str:
    """The text as Markdown that `read` reads back."""
    front = [f"title: {text.title}"]
    front += [f"adopted: {text.adopted}"] * bool(text.adopted)
    front += [f"effective: {text.effective}"] * bool(text.effective)
    paragraphs = [
        "\n\n".join([f"{article.chinese}　{lines[0]}", *lines[1:]])
        for article, lines in text.articles.items()
    ]
    return "\n".join(["---", *front, "---", "", "\n\n".join(paragraphs), ""])


def _plain(path: Path) -> tuple[list[str], Mapping[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        message = "不是 UTF-8 编码的文字。请用记事本打开，选“另存为”，编码选“UTF-8”。"
        raise UnreadableTextError(message) from None
    if not text.startswith("---\n"):
        return text.splitlines(), {}
    parsed = source.parse("text.md", text)
    return parsed.body.splitlines(), {key: str(value) for key, value in parsed.meta.items()}


def _word(path: Path) -> tuple[list[str], Mapping[str, str]]:
    import docx  # noqa: PLC0415 - only an import of Word files needs it, and it is slow to load

    try:
        document = docx.Document(str(path))
    except OSError:
        raise
    except Exception:  # noqa: BLE001 - a damaged file makes python-docx raise nearly anything
        message = "不是能读的 Word 文件。旧的 .doc 请先用 Word 另存为 .docx。"
        raise UnreadableTextError(message) from None
    lines = [line for found in document.paragraphs for line in found.text.split("\n")]
    return lines, {}


def _articles(lines: Iterable[str]) -> dict[Article, tuple[str, ...]]:
    found: dict[Article, list[str]] = {}
    now: list[str] | None = None
    for line in filter(None, map(str.strip, lines)):
        glued = _GLUED.match(line)
        match = _ARTICLE.match(glued["article"] if glued else line)
        number = numerals.parse(match["number"]) if match else None
        if match and number:
            article = Article(number, numerals.parse(match["sub"] or "") or 0)
            # A text that is followed by the decision which amended it begins again at 第一条.
            if article in found:
                break
            now = found.setdefault(article, [])
            now += [match["words"].strip()] * bool(match["words"].strip())
        elif _DIVISION.match(line):
            now = None
        elif now is not None and not _HEADING.match(line):
            now.append(line.removeprefix("- "))
    return {article: tuple(_joined(lines)) or ("",) for article, lines in found.items()}


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """The lines with those put together that a page's end broke off in mid-sentence."""
    held = ""
    for line in lines:
        if held and _MID_SENTENCE.fullmatch(held[-1]) and not _ITEM.match(line):
            held += line
        else:
            if held:
                yield held
            held = line
    if held:
        yield held


def _shape(lines: Iterable[str]) -> list[int]:
    counts: list[int] = []
    for line in lines:
        if _ITEM.match(line):
            counts = counts or [0]
            counts[-1] += 1
        else:
            counts.append(0)
    return counts or [0]


def _head(lines: Iterable[str]) -> Iterator[str]:
    """What stands above the articles: the title, then who adopted the law and when."""
    for line in lines:
        bare = _COMMENT.sub("", line).strip(" 　*#>-").translate(_HALF_WIDTH)
        if _ARTICLE.match(line.strip()) or re.fullmatch(r"目\s*录", bare):
            return
        if bare:
            yield bare


def _title(lines: Iterable[str]) -> str:
    """The lines above the one, mostly in brackets, that tells who adopted the law and when."""
    told = itertools.takewhile(lambda line: not _HISTORY.match(line), _head(lines))
    return "".join(line for line in told if not _DIVISION.match(line))


def _adopted(lines: Iterable[str]) -> dt.date | None:
    """The last day of which those lines say that the law was adopted or amended."""
    days = [
        match.groups()
        for line in itertools.dropwhile(lambda line: not _HISTORY.match(line), _head(lines))
        if _ADOPTED.search(line)
        for match in _DAY.finditer(line)
    ]
    return _made(*days[-1]) if days else None


def _dated(stem: str) -> dt.date | None:
    """The day at the end of a file's name: 中华人民共和国治安管理处罚法_20250627."""
    match = _IN_NAME.search(stem)
    return _made(*match.groups()) if match else None


def _date(text: str | None) -> dt.date | None:
    return _made(*text.split("-")) if text and re.fullmatch(r"\d{4}-\d\d?-\d\d?", text) else None


def _made(*parts: str) -> dt.date | None:
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None

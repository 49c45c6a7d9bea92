"""Render: paragraphs and headings in one step, where they are nothing but words and plain marks.

Python-Markdown tries fifteen kinds of block on each paragraph and as many patterns on its words,
and walks five times over the elements that it made: most of what a page costs. What this
extension reads comes out the same; what it does not understand, it leaves to them.
"""

import re
from itertools import takewhile
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor, unique
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, HtmlStash

_EXTENSIONS = {"admonition", "attr_list", "fenced_code", "footnotes", "tables", "toc"}
_EXTENSIONS |= {"pymdownx.details", "pymdownx.superfences"}

EXTENSIONS = frozenset(_EXTENSIONS)
"""Those among which plain text is what it is here; any other may give a meaning to a `:` or a `~`."""

_NAME = "lawkb-plain-text"
_SIGNS = {"fenced_code_block": (25, ("```", "~~~")), "html_block": (20, ("<", "&"))}
"""What those who prepare a text look for, with the priorities that they have."""

_BEFORE_BLOCKS = 110
"""Python-Markdown and its extensions look for kinds of block with priorities up to 105."""

_BEFORE_INLINE = 25
"""Python-Markdown looks for what stands inside a paragraph with priority 20."""

_TOC = 5
"""The priority with which the extension `toc` looks at the headings."""

_MARKS = r"\\`*_<&\[\]{}\x02\x03"
"""What may begin or end anything that is no plain text."""

_LINK = (
    rf"\[(?P<text>[^{_MARKS}!\n]+)\]"
    rf'\((?P<href>[^{_MARKS}()\s"\']+)(?: "(?! )(?P<title>(?:[^{_MARKS}()\s"]| )+)(?<! )")?\)'
    r"(?:\{ \.(?P<kind>[a-z-]+) \})?"
)
_TAG = rf'</?(?:a|span|strong)(?: [a-z-]+="[^{_MARKS}>"\n@]*")*>'
# Possessive only where no group is inside: up to Python 3.11.4 that takes too little.
_SOME = rf"(?:[^{_MARKS}!\n]++|\]|!(?!\[)|{re.sub(r'[?]P<[a-z]+>', '?:', _LINK)}|{_TAG})"
_STRONG = rf"\*\*(?!\s){_SOME}+(?<!\s)\*\*"
# What begins otherwise may be a list, a table, a quotation.
_LINE = r"(?!\d+\.)(?=[^\W_]|[^\x00-\x7f\s]|[\[\]<]|\*\*)"

_BLOCK = re.compile(rf"{_LINE}(?:{_SOME}|{_STRONG}|(?<!  )\n{_LINE})+\n?")
_INSIDE = re.compile(rf"(?:{_SOME}|{_STRONG}|(?<!  )\n)+")
_HEADING = re.compile(r"(#{1,6}) ([^\\#\n]*)")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_WORDS = re.compile(r"[^<>&\x02\x03]+")
# Each begins with a sign and not with a group, so that the search leaps from sign to sign.
_PART = re.compile(rf"{_LINK}|\*\*(?P<strong>.+?)\*\*|{_TAG}|>")


class PlainText(Extension):
    """Reads plain paragraphs, headings and what is plain inside of other things faster."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the extension's interface
        """Come before those who look for kinds of block and for what stands inside of them."""
        for name, (priority, signs) in _SIGNS.items():
            if name in md.preprocessors:
                other = _Where(md, md.preprocessors[name], signs)
                md.preprocessors.register(other, name, priority)
        md.parser.blockprocessors.register(_Blocks(md.parser), _NAME, _BEFORE_BLOCKS)
        md.treeprocessors.register(_Inside(md), _NAME, _BEFORE_INLINE)
        for toc in [*md.treeprocessors]:
            if isinstance(toc, TocTreeprocessor) and _only_gives_ids(toc):
                md.treeprocessors.register(_Ids(md, toc), "toc", _TOC)


class _Where(Preprocessor):
    """Asks another one, which takes a while, only where one of its signs stands."""

    def __init__(self, md: Markdown, other: Preprocessor, signs: tuple[str, ...]) -> None:
        super().__init__(md)
        self.other, self.signs = other, signs

    def __getattr__(self, name: str) -> Any:
        """The settings of the other one, which fenced code asks for under its name."""
        return getattr(self.other, name)

    def run(self, lines: list[str]) -> list[str]:
        """The lines with placeholders for what the other one found."""
        text = "\n".join(lines)
        return self.other.run(lines) if any(sign in text for sign in self.signs) else lines


class _Blocks(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - the interface
        """Whether to try: always, since `run` may still refuse."""
        return True

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Take the first block, and of paragraphs all that follow it; False if it is not plain."""
        if heading := _HEADING.fullmatch(blocks[0]):
            SubElement(parent, f"h{len(heading[1])}").text = heading[2].strip()
            del blocks[0]
            return True
        if self.parser.state.isstate("list"):
            return self._into_item(parent, blocks)
        return self._holds_paragraphs(parent) and self._into_box(parent, blocks)

    def _into_item(self, parent: Element, blocks: list[str]) -> bool:
        if len(parent) or parent.text or not _BLOCK.fullmatch(blocks[0]):
            return False
        parent.text = _stashed(_html(blocks.pop(0)), self.parser.md.htmlStash)
        return True

    def _into_box(self, parent: Element, blocks: list[str]) -> bool:
        plain = [*takewhile(_BLOCK.fullmatch, blocks)]
        if not plain:
            return False
        whole = "\n".join(f"<p>{_html(block)}</p>" for block in plain)
        SubElement(parent, "p").text = _stashed(whole, self.parser.md.htmlStash)
        del blocks[: len(plain)]
        return True

    def _holds_paragraphs(self, parent: Element) -> bool:
        """Whether nobody looks at them again, as in footnotes and items: the page and its boxes."""
        is_box = parent.tag == "details" or parent.get("class", "").startswith("admonition")
        return is_box or parent is self.parser.root


class _Inside(Treeprocessor):
    md: Markdown

    def run(self, root: Element) -> None:
        """Give each element whose text is plain its HTML."""
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and _INSIDE.fullmatch(text):
                element.text = _stashed(_html(text), self.md.htmlStash)


class _Ids(Treeprocessor):
    """Gives headings their ids; no table of contents, which is made of the whole page, not of this."""

    def __init__(self, md: Markdown, toc: TocTreeprocessor) -> None:
        super().__init__(md)
        self.toc = toc

    def run(self, root: Element) -> None:
        """Name each heading as the extension `toc` does, which is asked where one is more than words."""
        elements = [*root.iter()]
        headings = [element for element in elements if element.tag in _HEADINGS]
        if not all(map(_is_words, headings)):
            self.toc.run(root)
            return
        taken = {element.attrib["id"] for element in elements if "id" in element.attrib}
        counts: dict[str, int] = {}
        for heading in headings:
            slug = self.toc.slugify(" ".join((heading.text or "").split()), self.toc.sep)
            heading.set("id", unique(slug, taken, counts))


def _only_gives_ids(toc: TocTreeprocessor) -> bool:
    """Whether that extension is set to change nothing else on a page."""
    return not (toc.marker or toc.use_anchors or toc.use_permalinks or toc.base_level)


def _is_words(heading: Element) -> bool:
    """Whether a heading is text that means itself, without attributes."""
    return not (len(heading) or heading.attrib) and bool(_WORDS.fullmatch(heading.text or ""))


def _stashed(html: str, stash: HtmlStash) -> AtomicString:
    """HTML that is done, as Python-Markdown keeps it until the page is put together."""
    return AtomicString(stash.store(html) if "<" in html or "&" in html else html)


def _html(text: str) -> str:
    """Plain text as HTML."""
    return _PART.sub(_part, text)


def _part(match: re.Match[str]) -> str:
    if match["href"]:
        named = {"class": match["kind"], "href": match["href"], "title": match["title"]}
        attributes = (f' {name}="{_escape(value)}"' for name, value in named.items() if value)
        return f"<a{''.join(attributes)}>{_escape(match['text'])}</a>"
    if match["strong"]:
        return f"<strong>{_html(match['strong'])}</strong>"
    return "&gt;" if match[0] == ">" else match[0]


def _escape(text: str) -> str:
    return text.replace(">", "&gt;")

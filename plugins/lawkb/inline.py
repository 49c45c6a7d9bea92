"""Render: the words of a paragraph in one step, where they are nothing but words and plain links.

Python-Markdown tries twenty patterns on each piece of text, which is most of what a page costs.
What this extension reads comes out the same; what it does not understand, it leaves to them.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_BEFORE_INLINE = 25
"""Python-Markdown looks for what stands inside a paragraph with priority 20."""

_MARKUP = re.compile(r"[\\`*_<&\[\]{}\x02\x03]|  \n")
"""What begins anything that is no plain text."""

_LINK = re.compile(
    r"(?<!!)\[(?P<text>[^\\`*_<&\[\]{}!\n\x02\x03]+)\]"
    r'\((?P<href>[^\\`*_<&\[\]{}()\s"\'\x02\x03]+)(?: "(?! )(?P<title>(?:[^\\`*_<&\[\]{}()\s"\x02\x03]| )+)(?<! )")?\)'
    r"(?:\{ \.(?P<kind>[a-z-]+) \})?"
)


class PlainText(Extension):
    """Reads plain text and plain links faster."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the extension's interface
        """Come before the patterns for what stands inside a paragraph."""
        md.treeprocessors.register(_Reader(md), "lawkb-plain-text", _BEFORE_INLINE)


class _Reader(Treeprocessor):
    def run(self, root: Element) -> None:
        """Mark plain text as done, its links made."""
        for element in list(root.iter()):
            if element.text and not isinstance(element.text, AtomicString):
                _read(element, element.text)


def _read(element: Element, text: str) -> None:
    """Give an element its text and links, unless there is anything else in it."""
    found = [*_LINK.finditer(text)]
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(text)]
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if any(map(_MARKUP.search, words)):
        return
    element.text = AtomicString(words[0])
    for position, (match, tail) in enumerate(zip(found, words[1:], strict=True)):
        link = Element("a", _attributes(match))
        link.text, link.tail = AtomicString(match["text"]), AtomicString(tail)
        element.insert(position, link)


def _attributes(match: re.Match[str]) -> dict[str, str]:
    named = {"href": match["href"], "title": match["title"], "class": match["kind"]}
    return {name: value for name, value in named.items() if value}

"""Model: the links and images of a body, and what on the site each of them leads to."""

import functools
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from lawkb.source import Source

if TYPE_CHECKING:
    from lawkb.library import Library
    from lawkb.page import Page

_INLINE = re.compile(
    r"\](?P<open>[(（])(?P<inside>[^()（）\n]{0,2000}(?:\([^()\n]{0,200}\)[^()（）\n]{0,2000})?)\n?(?P<close>[)）])"
)
_TARGET = re.compile(r"\s*(?P<target><[^<>]*>|\S*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*(?P<target>\S+)", re.MULTILINE)
_HTML = re.compile(
    r"<(?P<tag>a|img)\b[^<>]*?\b(?:href|src)\s*=\s*[\"']?(?P<target>[^\"'\s<>]*)", re.IGNORECASE
)
_AUTO = re.compile(r"<(?P<target>(?:https?|mailto|tel):[^<>\s]+)>")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


class Link(NamedTuple):
    """One link or image; `start` and `end` enclose the target in the source's text."""

    target: str
    start: int
    end: int
    text: str = ""
    image: bool = False
    malformed: str = ""

    @property
    def scheme(self) -> str:
        """`https` of an address that names its protocol, lower case; empty for one of our own."""
        found = _SCHEME.match(self.target)
        return found[0][:-1].lower() if found else ""


@dataclass(frozen=True)
class Place:
    """Where a link leads on the site: a page's file, perhaps a heading, perhaps our own page."""

    uri: str
    fragment: str = ""
    page: "Page | None" = None


def find(source: Source) -> tuple[Link, ...]:
    """Every link and image of the body that is not code, in order."""
    found = [*_inline(source)]
    for pattern in (_DEFINITION, _HTML, _AUTO):
        for match in pattern.finditer(source.prose, source.body_start):
            target = match["target"].strip("<>")
            image = match.groupdict().get("tag", "").lower() == "img" or _is_image(target)
            # An <img> has its alternative text in an attribute; `unsafe-html` speaks of it.
            text = "img" if image else ""
            found.append(Link(target, *match.span("target"), text=text, image=image))
    return tuple(sorted(found, key=lambda link: link.start))


def resolve(link: Link, page: "Page | None", library: "Library") -> Place | None:
    """Where on the site a link of that page leads; None when it leads nowhere.

    Takes an id (`g05`), a topic (`labor/wages`), a path as the file system has it
    (`../content/faq/wages.md`), an address of the site (`/changes/`), each with a `#heading`.
    """
    target, _, fragment = unquote(link.target).partition("#")
    if not target:
        return Place(page.uri, fragment, page) if page and fragment else None
    base = page.path if page else ""
    if target == "/":
        return Place("index.md", fragment, library.by_path("content/index.md"))
    if found := library.by_id(target.strip("/")) or library.by_path(_path(target, base)):
        return Place(found.uri, fragment, found)
    for uri in _candidates(target, base):
        if uri in library.addresses:
            return Place(uri, fragment)
    return None


def relative(uri: str, start: str) -> str:
    """The address of one file of the site as a link on another; both are without `.` or `..`."""
    # posixpath.relpath would ask the file system where it is, for each of a page's fifty links.
    there, here = _quoted(uri), _quoted(start)
    while (folder := here[: here.find("/") + 1]) and there.startswith(folder):
        there, here = there[len(folder) :], here[len(folder) :]
    return "../" * here.count("/") + there or "./"


@functools.lru_cache(maxsize=20_000)
def _quoted(uri: str) -> str:
    return quote(address(uri))


def address(uri: str) -> str:
    """Where browsers find a file of the site: `g05/` for `g05.md`, `faq/` for `faq/index.md`."""
    if uri == "index.md" or uri.endswith("/index.md"):
        return uri.removesuffix("index.md")
    return f"{uri.removesuffix('.md')}/" if uri.endswith(".md") else uri


def outward(target: str) -> str:
    """The address of another site from a registry; empty if it is none, and might run something."""
    return target if Link(target, 0, 0).scheme in SAFE_SCHEMES else ""


def path_of(link: Link, base: str) -> str:
    """The file, relative to the root, that a link of the page `base` names."""
    return _path(unquote(link.target).partition("#")[0], base)


def _path(target: str, base: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))


def _candidates(target: str, base: str) -> Iterator[str]:
    """The files that a target may mean, once it is no page of ours: a topic or group, an index, an asset."""
    yield f"topics/{target.strip('/')}.md"
    yield f"topics/{target.strip('/')}/index.md"
    if target.startswith("/"):
        bare = target.strip("/")
        yield f"{bare or 'index'}.md"
        yield posixpath.join(bare, "index.md")
    yield _path(target, base).removeprefix("content/")


def _inline(source: Source) -> Iterator[Link]:
    for match in _INLINE.finditer(source.prose, source.body_start):
        opening = _opening(source.prose, match.start())
        if opening is None or source.prose[opening - 1 : opening] == "\\":
            continue
        text = source.text[opening + 1 : match.start()]
        image = opening > 0 and source.prose[opening - 1] == "!"
        start = match.start("inside")
        parsed = _TARGET.fullmatch(match["inside"])
        if match["open"] == "（" or match["close"] == "）":
            if not _looks_like_target(match["inside"]):
                continue  # 《民法典》[节选]（2021年） is a text in brackets, no link
            yield Link(match["inside"].strip(), start, match.end("inside"), text, image, "全角括号")
        elif parsed is None:
            yield Link(match["inside"].strip(), start, match.end("inside"), text, image, "空格")
        else:
            begin, end = start + parsed.start("target"), start + parsed.end("target")
            yield Link(parsed["target"].strip("<>"), begin, end, text, image)


def _is_image(target: str) -> bool:
    return target.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"))


def _looks_like_target(inside: str) -> bool:
    return (
        re.fullmatch(r"\s*(?:[\w./#-]+\.\w{2,4}|[a-z]\d{2,4}|https?:\S+|#\S+)\s*", inside)
        is not None
    )


def _opening(prose: str, closing: int) -> int | None:
    """The `[` that the `]` at `closing` closes, looked for in the 500 characters before it."""
    depth = 0
    for offset in range(closing, max(closing - 500, -1), -1):
        if prose[offset] == "]":
            depth += 1
        elif prose[offset] == "[":
            depth -= 1
            if depth == 0:
                return offset
    return None

"""Load: a file becomes text, front matter and body, and knows where each of them sits."""

import errno
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Literal

from lawkb import yamlmarks
from lawkb.fault import Fault, Faults, KeyPath, Where
from lawkb.memory import digest

MAX_BYTES = 1_000_000
"""A longer page is a pasted book or a pasted picture; nobody reads it on a phone."""

MAX_FRONT_MATTER = 64_000
"""In characters; the longest front matter that the collection needs has some 3,000."""

UNREADABLE, NO_FRONT_MATTER = "unreadable-file", "no-front-matter"

_HALF_WIDTH = dict(zip("０１２３４５６７８９－　Ｘｘ", "0123456789- Xx", strict=True))
_FULL_WIDTH = re.compile(f"[{''.join(_HALF_WIDTH)}]")
_OPENING = re.compile(r"\A\s*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LOOKALIKE = re.compile(r"\A\s*[-—–－─=]{1,8}[ \t]*\n")
_NOT_PROSE = re.compile(
    r"(?=[`~< \t])(?:"  # most characters begin neither code nor comment, which one look tells
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t]*(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|(?<!`)(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=tick)(?!`)"
    r"|<!--.*?(?:-->|\Z))",
    re.MULTILINE | re.DOTALL,
)
_BEGIN_NO_PROSE = ("`", "~~~", "<!--")


@dataclass(frozen=True, eq=False)
class Source:
    r"""One file as it was read.

    `path` is relative to the root, with `/`; `text` has `\n` line ends and no BOM; `meta` is the
    front matter (a whole registry file for YAML) with every scalar as text; `values` and `keys`
    are offsets in `text` by key path; `faults` are what reading found, by rule name.
    """

    path: str
    text: str = field(default_factory=str)
    meta: MappingProxyType[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    body_start: int = field(default_factory=int)
    values: MappingProxyType[KeyPath, int] = field(default_factory=lambda: MappingProxyType({}))
    keys: MappingProxyType[KeyPath, int] = field(default_factory=lambda: MappingProxyType({}))
    faults: Faults = field(default_factory=lambda: MappingProxyType({}))

    _AT_HAND: ClassVar = frozenset({"path", "digest", "head_digest", "length"})
    """What is asked of every file of a library, however few of them have changed."""

    _QUICK: ClassVar = frozenset({"prose", "half_width", "comments", "_line_starts"})
    """What is half of it and quicker made again than read."""

    def __getstate__(self) -> dict[str, Any]:
        """What is remembered of it with its page: what is at hand. The `rest` is, apart from that."""
        return {name: getattr(self, name) for name in self._AT_HAND}

    @property
    def rest(self) -> dict[str, Any]:
        """All but what is at hand, and what is quicker made again than read."""
        left_out = self._AT_HAND | self._QUICK | {"_rest"}
        return {name: value for name, value in vars(self).items() if name not in left_out}

    def lies_apart(self, rest: Callable[[], dict[str, Any]]) -> None:
        """Learn where its rest is, unless it has that: few are asked for it, and it is most of it."""
        if "text" not in vars(self):
            vars(self)["_rest"] = rest

    def __getattr__(
        self, name: Literal["text", "meta", "body_start", "values", "keys", "faults"]
    ) -> Any:
        """What lies apart, all of it at the first ask; no field may have a default on the class."""
        rest = vars(self).get("_rest")
        found = rest() if rest else {}
        vars(self).update(found)
        if name not in found:
            raise AttributeError(name)
        return found[name]

    def forget(self) -> None:
        """Let go of what lies apart, too."""
        if "_rest" in vars(self):
            for name in vars(self).keys() - self._AT_HAND - {"_rest"}:
                del vars(self)[name]

    @cached_property
    def digest(self) -> str:
        """A digest of the text; empty when there is none, as with a file that cannot be read."""
        return digest([self.path, self.text]) if self.text and _can_be_named(self.path) else ""

    @cached_property
    def length(self) -> int:
        """How many characters the text has."""
        return len(self.text)

    @property
    def head(self) -> str:
        """The front matter as typed."""
        return self.text[: self.body_start]

    @cached_property
    def head_digest(self) -> str:
        """A digest of the front matter, which is what the pages of others show of this one."""
        return digest([self.path, self.head])

    @property
    def body(self) -> str:
        """What follows the front matter."""
        return self.text[self.body_start :]

    @cached_property
    def prose(self) -> str:
        """The text with front matter, code and comments blanked out, every offset unchanged."""
        body = self.body
        if any(mark in body for mark in _BEGIN_NO_PROSE):
            body = _NOT_PROSE.sub(lambda match: _blank(match[0]), body)
        return _blank(self.head) + body

    @cached_property
    def half_width(self) -> str:
        """The text with full-width digits as ASCII ones, every offset unchanged."""
        return _FULL_WIDTH.sub(lambda match: _HALF_WIDTH[match[0]], self.text)

    @cached_property
    def comments(self) -> tuple[tuple[int, str], ...]:
        """Offset and text of every `<!-- comment -->` of the body that is not shown as code."""
        if "<!--" not in self.text:
            return ()
        found = _NOT_PROSE.finditer(self.text, self.body_start)
        return tuple((m.start(), m[0]) for m in found if not m["fence"] and not m["tick"])

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def offset(self, where: Where) -> int:
        """The offset of a key path, or of the nearest parent that the file does hold."""
        if isinstance(where, int):
            return where
        for length in range(len(where), 0, -1):
            if (found := self.values.get(where[:length])) is not None:
                return found
        return self.values.get((), 0)

    def position(self, where: Where) -> tuple[int, int]:
        """Line and column, both from 1, the column in characters."""
        offset = min(self.offset(where), len(self.text))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


def key(path: str) -> str:
    """A digest of a file's bytes, under which what was read from it may be remembered.

    Empty for what must be looked at each time: a link, and a file that cannot be read or is too large.
    """
    if not _can_be_named(path):
        return ""
    try:
        found = os.lstat(path)
        if stat.S_ISLNK(found.st_mode) or found.st_size > MAX_BYTES:
            return ""
        if not stat.S_ISREG(found.st_mode):  # to open a pipe would wait for ever
            return ""
        with open(path, "rb") as file:  # noqa: PTH123 - with a Path all of this takes twice as long
            return digest([file.read()])
    except OSError:
        return ""


def _can_be_named(path: str) -> bool:
    """Whether a path is text: Linux leaves names from a Windows archive as bytes that are none."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


class ChangedError(Exception):
    """A file is not any more what it was when it got its key."""


def read(path: Path, root: Path, known: str = "") -> Source:
    """Read a Markdown page or a YAML registry; what is wrong with it becomes faults, never raised.

    Raises ChangedError if it has a `known` key, and is not what that was made from.
    """
    name = path.relative_to(root).as_posix()
    try:
        data = _content(path, root)
    except _UnfitError as error:
        if known:  # what has a key could be read
            raise ChangedError(name) from None
        return _unreadable(name, "", 0, str(error))
    if known and digest([data]) != known:
        raise ChangedError(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _undecodable(name, data, error.start)
    return parse(name, text.replace("\r\n", "\n").replace("\r", "\n"))


class _UnfitError(Exception):
    """A file cannot be read; the message says in Chinese what to do."""


def _content(path: Path, root: Path) -> bytes:
    """The bytes of a file under a folder; raises _UnfitError."""
    try:
        inside = _is_inside(path, root)
    except (OSError, RuntimeError):  # a link that leads to itself
        inside = False
    if not inside:
        message = "这是一个指向资料库以外的快捷方式（符号链接），不会发布。请把文件本身复制进来。"
        raise _UnfitError(message)
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            message = "这不是普通的文件，而是系统用的管道之类，读不出内容。请把它移走。"
            raise _UnfitError(message)
        if (size := found.st_size) > MAX_BYTES:
            raise _UnfitError(_too_large(size, MAX_BYTES))
        return path.read_bytes()
    except FileNotFoundError:
        message = "缺少这个文件。请从备份或者版本记录里找回来。"
    except OSError as error:
        message = f"打不开这个文件（{reason(error)}）。请检查它是否存在、是否有权限。"
    raise _UnfitError(message)


def _is_inside(path: Path, root: Path) -> bool:
    """Whether a file under a folder lies there, wherever links may lead."""
    steps = [path, *path.parents][: len(path.parts) - len(root.parts)]
    # To resolve a path looks at each folder from the first one on, and there are thousands of files.
    if not any(map(os.path.islink, steps)):
        return True
    return path.resolve().is_relative_to(root.resolve())


def reason(error: OSError) -> str:
    """Why something could not be done with a file; the system says it in its own language."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限，或者正被别的程序占用",
    errno.EPERM: "没有权限，或者正被别的程序占用",
    errno.EBUSY: "正被系统或者别的程序占用",
    errno.EISDIR: "它是文件夹",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "这个盘只能读，不能写",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "快捷方式（符号链接）绕回了自己",
}


def parse(name: str, text: str) -> Source:
    """Split a text into front matter and body; `name` says by its ending whether it is a registry."""
    if not text.strip():
        return _unreadable(name, text, 0, "这是一个空文件。请写上内容，或者把它删掉。")
    if name.endswith((".yml", ".yaml")):
        return _marked(name, text, 0, text, len(text))
    opening = _OPENING.match(text)
    if not opening:
        return _without_front_matter(name, text)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        message = "开头的“---”没有配对：前置信息写完后，请另起一行再写“---”，下面才是正文。"
        return _unreadable(name, text, text.index("---"), message)
    front = text[opening.end() : closing.start()]
    if len(front) > MAX_FRONT_MATTER:
        return _unreadable(name, text, opening.end(), _too_large(len(front), MAX_FRONT_MATTER))
    return _marked(name, text, opening.end(), front, min(closing.end() + 1, len(text)))


def _marked(name: str, text: str, start: int, front: str, body_start: int) -> Source:
    """The Source of a text whose front matter is `front`, found at the offset `start`."""
    marked = yamlmarks.parse(front)
    if marked.data is not None and not isinstance(marked.data, dict):
        marked.add(yamlmarks.SYNTAX, 0, "这里应当是一行一项的“名称: 内容”。")
    faults: dict[str, tuple[Fault, ...]] = {}
    for rule, fault in marked.faults:
        moved = Fault(start + int(fault.where), fault.message)  # ty: ignore[invalid-argument-type]
        faults[rule] = (*faults.get(rule, ()), moved)
    values = {path: start + offset for path, offset in marked.values.items()}
    return Source(
        name,
        text,
        MappingProxyType(marked.data if isinstance(marked.data, dict) else {}),
        body_start,
        MappingProxyType({(): start} | values),
        MappingProxyType({path: start + offset for path, offset in marked.keys.items()}),
        MappingProxyType(faults),
    )


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _without_front_matter(name: str, text: str) -> Source:
    hint = "开头的横线不是三个半角减号。" if _LOOKALIKE.match(text) else "文件开头没有前置信息。"
    message = hint + "第一行请写“---”（三个半角减号），接着一行一项，写完再写一行“---”。"
    return Source(name, text, faults=MappingProxyType({NO_FRONT_MATTER: (Fault(0, message),)}))


def _unreadable(name: str, text: str, offset: int, message: str) -> Source:
    faults = MappingProxyType({UNREADABLE: (Fault(offset, message),)})
    return Source(name, text, body_start=len(text), faults=faults)


def _undecodable(name: str, data: bytes, start: int) -> Source:
    """Not UTF-8: keep the readable lines before the culprit, so that the position is exact."""
    before = data[:start].decode("utf-8-sig", errors="ignore")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = "像是 UTF-16 编码"
    else:
        try:
            data.decode("gb18030")
            kind = "像是 GB18030（也叫 GBK、ANSI）编码"
        except UnicodeDecodeError:
            kind = "可能是 Word 文档或图片改了扩展名"
    message = f"这个文件不是 UTF-8 编码，{kind}。请用记事本打开，选“另存为”，编码选“UTF-8”。"
    return _unreadable(name, before.replace("\r\n", "\n"), len(before), message)


def _too_large(size: int, limit: int) -> str:
    return (
        f"内容太大：{size / 1000:,.0f} KB，上限是 {limit / 1000:,.0f} KB。"
        "请把粘贴进来的图片、整本书等移出去，或者分成几篇。"
    )

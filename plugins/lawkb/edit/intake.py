"""Edit: take in a user's own texts of laws, and offer the register what they show."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lawkb import align, lawtext, page, source
from lawkb.laws import Article, Law, Version
from lawkb.lawtext import LawText, UnreadableTextError
from lawkb.register import Register, normal_name, without_court
from lawkb.texts import Texts

_VERSIONS = re.compile(r"versions:\s*(?:#.*)?$")


@dataclass(frozen=True)
class Taken:
    """A text whose law the register knows; `is_new` when it does not know that version yet."""

    path: Path
    law: Law
    version: Version
    text: LawText
    is_new: bool


@dataclass(frozen=True)
class Refused:
    """A file that was not taken in, and why, in Chinese."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Offer:
    """What a text says of a version and the register does not: `lines` of YAML for its entry."""

    law: Law
    version: Version
    is_new: bool
    lines: tuple[str, ...]


def files(path: Path) -> tuple[Path, ...]:
    """The texts of a folder, or the one file."""
    if path.is_file():
        return (path,)
    found = (file for file in path.rglob("*") if file.suffix.lower() in {*lawtext.ENDINGS, ".doc"})
    named = (file for file in found if not file.name.startswith((".", "~$")))
    return tuple(sorted(file for file in named if file.is_file()))


def sort(paths: Iterable[Path], register: Register) -> Iterator[Taken | Refused]:
    """Find out for each file which version of which law it holds."""
    for path in paths:
        if path.suffix.lower() not in lawtext.ENDINGS:
            yield Refused(path, "读不了这种文件。旧的 .doc 请先用 Word 另存为 .docx。")
            continue
        try:
            yield _sorted(path, lawtext.read(path), register)
        except UnreadableTextError as error:
            yield Refused(path, str(error))
        except OSError as error:
            yield Refused(path, f"打不开（{source.reason(error)}）。")


def keep(taken: Iterable[Taken], texts: Texts) -> None:
    """Put the texts where the library finds them."""
    for one in taken:
        texts.keep(one.law, one.version, one.text)


def offers(taken: Iterable[Taken], texts: Texts) -> Iterator[Offer]:
    """What the register could learn; moves need the text of the version before, too."""
    versions: dict[str, list[Version]] = {}
    ordered = sorted(taken, key=lambda one: (one.law.id, str(_day(one.version))))
    for one in ordered:
        known = versions.setdefault(one.law.id, list(one.law.versions))
        earlier = _before(one.version, known)
        if one.is_new and _is_same(one.text, one.law, known, texts):
            continue
        if one.is_new:
            known.append(one.version)
        lines = tuple(_facts(one, earlier, texts))
        if lines:
            yield Offer(one.law, one.version, one.is_new, lines)


def disagreements(taken: Iterable[Taken]) -> Iterator[str]:
    """Where a text contradicts the register, in Chinese; one of the two is wrong."""
    for one in taken:
        last = max(article.number for article in one.text.articles)
        registered = one.version.articles
        if not one.is_new and registered and registered != last:
            yield (
                f"《{one.law.short}》{_day(one.version)} 的版本：登记表写到第{registered}条，"
                f"文本（{one.path.name}）到第{last}条。请核对哪个对。"
            )


def enter(offer: Offer, text: str) -> str | None:
    """A register file's text with an offer entered; None where it is not written as ours are.

    Every other byte stays. A new version goes to the end of `versions`, other facts below the
    dates of theirs.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").splitlines(keepends=True)
    at = _place(offer, lines)
    if at is None:
        return None
    before = "".join(lines[:at])
    before += "\n" * (not before.endswith("\n"))
    entered = "".join([before, *_indented(offer.lines), *lines[at:]])
    # Somebody may write lists or brackets in another way, which is as good YAML.
    read = source.parse(Law.file, entered.removeprefix("\ufeff"))
    if page.validate(read, Law).value is None:
        return None
    return entered.replace("\n", newline)


def _place(offer: Offer, lines: list[str]) -> int | None:
    """The line before which an offer belongs."""
    start = next((at for at, line in enumerate(lines) if _VERSIONS.match(line)), None)
    if start is None:
        return None
    end = next(
        (at for at in range(start + 1, len(lines)) if lines[at][:1] not in {" ", "#", "\n"}),
        len(lines),
    )
    if offer.is_new:
        return end
    dates = (
        at
        for at in range(start + 1, end)
        if lines[at].strip(" -\n").startswith(("adopted:", "effective:"))
        and str(_day(offer.version)) in lines[at]
    )
    last = next(dates, None)
    while last is not None and last + 1 < end and lines[last + 1].strip().startswith("effective:"):
        last += 1
    return None if last is None else last + 1


def _sorted(path: Path, text: LawText, register: Register) -> Taken | Refused:
    name = normal_name(text.title)
    laws = register.by_name.get(name) or register.by_name.get(without_court(name), ())
    if not laws:
        title = text.title[:60] or "（没有标题）"
        return Refused(path, f"登记表里没有《{title}》。请先登记这部法律，再收它的文本。")
    for law in laws:
        for version in law.versions:
            if text.adopted and text.adopted in {version.adopted, version.effective}:
                return Taken(path, law, version, text, is_new=False)
    if len(laws) > 1:
        ids = "、".join(law.id for law in laws)
        return Refused(path, f"《{text.title}》不止一部（{ids}），日期也对不上，不知道是哪一部。")
    if text.adopted is None:
        return Refused(path, "看不出是哪一天通过的。请在文件名末尾加上日期，例如 某法_20250627。")
    version = Version(adopted=text.adopted, effective=text.effective)
    return Taken(path, laws[0], version, text, is_new=True)


def _facts(one: Taken, before: Version | None, texts: Texts) -> Iterator[str]:
    """The lines of YAML that the register lacks for a version."""
    version, articles = one.version, one.text.articles
    if one.is_new:
        yield f"- adopted: {version.adopted}"
        if version.effective:
            yield f"effective: {version.effective}"
    if version.articles is None:
        yield f"articles: {max(article.number for article in articles)}"
        if inserted := [article for article in articles if article.sub]:
            yield from _folded("inserted", " ".join(map(str, inserted)))
    earlier = texts.of(one.law, before) if before else None
    if earlier and not version.moves:
        found = align.write(align.moves(earlier.articles, articles))
        yield from _folded("moves", found)
    if not version.shape:
        yield from _folded("shape", _shape(one.text.shape))


def _is_same(text: LawText, law: Law, known: Iterable[Version], texts: Texts) -> bool:
    """Whether a version seems new only because its file bears another of the law's dates."""
    kept = (texts.of(law, version) for version in known)
    return any(other.articles == text.articles for other in kept if other)


def _shape(shape: dict[Article, tuple[int, ...]]) -> str:
    told = ((article, counts) for article, counts in shape.items() if counts != (0,))
    return " ".join(f"{article}:{'/'.join(map(str, counts))}" for article, counts in told)


def _folded(key: str, value: str) -> Iterator[str]:
    """A key with a long value as a folded block, which a lawyer can read and correct."""
    if value:
        yield f"{key}: >-"
        yield from textwrap.wrap(value, 90, initial_indent="  ", subsequent_indent="  ")


def _indented(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"  {line}\n" if line.startswith("- ") else f"    {line}\n"


def _before(version: Version, known: Iterable[Version]) -> Version | None:
    """The version that this one amended."""
    day = str(_day(version))
    earlier = [other for other in known if other is not version and str(_day(other)) < day]
    return max(earlier, key=lambda other: str(_day(other)), default=None)


def _day(version: Version) -> object:
    return version.adopted or version.effective

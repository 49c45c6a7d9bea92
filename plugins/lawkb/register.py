"""Model: the register: every instrument by its id, its names and its document number."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lawkb.laws import Law, LawKind, Laws


@dataclass(frozen=True)
class Register:
    """Every instrument by id and by name; `complete_to` is the day up to which it was collected."""

    laws: tuple[Law, ...]
    complete_to: dt.date

    @cached_property
    def by_id(self) -> dict[str, Law]:
        """The law of each id."""
        return {law.id: law for law in self.laws}

    @cached_property
    def by_name(self) -> dict[str, tuple[Law, ...]]:
        """The laws that bear a title, a title without the state's name, or an alias."""
        found: dict[str, list[Law]] = {}
        for law in self.laws:
            for name in dict.fromkeys(names(law)):
                found.setdefault(name, []).append(law)
        return {name: tuple(laws) for name, laws in found.items()}

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """How long the names are that end in these two characters, the longest first."""
        return _lengths(self.by_name)

    @cached_property
    def longest(self) -> int:
        """The length of the longest name."""
        return max(map(len, self.by_name), default=0)

    def lengths_with(self, more: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """The same with names that a text defines for itself."""
        return _lengths((*self.by_name, *more))

    @cached_property
    def by_core(self) -> dict[str, tuple[Law, ...]]:
        """The interpretations by the core of their title; real texts get the filler words wrong."""
        found: dict[str, list[Law]] = {}
        for law in self.laws:
            if law.kind is LawKind.INTERPRETATION:
                found.setdefault(core(normal_name(law.title)), []).append(law)
        return {name: tuple(laws) for name, laws in found.items()}

    @cached_property
    def by_number(self) -> dict[str, Law]:
        """The law of each document number that only one bears, brackets normalised."""
        own = {normal_number(law.number): law for law in self.laws if law.number}
        amending: dict[str, dict[str, Law]] = {}
        for law in self.laws:
            for version in law.versions:
                if version.number:
                    amending.setdefault(normal_number(version.number), {})[law.id] = law
        # 法释〔2020〕17号 amended dozens at once and so names none of them.
        single = {
            number: next(iter(laws.values())) for number, laws in amending.items() if len(laws) == 1
        }
        return single | own


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[-2:], set()).add(len(name))
    return {end: tuple(sorted(lengths, reverse=True)) for end, lengths in found.items()}


def names(law: Law) -> Iterator[str]:
    """What a law is called, normalised as `normal_name` does."""
    for name in (law.title, law.short, *law.aliases):
        yield normal_name(name)
    if law.kind is LawKind.INTERPRETATION:
        yield from map(normal_name, _usual_names(law.title))


def _usual_names(title: str) -> Iterator[str]:
    """What lawyers call an interpretation: 民法典婚姻家庭编解释（一）, 行政协议司法解释."""
    bare = _COURTS.sub("", title)
    yield bare
    found = _APPLIED.fullmatch(bare) or _TRIED.fullmatch(bare)
    if found is None:
        return
    if "of" in found.groupdict():
        part = found["part"].removeprefix("有关").removesuffix("的").removesuffix("若干问题")
        stems = (found["of"] + part.removesuffix("的"), part.removesuffix("的"))
    else:
        stems = (found["stem"], f"{found['stem']}案件", f"{found['stem']}纠纷")
    for stem in filter(None, stems):
        for kind in (found["word"], "解释", "司法解释"):
            yield f"{stem}{kind}{found['number']}"


_COURTS = re.compile(r"^(?:最高?人?民?(?:法院|检察院)|[、和])+")
_FILLER = re.compile(
    r"中华人民共和国|关于|适用|执行|贯彻|审理|办理|若干|问题|部分|有关|具体|应用|法律|案件|纠纷|[的等]"
)
_NUMBER = r"(?P<number>(?:[（(][一二三四五六七八九十]+[）)])?)"
_APPLIED = re.compile(
    r"关于(?:贯彻)?(?:执行|适用)[《〈<](?:中华人民共和国)?(?P<of>[^《》〈〉]+)[》〉>](?P<part>[^《》〈〉]*?)"
    r"(?:的(?:若干)?|若干)?(?P<word>解释|规定|意见)" + _NUMBER
)
_TRIED = re.compile(
    r"关于(?:审理|办理|确定)(?:涉及)?(?P<stem>[^《》]{2,16}?)(?:纠纷|刑事|民事|责任)*(?:案件)?(?:具体)?(?:适用|应用)?(?:法律)?(?:的)?"
    r"(?:若干)?(?:问题)?的?(?P<word>解释|规定|意见)" + _NUMBER
)
_BRACKETS = str.maketrans("（）〈〉<>＜＞‹›〔〕", "()《》《》《》《》《》")
_ORDINAL = re.compile(r"(解释|规定)([一二三四五六七八九十])$")
_INNER = re.compile(r"[《》\s　]")
_YEAR = re.compile(r"[\[【(（〔〖](\d{4})[\]】)）〕〗]")


def normal_name(name: str) -> str:
    """A title with one kind of bracket, no spaces and no marks around the titles inside it."""
    # Nearly all names are letters only, and there are thousands.
    bare = name if name.isalnum() else _INNER.sub("", name.translate(_BRACKETS))
    return _ORDINAL.sub(lambda match: f"{match[1]}({match[2]})", bare)


def without_court(name: str) -> str:
    """A normalised title without the courts that issued it, however they are joined."""
    return _COURTS.sub("", name)


def core(name: str) -> str:
    """What tells an interpretation's title from others, without the words that all of them have."""
    return _FILLER.sub("", without_court(name))


def normal_number(number: str) -> str:
    """A document number with one kind of bracket: 法释[2020]26号, 法释（2020）26号 → 法释〔2020〕26号."""
    # A template such as r"\1" takes several times as long, here and above.
    return _YEAR.sub(lambda match: f"〔{match[1]}〕", "".join(number.split()))


def gather(curated: Iterable[Law], compact: Laws | None) -> Register:
    """The register of the curated files and the compact one; a curated law hides its twin."""
    own = tuple(curated)
    taken = {normal_name(law.title) + (law.number or "") for law in own}
    rest = (
        law
        for law in (compact.laws if compact else ())
        if normal_name(law.title) + (law.number or "") not in taken
    )
    return Register((*own, *rest), compact.complete_to if compact else dt.date(1, 1, 1))

"""Cite: find in running Chinese text which articles of which laws it cites.

`find` reads a text once, from left to right, and remembers the law that was last named: a bare
第八条 belongs to it. A contract, a charter or a heading that owns the article ends that memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lawkb import grammar, numerals
from lawkb.citation import Citation, CitationKind
from lawkb.clean import Clean, clean
from lawkb.laws import Article, Law
from lawkb.register import Register, core, normal_name, normal_number, without_court


@dataclass(frozen=True)
class _Named:
    """A law as the text named it: what later bare articles refer to."""

    title: str
    laws: tuple[Law, ...]
    version: int | None = None
    marked_old: bool = False


def find(text: str, register: Register) -> tuple[Citation, ...]:
    """Every citation of a text, in order; spans are offsets in `text` as given, markup and all."""
    cleaned = clean(text)
    found = sorted(_Finder(cleaned, register).run(), key=lambda one: (one.start, -one.end))
    # 最高人民法院关于适用《民法典》…的解释第三条 names one law; the title inside it is part of its name.
    return tuple(
        one
        for place, one in enumerate(found)
        if one.kind is not CitationKind.LAW
        or not any(
            other.start <= one.start and one.end <= other.end
            for other in found[max(0, place - 2) : place]
        )
    )


_LONGEST_BARE = 30
"""Longer titles are not written without marks."""

_JOINED = re.compile(rf"{grammar.JOIN}|(?P<range>{grammar.RANGE})")


class _Finder:
    """One reading of one text."""

    def __init__(self, cleaned: Clean, register: Register) -> None:
        self.cleaned, self.register = cleaned, register
        self.text = cleaned.text
        self.names = register.by_name
        self.local = self._definitions()
        self.lengths = register.lengths if not self.local else register.lengths_with(self.local)
        self.named: list[_Named] = []
        self.current: _Named | None = None
        # Whether the last title was no law's, and whether a contract owned the last article.
        self.foreign = self.owned = False
        self.at = 0

    def run(self) -> Iterator[Citation]:
        for anchor in grammar.ANCHOR.finditer(self.text):
            if anchor.start() < self.at:
                continue
            kind = anchor.lastgroup
            if kind == "title":
                yield from self._title(anchor.start())
            elif kind == "article":
                yield from self._article(anchor.start())
            elif kind == "year":
                yield from self._number(anchor)
            elif kind == "verb":
                yield from self._bare_law(anchor.end())
            elif kind == "break":
                self.current = None
                self.foreign = self.owned = False
                self.named.clear()
            else:
                as_case = kind == "guiding"
                found = CitationKind.CASE if as_case else CitationKind.DOCUMENT
                yield self._citation(anchor.start(), anchor.end(), found, _Named(anchor[0], ()))

    # What a 《title》 is, and the articles after it.

    def _title(self, start: int) -> Iterator[Citation]:
        end = grammar.closing(self.text, start)
        if end is None:
            return
        inner = self.text[start + 1 : end - 1]
        # 《民法典》合同编通则解释第三条: the rest of the name stands outside the marks. In 关于适用《民法典》
        # …的解释 the marks are inside a name that is found from its end.
        rest = grammar.REST_OF_NAME.match(self.text, end)
        inside = self.text.endswith(("适用", "执行", "贯彻"), 0, start)
        if rest and not inside and self._known(inner + rest["rest"]):
            inner, end = inner + rest["rest"], rest.end()
        begin = start
        if inner.startswith("关于"):
            issuer = grammar.ISSUER.search(self.text, max(0, start - 40), start)
            begin = issuer.start() if issuer else start
        named, after, numbers = self._named(begin, start, inner, end)
        self.at = after
        articles = tuple(self._chain(self._glued(after), named, begin)) if named else ()
        self.foreign = named is None
        if named is None:
            while paren := grammar.PAREN.match(self.text, end):
                end = paren.end()
            if grammar.ARTICLE.match(self.text, self._glued(end)):
                self.current, self.owned = None, True
                self._skip(self._glued(end))
            return
        self._remember(named)
        if articles:
            yield from articles
        else:
            yield self._citation(begin, end, CitationKind.LAW, named)
        yield from numbers

    def _named(
        self, begin: int, start: int, inner: str, end: int
    ) -> tuple[_Named | None, int, tuple[Citation, ...]]:
        """The law of a title with what the brackets after it say; None when it is no law."""
        title = self.text[begin:start] + inner
        version, old, number, numbers, at = None, False, "", [], end
        while paren := grammar.PAREN.match(self.text, at):
            inside = paren["inside"]
            if grammar.EDITION.search(inside):
                return None, end, ()
            if document := grammar.document_number(inside):
                number = document[0]
                offset = paren.start("inside") + document.start()
                numbers.append(
                    self._citation(
                        offset, offset + len(number), CitationKind.DOCUMENT, _Named(number, ())
                    )
                )
            elif year := grammar.YEAR.search(inside):
                version = int(year["year"])
            elif not (
                grammar.OLD.search(inside) or grammar.DEFINED.search(inside) or self._known(inside)
            ):
                break
            old = old or bool(grammar.OLD.search(inside))
            at = paren.end()
        before = grammar.OLD_BEFORE.search(self.text, max(0, begin - 12), begin)
        if before:
            version = version or (int(before["year"]) if before["year"] else None)
            old = old or not before["year"]
        old = old or bool(grammar.OLD_AFTER.match(self.text, at))
        if dated := grammar.YEAR_INSIDE.search(inner):
            version = version or int(dated["year"])
            title, inner = title.removesuffix(dated[0]), inner.removesuffix(dated[0])
        laws = self._laws(title, inner, number, version)
        if not laws and not grammar.is_law_title(inner, self.text[begin:start]):
            return None, end, ()
        if grammar.ISSUE.match(self.text, end):
            return None, end, ()
        return _Named(title, laws, version, old), at, tuple(numbers)

    def _laws(self, title: str, inner: str, number: str, version: int | None) -> tuple[Law, ...]:
        titled = self._known(title) or (self._known(inner) if inner != title else ())
        known = self.register.by_number.get(normal_number(number)) if number else None
        # 法释〔2020〕17号 amended many interpretations: it is the number of a version of the one named.
        if known and not (titled and known not in titled and _bears(titled, number)):
            # From here on 《劳动争议解释（二）》 is clear without its number.
            self.local[normal_name(inner)] = (known,)
            return (known,)
        return _narrowed(titled, version)

    def _known(self, name: str) -> tuple[Law, ...]:
        """The laws of a name as it stands, without its court, or told apart by its core alone."""
        normal = name if name in self.names else normal_name(name)
        return (
            self.local.get(normal)
            or self.names.get(normal)
            or self.names.get(without_court(normal))
            or self.register.by_core.get(core(normal), ())
        )

    # Articles, with the law named right before them or earlier.

    def _article(self, start: int) -> Iterator[Citation]:
        # A name and its article stand in one line; markup that broke the line is gone already.
        before = self.text[max(0, start - self.register.longest - 24) : start].rpartition("\n")[2]
        glue = grammar.GLUE.search(before[-24:])
        bare = before[: len(before) - len(glue[0])] if glue else before
        paren = grammar.PAREN_BEFORE.search(bare[-60:])
        inside = (paren["inside"] or paren["bare"]) if paren else ""
        if paren and grammar.is_about_version(inside):
            bare = bare[: len(bare) - len(paren[0])]
        else:
            inside = ""
        if quoted := grammar.QUOTED_BEFORE.search(bare):
            bare = bare[: quoted.start()]
        pronoun = grammar.PRONOUN.search(before[-12:])
        if pronoun:
            named = self._antecedent(pronoun["kind"])
            begin = start - (len(before[-12:]) - pronoun.start())
        elif found := self._bare_name(bare, start - (len(before) - len(bare))):
            begin, named = found
            named = self._dated(named, inside) if inside else named
            self._remember(named)
        elif grammar.NOT_LAW.search(before[-16:]) or self._is_agreed(start):
            self.current, self.owned = None, True
            self._skip(start)
            return
        elif (self.foreign and grammar.AMONG.search(before[-3:])) or self._is_heading(start):
            self._skip(start)
            return
        else:
            begin, named = start, self.current or (None if self.owned else self._mentioned(start))
            if named and before.endswith(("原", "旧")):
                # 原第四十三条 has that number in the version before.
                named = replace(named, marked_old=True)
        if named is None:
            self._skip(start)
            return
        yield from self._chain(start, named, begin)

    def _bare_name(self, before: str, end: int) -> tuple[int, _Named] | None:
        """The longest known name that ends at `end`, or an unknown one that looks like a law's."""
        if ended := self._ending(before):
            length, laws = ended
            begin = end - length
            old = grammar.OLD_BEFORE.search(self.text, max(0, begin - 12), begin)
            version = int(old["year"]) if old and old["year"] else None
            marked = bool(old and not old["year"])
            return begin, _Named(before[-length:], _narrowed(laws, version), version, marked)
        unknown = grammar.UNKNOWN.search(before) if self.text[end : end + 1] == "第" else None
        if unknown and not grammar.VAGUE.fullmatch(unknown["name"]):
            return end - len(unknown["name"]), _Named(unknown["name"], ())
        return None

    def _ending(self, before: str) -> tuple[int, tuple[Law, ...]] | None:
        """Length and laws of the longest known name with which a text ends."""
        normal = normal_name(before)
        for length in self.lengths.get(normal[-2:], ()):
            name = normal[-length:]
            if len(name) == length and (laws := self.local.get(name) or self.names.get(name)):
                return _typed_length(before, name), laws
        return None

    def _bare_law(self, start: int) -> Iterator[Citation]:
        """A law as a whole, named without marks right after a word that asks for one."""
        window = self.text[start : start + _LONGEST_BARE]
        for match in reversed(list(grammar.SUFFIXES.finditer(window))):
            end = start + match.end()
            laws = self.names.get(normal_name(self.text[start:end]), ())
            if laws and grammar.AFTER_BARE_LAW.match(self.text, end):
                named = _Named(self.text[start:end], laws)
                yield self._citation(start, end, CitationKind.LAW, named)
                self._remember(named)
                self.at = end
                return

    def _dated(self, named: _Named, inside: str) -> _Named:
        """A bare name with what the brackets after it say of its version."""
        year, number = grammar.YEAR.search(inside), grammar.document_number(inside)
        laws = named.laws
        if number and (known := self.register.by_number.get(normal_number(number[0]))):
            laws = (known,)
        version = int(year["year"]) if year and not number else named.version
        old = named.marked_old or bool(grammar.OLD.search(inside))
        return _Named(named.title, _narrowed(laws, version), version, old)

    def _remember(self, named: _Named) -> None:
        self.named.append(named)
        self.current, self.owned = named, False

    def _antecedent(self, kind: str) -> _Named | None:
        """The law last named whose title ends as 该条例 or 本法 says."""
        ending = {
            "法": ("法", "法典", "宪法"),
            "法律": ("法", "法典"),
            "司法解释": ("解释", "规定", "批复"),
        }
        wanted = ending.get(kind, (kind,))
        for named in reversed(self.named):
            titles = [law.title for law in named.laws] or [named.title]
            if any(grammar.bare_title(title).endswith(wanted) for title in titles):
                return named
        return None

    def _mentioned(self, start: int) -> _Named | None:
        """A law that the same paragraph names, without an article, shortly before."""
        window_start = max(0, start - 120, self.text.rfind("\n", 0, start) + 1)
        for match in reversed(list(grammar.SUFFIXES.finditer(self.text[window_start:start]))):
            end = window_start + match.end()
            if match[0] == "法" and self.text[end : end + 1] in grammar.WORD_AFTER_LAW:
                continue
            before = self.text[max(0, end - self.register.longest) : end]
            if ended := self._ending(before):
                length, laws = ended
                return _Named(before[-length:], laws)
        return None

    def _is_agreed(self, start: int) -> bool:
        """Whether what follows the article shows that a contract has it."""
        article = grammar.LIST.match(self.text, start) or grammar.ARTICLE.match(self.text, start)
        return bool(article and grammar.AGREED.match(self.text, self._parts(article.end())[2]))

    def _is_heading(self, start: int) -> bool:
        """Whether the article opens its line, or a sentence after a gap, as in the text of a law."""
        line = self.text.rfind("\n", 0, start) + 1
        after_gap = self.text[max(0, start - 2) : start] in {"。 ", "。　", "； "}
        if self.text[line:start].strip(" 　\t*-#>") and not after_gap:
            return False
        article = grammar.ARTICLE.match(self.text, start)
        return not (article and grammar.HEADING_AFTER.match(self.text, article.end()))

    def _chain(self, at: int, named: _Named, begin: int) -> Iterator[Citation]:
        """The articles that stand at `at`, one after another; the first begins where its law does."""
        while True:
            if listed := grammar.LIST.match(self.text, at):
                numbers, end = tuple(grammar.values(listed["numbers"])), listed.end()
                articles = tuple(Article(number) for number in numbers)
            elif single := grammar.ARTICLE.match(self.text, at):
                number = numerals.parse(single["number"])
                if not number:
                    return
                articles, end = (Article(number, grammar.sub_number(single["sub"])),), single.end()
            else:
                return
            paragraphs, items, at = self._parts(end)
            end, articles = self._ranged(at, articles)
            if end > at and not paragraphs and not items:
                paragraphs, items, end = self._parts(end)
            yield self._citation(
                begin, end, CitationKind.ARTICLE, named, articles, paragraphs, items
            )
            self.at = end
            following = grammar.NEXT.match(self.text, end)
            if not following:
                return
            at = begin = following.start("article")

    def _parts(self, at: int) -> tuple[tuple[int, ...], tuple[int, ...], int]:
        """款 and 项 after an article: their numbers and where they end."""
        if not grammar.PART.match(self.text, at):
            return (), (), at
        paragraphs: list[int] = []
        items: list[int] = []
        while True:
            joined = _JOINED.match(self.text, at) if paragraphs or items else None
            start = joined.end() if joined else at
            if match := grammar.PARAGRAPHS.match(self.text, start):
                numbers = [*grammar.values(match["numbers"])]
                if joined and joined["range"] and paragraphs and numbers:
                    paragraphs += range(paragraphs[-1] + 1, numbers[0])
                paragraphs += numbers
            elif match := grammar.ITEMS.match(self.text, start):
                items += grammar.values(match["numbers"])
            else:
                return tuple(dict.fromkeys(paragraphs)), tuple(dict.fromkeys(items)), at
            at = match.end()

    def _ranged(self, at: int, articles: tuple[Article, ...]) -> tuple[int, tuple[Article, ...]]:
        """The articles up to the end of a range, if one follows."""
        following = grammar.SPAN.match(self.text, at)
        if not following:
            return at, articles
        last, first = numerals.parse(following["last"]), articles[-1].number
        if not last or not first <= last <= first + 300:
            return at, articles
        between = tuple(Article(number) for number in range(first + 1, last + 1))
        return following.end(), (*articles, *between)

    def _glued(self, at: int) -> int:
        """Where the article stands that a title ending at `at` is followed by."""
        glue = grammar.AFTER_TITLE.match(self.text, at)
        return glue.end() if glue else at

    def _skip(self, at: int) -> None:
        """Pass over articles that cite no law, with all that is joined to them."""
        for _ in self._chain(at, _Named("", ()), at):
            pass
        self.at = max(self.at, at + 1)

    # Numbers of documents and cases.

    def _number(self, anchor: re.Match[str]) -> Iterator[Citation]:
        opening, end = anchor[0][0], anchor.end()
        case = grammar.CASE.match(self.text, end) if opening in "（(" else None
        if case and "鉴" not in case[0]:
            self.at = case.end()
            title = self.text[anchor.start() : case.end()]
            yield self._citation(anchor.start(), case.end(), CitationKind.CASE, _Named(title, ()))
        elif (document := grammar.DOC_AFTER.match(self.text, end)) and "鉴" not in document[0]:
            before = grammar.DOC_BEFORE.search(
                self.text, max(0, anchor.start() - 10), anchor.start()
            )
            start = anchor.start()
            if before:
                stop = grammar.DOC_STOP.match(before[0])
                start -= len(before[0]) - (stop.end() if stop else 0)
            if start < anchor.start() or "字" in document[0] or opening in "〔[【":
                self.at = document.end()
                start = self._number_start(start, anchor.start(), document.end())
                title = normal_number(self.text[start : document.end()])
                known = self.register.by_number.get(title)
                laws = (known,) if known else ()
                named = _Named(title, laws)
                after = self._glued(document.end())
                if known and grammar.ARTICLE.match(self.text, after):
                    self._remember(named)
                    yield from self._chain(after, named, start)
                    return
                yield self._citation(
                    start, document.end(), CitationKind.DOCUMENT, _Named(title, laws)
                )

    def _number_start(self, first: int, year: int, end: int) -> int:
        """Where a document number begins: 按法释〔2025〕12号 has a verb before it."""
        starts = (
            start
            for start in range(first, year)
            if normal_number(self.text[start:end]) in self.register.by_number
        )
        return next(starts, first)

    def _definitions(self) -> dict[str, tuple[Law, ...]]:
        """The short names that the text itself defines: 《…》（以下简称《…》）."""
        found: dict[str, tuple[Law, ...]] = {}
        if "简称" not in self.text:
            return found
        for match in grammar.DEFINITION.finditer(self.text):
            defined = grammar.DEFINED.search(match["inside"])
            laws = self.names.get(normal_name(match["title"]), ())
            if defined and laws:
                found[normal_name(defined["name"])] = laws
        return found

    def _citation(
        self,
        start: int,
        end: int,
        kind: CitationKind,
        named: _Named,
        articles: tuple[Article, ...] = (),
        paragraphs: tuple[int, ...] = (),
        items: tuple[int, ...] = (),
    ) -> Citation:
        return Citation(
            self.cleaned.raw(start),
            self.cleaned.end(end),
            kind,
            named.title,
            named.laws,
            articles,
            paragraphs,
            items,
            named.version,
            named.marked_old,
        )


def _typed_length(before: str, name: str) -> int:
    """How many characters at the end of a text, marks and spaces included, make up a name."""
    length = len(name)
    while normal_name(before[-length:]) != name and length < len(before):
        length += 1
    return length


def _bears(laws: tuple[Law, ...], number: str) -> bool:
    """Whether a version of one of the laws was made by the document of that number."""
    wanted = normal_number(number)
    numbers = (v.number for law in laws for v in law.versions)
    return any(found and normal_number(found) == wanted for found in numbers)


def _narrowed(laws: tuple[Law, ...], version: int | None) -> tuple[Law, ...]:
    """Of several laws of one name, the one that has a version of that year."""
    if len(laws) > 1 and version:
        of_year = tuple(
            law
            for law in laws
            if any(version in {d.year for d in (v.adopted, v.effective) if d} for v in law.versions)
        )
        return of_year or laws
    return laws

"""Search: words that sound like what was typed, for 外驾女; the same here and in `search.js`.

Only short queries are repaired: in a sentence the sounds of any two words make a third.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lawkb.search import tokens
from lawkb.search.lexicon import Lexicon

if TYPE_CHECKING:
    from lawkb.search.inverted import Inverted

SHORT = 12
"""Longer queries are not repaired."""

LONGEST = 6

_HAN = re.compile(f"[{tokens.HAN}]")
_SAME = str.maketrans({"ü": "v"})


@dataclass(frozen=True)
class Sounds:
    """How characters sound: the characters of each syllable, as many speakers say it."""

    syllables: Mapping[str, str]

    @cached_property
    def of(self) -> dict[str, str]:
        """The syllable of each character."""
        return {char: sound for sound, chars in self.syllables.items() for char in chars}

    def key(self, word: str) -> str | None:
        """How a word sounds; None when a character is unknown."""
        sounds = [self.of.get(char) for char in word]
        return " ".join(filter(None, sounds)) if all(sounds) else None


@dataclass(frozen=True)
class Speller:
    """Puts right what sounds like a word that search knows."""

    lexicon: Lexicon
    sounds: Sounds

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """The known words of each sound."""
        found: dict[str, list[str]] = {}
        for word in self.lexicon.by_word:
            if len(word) <= LONGEST and (key := self.sounds.key(word)):
                found.setdefault(key, []).append(word)
        return found

    def correct(self, typed: str, inverted: "Inverted") -> str | None:
        """A strange query with one word put right; None if no known word sounds like a part of it."""
        text = tokens.normal(typed.strip())
        known = self.lexicon.words_in(text)
        sure = {at for start, word in known for at in range(start, start + len(word))}
        for length in range(LONGEST, 1, -1):
            for start in range(len(text) - length + 1):
                part = text[start : start + length]
                if part in self.lexicon.by_word or not _is_missing(part, inverted):
                    continue
                for word in self.words.get(self.sounds.key(part) or "", ()):
                    meant = text[:start] + word + text[start + length :]
                    if _is_slip(text, meant, length, sure):
                        return meant
        return None


def learn(words: Iterable[str]) -> Sounds:
    """The sounds of the characters that anybody types, and of those of some words."""
    # Its phrases tell how a character sounds in company; they take .2 s and 44 MiB to read.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - takes long to import all the same

    common = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    chars = {raw.decode("gb2312", "ignore") for raw in common} | {*"".join(words)}
    han = sorted(filter(_HAN.fullmatch, chars))
    found: dict[str, list[str]] = {}
    for char, sound in zip(han, lazy_pinyin(han), strict=True):
        found.setdefault(_said(sound), []).append(char)
    return Sounds({sound: "".join(same) for sound, same in sorted(found.items())})


def _said(sound: str) -> str:
    """A syllable as the south says it: no difference of zh and z, of ang and an."""
    sound = re.sub(r"^([zcs])h", r"\1", sound.translate(_SAME))
    return re.sub(r"([aei])ng$", r"\1n", sound)


def _is_slip(typed: str, meant: str, length: int, sure: set[int]) -> bool:
    """Whether a part of that length is a known word with a wrong character in it.

    Who hits no more than half of its characters has typed another word, that nobody wrote about:
    强奸 is not 抢建. And what stands in a known word is `sure`: 人死了 is not 人私了.
    """
    wrong = {at for at, pair in enumerate(zip(typed, meant, strict=True)) if pair[0] != pair[1]}
    return 0 < 2 * len(wrong) <= length and not wrong & sure


def is_strange(typed: str, inverted: "Inverted") -> bool:
    """Whether a short query holds a pair of characters that is nowhere in the library."""
    text = tokens.normal(typed.strip())
    return 1 < len(text) <= SHORT and _is_missing(text, inverted)


def _is_missing(text: str, inverted: "Inverted") -> bool:
    return any(len(token) > 1 and not inverted.has(token) for token in tokens.of(text))

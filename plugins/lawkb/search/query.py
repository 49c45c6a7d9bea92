"""Search: what was typed becomes weighted terms, the same here and in `search.js`."""

import re
from collections import Counter
from dataclasses import dataclass

from lawkb.search import tokens
from lawkb.search.lexicon import CONCEPT, LAW, LONGEST_LAW_NAME, STATE, TOPIC, Lexicon

PAIR, CONCEPT_WEIGHT, ARTICLE, LAW_WEIGHT, OWN_ARTICLE = 4, 5, 8, 4, 24
"""What a matched token counts by its kind; `OWN_ARTICLE` is an article together with its law."""

TOPIC_STEP, TOPIC_MOST, TOPICS = 6, 14, 3
"""What a topic gains by each clue, what it gains at most, and how many topics may gain."""

MOST_PAIRS = 16
"""Each pair of characters may cost a file; the later words of a long story add little."""

SHORT = 4
"""So few characters are all meant, if no known word is among them."""

VOTE = 12
"""A clue's vote is shared by the topics that have it: 12 can be halved, cut in three or four."""

_BRACKETS = re.compile("[《》〈〉]")
_AFTER_LAW = re.compile(
    r"[ ]*(?:第?([〇零一二两三四五六七八九十百千0-9]{1,9})条(?:之([一二三四五六七八九十]{1,3}))?"
    r"|([0-9]{1,4})(?:之([一二三四五六七八九十]{1,3}))?(?![0-9年月日元]))"
)


@dataclass(frozen=True)
class Terms:
    """Weights by token; the `citation` that was typed (`§civil-code#1079`); topics, likely first."""

    weights: dict[str, int]
    citation: str | None = None
    topics: tuple[str, ...] = ()


def read(typed: str, lexicon: Lexicon) -> Terms:
    """The terms of a query."""
    text = _BRACKETS.sub("", tokens.normal(typed.strip())).replace(STATE, "")
    laws, text = _laws(text, lexicon)
    words = list(lexicon.words_in(text))
    weights = dict(laws)
    for _, word in words:
        for mark in lexicon.by_word[word]:
            if mark[0] == CONCEPT and word not in lexicon.silent:
                weights[mark] = CONCEPT_WEIGHT
    for token in _pairs(text, words, lexicon):
        weights.setdefault(token, ARTICLE if token[0] == "#" else PAIR)
    votes = _votes(words, lexicon)
    best = max(votes.values(), default=0)
    topics = sorted(
        (path for path in votes if 2 * votes[path] >= best), key=lambda p: (-votes[p], p)
    )
    for path in topics[:TOPICS]:
        weights[TOPIC + path] = min(TOPIC_MOST, max(1, TOPIC_STEP * votes[path] // VOTE))
    citation = next((token for token in laws if "#" in token), next(iter(laws), None))
    return Terms(weights, citation, tuple(topics[:TOPICS]))


def joined(terms: Terms, more: Terms) -> Terms:
    """The terms of a query and of what was probably meant."""
    weights = more.weights | terms.weights
    return Terms(weights, terms.citation or more.citation, more.topics or terms.topics)


def _laws(text: str, lexicon: Lexicon) -> tuple[dict[str, int], str]:
    """The laws and articles that a text names, and the text without the articles' numbers."""
    found: dict[str, int] = {}
    rest, at = [], 0
    while at < len(text):
        name = _law_name(text, at, lexicon)
        rest.append(name or text[at])
        at += len(name) or 1
        if not name:
            continue
        law = LAW + lexicon.by_law_name[name]
        found[law] = LAW_WEIGHT
        match = _AFTER_LAW.match(text, at)
        token = match and tokens.article(match[1] or match[3], match[2] or match[4])
        if match and token:
            found[law + token] = OWN_ARTICLE
            rest.append(" ")
            at = match.end()
    return found, "".join(rest)


def _law_name(text: str, at: int, lexicon: Lexicon) -> str:
    """The longest name of a law that begins there."""
    for length in range(min(LONGEST_LAW_NAME, len(text) - at), 1, -1):
        if text[at : at + length] in lexicon.by_law_name:
            return text[at : at + length]
    return ""


def _pairs(text: str, words: list[tuple[int, str]], lexicon: Lexicon) -> list[str]:
    """The tokens of what remains without empty phrases, those of known words first."""
    every = list(dict.fromkeys(tokens.of(_stripped(text, words, lexicon))))
    every = every or list(dict.fromkeys(tokens.of(text)))
    long = [token for token in every if len(token) > 1 or token.isascii()]
    if not long:
        return [] if words else every
    known = {pair for _, word in words for pair in tokens.of(word)}
    return sorted(long, key=lambda token: token not in known)[:MOST_PAIRS]


def _stripped(text: str, words: list[tuple[int, str]], lexicon: Lexicon) -> str:
    """The text with spaces for phrases that say nothing; a single character stays inside a word."""
    if len(text) <= SHORT and not words:
        return text
    if lexicon.silent_phrases:
        text = lexicon.silent_phrases.sub(lambda match: " " * len(match[0]), text)
    inside = {at for start, word in words for at in range(start, start + len(word))}
    return "".join(
        " " if char in lexicon.silent and at not in inside else char for at, char in enumerate(text)
    )


def _votes(words: list[tuple[int, str]], lexicon: Lexicon) -> Counter[str]:
    """How strongly the words of a query point to each topic; a word inside another has no vote."""
    words = [(start, word) for start, word in words if _topics(word, lexicon)]
    spans = {(start, start + len(word)) for start, word in words}
    votes: Counter[str] = Counter()
    for word in dict.fromkeys(
        word
        for start, word in words
        if not any(
            first <= start
            and start + len(word) <= last
            and (first, last) != (start, start + len(word))
            for first, last in spans
        )
    ):
        paths = _topics(word, lexicon)
        for path in paths:
            votes[path] += max(1, VOTE // len(paths))
    return votes


def _topics(word: str, lexicon: Lexicon) -> list[str]:
    return [mark[1:] for mark in lexicon.by_word[word] if mark[0] == TOPIC]

"""Where articles went: computed from two texts, written as the register writes it."""

import pytest

from lawkb import align
from lawkb.laws import Article, Version

RENT = "承租人应当按照约定的期限支付租金，逾期不支付的，出租人可以解除合同。"
RENT_MORE = RENT + "出租人应当先书面催告，给承租人十五日的准备时间。"
NOISE = "任何人不得在夜间使用音响器材，干扰周围居民的正常生活。"
DOGS = "饲养动物应当遵守法律，不得妨碍他人生活。"


def law(*articles: str) -> dict[Article, tuple[str, ...]]:
    return {Article(number): (text,) for number, text in enumerate(articles, 1)}


@pytest.mark.parametrize(
    ("old", "new", "moves"),
    [
        ((RENT, NOISE), (RENT, NOISE), ""),
        ((RENT, NOISE), (DOGS, RENT, NOISE), "1=2 2=3"),
        ((RENT, NOISE), (RENT_MORE, NOISE), "1~1"),
        ((RENT, NOISE, DOGS), (NOISE, DOGS), "1× 2=1 3=2"),
        ((RENT, NOISE), (NOISE, RENT_MORE), "1~2 2=1"),
        ((RENT, RENT), (RENT,), "2~1"),
        ((), (RENT,), ""),
        ((RENT,), (), "1×"),
    ],
)
def test_an_amendment_becomes_moves(old: tuple[str, ...], new: tuple[str, ...], moves: str) -> None:
    found = align.moves(law(*old), law(*new))
    assert align.write(found) == moves
    assert Version(moves=moves).moved == found


def test_spaces_do_not_make_a_change() -> None:
    assert align.moves({Article(1): ("甲 乙",)}, {Article(1): ("甲", "乙")}) == {}

"""Numbers as legal texts write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawkb import numerals

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
NUMBERS = st.integers(min_value=1, max_value=9999)


@given(NUMBERS)
def test_a_number_comes_back_from_chinese(number: int) -> None:
    text = numerals.chinese(number)
    assert numerals.parse(text) == number
    assert re.fullmatch(numerals.NUMERAL, text)


@given(NUMBERS)
def test_a_number_comes_back_from_digits_of_either_width(number: int) -> None:
    for text in (str(number), str(number).translate(FULL_WIDTH)):
        assert numerals.parse(text) == number
        assert re.fullmatch(numerals.NUMERAL, text)


@given(NUMBERS, NUMBERS)
def test_different_numbers_are_written_differently(one: int, other: int) -> None:
    assert (numerals.chinese(one) == numerals.chinese(other)) == (one == other)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (119, "一百一十九"),
        (1000, "一千"),
        (1005, "一千零五"),
        (1010, "一千零一十"),
        (1079, "一千零七十九"),
        (1260, "一千二百六十"),
        (9999, "九千九百九十九"),
    ],
)
def test_a_law_writes_its_numbers_so(number: int, text: str) -> None:
    assert numerals.chinese(number) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一十", 10),
        ("一百十", 110),
        ("二〇二", 202),
        ("一三三", 133),
        ("两百", 200),
        ("一千零零五", 1005),
        ("１２", 12),
        ("1２", 12),
        ("007", 7),
    ],
)
def test_other_ways_of_writing_are_read_too(text: str, number: int) -> None:
    assert numerals.parse(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "〇",
        "零",
        "0",
        "０",
        "百",
        "千",
        "十十",
        "十百",
        "一百一百",
        "一十二十",
        "一二百",
        "1百",
        "十1",
        "12a",
        "一万",
        "壹",
        "条",
        "-1",
        "1.5",
        "²",
        "10000",
        "一二三四五",
        pytest.param("9" * 5000, id="5000 digits"),
    ],
)
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert numerals.parse(text) is None


@given(st.text(alphabet="〇零一二两三四五六七八九十百千0123456789０１２３４５６７８９", max_size=8))
def test_no_run_of_numeral_characters_is_zero_or_less(text: str) -> None:
    value = numerals.parse(text)
    assert value is None or value > 0

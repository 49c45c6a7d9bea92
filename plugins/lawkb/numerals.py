"""Model: numbers as Chinese legal texts write them: 一百三十三, 133, １３３."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGIT = "".join(_DIGITS)
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LONGEST = 4
_NAMES = "零一二三四五六七八九"

CHARACTERS = "〇零一二两三四五六七八九十百千0-9０-９"
"""What numerals are written with, as the inside of a character class."""

NUMERAL = f"[{CHARACTERS}]{{1,12}}"
"""A pattern for a numeral in any of the three scripts."""


def parse(text: str) -> int | None:
    """The value of a numeral from 1 to 9999; None for what is none, such as 十十 or an empty text.

    >>> parse("一千二百零三"), parse("12"), parse("１２"), parse("二十"), parse("十十")
    (1203, 12, 12, 20, None)
    """
    if text.isdecimal() or not text.strip(_DIGIT):
        # 一二三 is read digit by digit, as on a form.
        digits = "".join(str(_DIGITS.get(char, char)) for char in text)
        return int(digits or 0) or None if len(digits) <= _LONGEST else None
    total, digit, last = 0, None, 10_000
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last or (digit is None and unit != 10):  # noqa: PLR2004 - only 十 may stand bare
                return None
            total += (1 if digit is None else digit) * unit
            digit, last = None, unit
        elif char in _DIGITS and digit in {None, 0}:
            digit = _DIGITS[char]
        else:
            return None
    return (total + (digit or 0)) or None


def chinese(number: int) -> str:
    """A number from 1 to 9999 as laws write it.

    >>> chinese(10), chinese(21), chinese(105), chinese(1260), chinese(1010)
    ('十', '二十一', '一百零五', '一千二百六十', '一千零一十')
    """
    parts, gap = [], False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            parts.append(("零" if gap and parts else "") + _NAMES[digit] + unit)
        gap = not digit
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text

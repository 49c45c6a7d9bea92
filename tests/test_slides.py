"""How long a talk takes and how much stands on a slide."""

import pytest

from lawkb import page, slides, source


def of(body: str) -> tuple[slides.Slide, ...]:
    return slides.of(page.model(source.parse("courseware/a.md", f"---\nid: w01\n---\n\n{body}")))


@pytest.mark.parametrize(
    ("body", "shown", "spoken"),
    [
        ("## 甲\n\n- 要点\n\n讲者备注：大家好。\n", 2, 4),
        ("## 甲\n\n- **要** [点](g01)\n", 2, 0),
        ("## 甲\n\n| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n\n讲者备注：好。\n", 4, 2),
        ("## 甲\n\n### 小题\n\n- 要点\n\n讲者备注:好。\n\n再说一句。\n", 4, 7),
        ("## 甲\n\n{{ hotline-12348 }}<!-- 备注 -->要点\n", 2, 0),
    ],
)
def test_characters_are_counted_without_markup(body: str, shown: int, spoken: int) -> None:
    [slide] = of(body)
    assert (slide.shown, slide.spoken) == (shown, spoken)


def test_a_talk_takes_as_long_as_its_notes_and_some_time_for_each_slide() -> None:
    body = "".join(f"## 第{n}页\n\n- 甲\n\n讲者备注：{'字' * 240}\n\n" for n in range(10))
    assert slides.minutes(of(body)) == (10 + 10, 12 + 30)

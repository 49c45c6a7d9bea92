"""Punctuation between Chinese characters, and what `--fix` makes of it."""

import pytest

from lawkb import source, typography
from lawkb.fix import Edit


def corrected(text: str) -> str:
    """The body of a page after every slip is put right."""
    read = source.parse("a.md", f"---\ntitle: 甲\n---\n{text}")
    slips = [*typography.points(read), *typography.brackets(read)]
    edits = sorted(Edit(slip.start, slip.end, slip.wanted) for slip in slips)
    parts, at = [], read.body_start
    for edit in edits:
        assert edit.start >= at, "two edits of one character"
        parts += [read.text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, read.text[at:]])


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("先取证,再投诉;别等.", "先取证，再投诉；别等。"),
        ("先取证, 再投诉", "先取证，再投诉"),
        ("真的?真的!是:甲", "真的？真的！是：甲"),
        ("张某(以下简称甲,乙方)来了", "张某（以下简称甲，乙方）来了"),
        ("依据 (见《劳动法》)", "依据（见《劳动法》）"),
        ("见第(二)项", "见第（二）项"),
        ('他说"下个月给"，没给', "他说“下个月给”，没给"),
        ('他说："下个月给"。', "他说：“下个月给”。"),
        ("《劳动法》,《民法典》", "《劳动法》，《民法典》"),
        ("东司字[2016]30号", "东司字〔2016〕30号"),
        ("东司字（2016）30号", "东司字〔2016〕30号"),
        ("法释【2025】12号", "法释〔2025〕12号"),
        ("法释( 2025 )12号", "法释〔2025〕12号"),
        ("〔2023〕粤1971民初1号", "（2023）粤1971民初1号"),
        ("[2023]粤1971民初1号", "（2023）粤1971民初1号"),
        ("案号:(2023)最高法民申1234号", "案号:（2023）最高法民申1234号"),
    ],
)
def test_a_slip_is_put_right(typed: str, right: str) -> None:
    assert corrected(typed) == right


@pytest.mark.parametrize(
    "text",
    [
        "先取证，再投诉；别等。",
        "打 12348，3.5元，1:1，a, b。",
        "看[材料](#材料清单)，[值班](e01)。",
        '看[材料](#材料清单 "标题")。',
        '!!! warning "别错过时效"',
        "`先取证,再投诉`",
        "```\n先取证,再投诉\n```",
        "<!-- allow placeholder-text: 讲的,就是这个词 -->",
        "{ .lk-lead }",
        "[^甲]: 脚注",
        "第一行  \n第二行",
        "《安全生产法》（2021年修正）第二条",
        "（2023）粤1971民初1号",
        "东司字〔2016〕30号",
        ":material-phone: 热线",
        "甲\n:   乙",
        "见国务院令（2025）第812号",
    ],
)
def test_what_is_right_or_code_or_an_address_stays(text: str) -> None:
    assert corrected(text) == text

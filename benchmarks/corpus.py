"""A made-up library of any size: sound documents of every collection, the same for the same seed."""

import datetime as dt
import random
import re
import shutil
from pathlib import Path

from lawkb import loading

ROOT = Path(__file__).resolve().parent.parent
SHARES = {"guide": 3, "case": 4, "courseware": 1, "faq": 2}
FOLDERS = {"guide": "guides", "case": "cases", "courseware": "courseware", "faq": "content/faq"}
SECTIONS = {
    "guide": [
        "适用情形",
        "先问清楚",
        "法律依据",
        "办理步骤与期限",
        "材料清单",
        "风险提示",
        "移送与求助",
        "相关案例",
    ],
    "case": ["基本案情", "争议焦点", "处理结果", "法律依据", "启示"],
    "courseware": ["要点", "方法", "提醒", "行动"],
    "faq": ["工资不发怎么办？", "押金不退怎么办？", "没签合同怎么办？", "受伤了怎么办？"],
}
LENGTH = 1700
"""Characters of a body; some 1,460 are Chinese, as in the measurements of other generators."""

SENTENCE = range(8, 80)
"""Characters of a sentence."""

UNCHANGED = (
    "《民法典》",
    "《农村集体经济组织法》",
    "《法律援助法》",
    "《律师法》",
    "《人民调解法》",
    "《反家庭暴力法》",
    "《劳动争议调解仲裁法》",
    "《工伤保险条例》",
    "《保障农民工工资支付条例》",
    "《妇女权益保障法》",
    "《劳动合同法》",
    "《民间借贷规定》",
    "《住房租赁条例》",
)
"""Laws whose articles stand where they stood, so that a sentence about them is right on any page."""

RARE = 0.2
"""The share of sentences with a word that is nowhere else: else no library would have many words."""

NAV = "nav: [index.md, topics/index.md, guides/index.md, cases/index.md, editors/index.md]\n"
WORDS = "桌椅瓶罐碗筷锅盆灯绳纸笔墨砚窗瓦砖篮筐锤钉绣缎靴帽裙袖枕毯炉"
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
TOPICS = ("labor/wages", "rental/lease", "collective/membership", "debt/loan", "remedy/legal-aid")


def sentences() -> list[str]:
    """The sentences of the project's own documents: real words, real citations, as often as there."""
    found: list[str] = []
    for page in loading.library(ROOT, dt.date(2026, 11, 22)).listed:
        text = re.sub(r"\{\{.*?\}\}|\]\([^)]*\)|[\[*`|#>-]", "", page.source.body)
        found += [sentence.strip() for sentence in re.split(r"(?<=[。？；\n])", text)]
    return [line for line in found if len(line) in SENTENCE and _stands_alone(line)]


def _stands_alone(sentence: str) -> bool:
    """Whether a sentence says the same in any company: each article with its law, not renumbered."""
    articles = re.findall(r"(《[^》]*》|)(?:第[^，。；]{1,12}?|[0-9])条", sentence)
    listed = sentence[0].isdigit() or re.search("[.!]", sentence)
    return not listed and all(law in UNCHANGED for law in articles)


def write(target: Path, documents: int, seed: int = 0) -> None:
    """Write a library of that many documents, each as long as `LENGTH`, with the real data."""
    random_, own = random.Random(seed), sentences()
    for name in ("mkdocs.yml", "theme", "content/_data", "content/assets"):
        source, copy = ROOT / name, target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    kinds = random_.choices(list(SHARES), weights=list(SHARES.values()), k=documents)
    counts = dict.fromkeys(SHARES, 100)
    ids = []
    for kind in kinds:
        counts[kind] += 1
        letter = {"courseware": "w", "faq": "q"}.get(kind, kind[0])
        ids.append(f"{letter}{counts[kind]:04d}")
    for id_, kind in zip(ids, kinds, strict=True):
        path = target / FOLDERS[kind] / f"{id_}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_document(id_, kind, ids, own, random_), encoding="utf-8")
    for name, cut in (("content/_data/site.yml", "popular:"), ("mkdocs.yml", "nav:")):
        file = target / name
        kept = file.read_text(encoding="utf-8").partition(f"\n{cut}")[0]
        file.write_text(f"{kept}\n{NAV if cut == 'nav:' else ''}", encoding="utf-8")
    for name in ("content/index.md", "content/editors/index.md"):
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\ntitle: 首页\n---\n\n测速。\n", encoding="utf-8")
    calendar = target / "content/_data/calendar.yml"
    lines = calendar.read_text(encoding="utf-8").splitlines(keepends=True)
    named = (line for line in lines if not line.startswith("    documents:"))
    calendar.write_text("".join(named), encoding="utf-8")


def _document(id_: str, kind: str, ids: list[str], own: list[str], random_: random.Random) -> str:
    extra = {
        "guide": "services: [咨询]\n",
        "case": "provenance: 改编示例\n",
        "courseware": "minutes: 15\n",
    }
    allowed = "  # allow guide-without-card: 测速用的库没有明白卡" if kind == "guide" else ""
    topics = ", ".join(random_.sample(TOPICS, k=2))
    front = (
        f"id: {id_}{allowed}\ntype: {kind}\ntitle: 示例文档 {id_}\nplain_title: 遇到这件事怎么办 {id_}\n"
        f"summary: 测速用的文档，编号 {id_}。\ntopics: [{topics}]\naudience: [法律顾问]\nlevel: 顾问\n"
        f"region: 全国\nstatus: 已发布\nauthors: [测速]\npublished: 2026-01-01\n"
        f"changes:\n  - date: 2026-01-01\n    note: 首次发布\nlaw_as_of: 2026-11-22\n"
        f"review_due: 2030-01-01\nrelated: [{random_.choice([i for i in ids if i != id_][:50])}]\n"
        f"{extra.get(kind, '')}"
    )
    share = LENGTH // len(SECTIONS[kind])
    parts = []
    for section in SECTIONS[kind]:
        words = _paragraphs(share, own, random_)
        # A page of the real library leads to two or three others.
        link = f"另见[示例]({random_.choice(ids)})。" * (section in SECTIONS[kind][:2])
        start = "- 要点\n\n讲者备注：" if kind == "courseware" else ""
        # Questions that are nearly the same would be findings.
        heading = "".join(random_.choices(STEMS, k=10)) + section if kind == "faq" else section
        parts.append(f"## {heading}\n\n{start}" + "\n\n".join([*words, link]))
    return f"---\n{front}---\n\n" + "\n\n".join(parts) + "\n"


def _paragraphs(length: int, own: list[str], random_: random.Random) -> list[str]:
    """Paragraphs of three sentences, together of so many characters."""
    lines: list[str] = []
    while sum(map(len, lines)) < length:
        rare = "".join(random_.choices(WORDS, k=3)) if random_.random() < RARE else ""
        lines.append(rare + random_.choice(own).rstrip("。；？") + "。")
    return ["".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]

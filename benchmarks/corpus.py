"""A made-up library of any size: sound documents of every collection, the same for the same seed."""

import random
import shutil
from pathlib import Path

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
SENTENCES = (
    "当事人应当先固定书面证据，再与对方协商。",
    "《中华人民共和国劳动争议调解仲裁法》第二十七条规定了申请仲裁的时效。",
    "办理期限从材料收齐之日起算，遇到节假日顺延。",
    "张某与甲公司对工资数额有争议，双方在调解室对账。",
    "请拨打 {{ hotline-12348 }}，说明所在的村和发生的时间。",
    "调解协议写明付款的日期、方式和逾期的后果。",
    "《中华人民共和国民法典》第五百七十七条是违约责任的一般规定。",
    "材料包括身份证明、工资条、考勤记录和聊天记录的截图。",
)
NAV = "nav: [index.md, topics/index.md, guides/index.md, cases/index.md, editors/index.md]\n"
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
TOPICS = ("labor/wages", "rental/lease", "collective/membership", "debt/loan", "remedy/legal-aid")


def write(target: Path, documents: int, seed: int = 0) -> None:
    """Write a library of that many documents, each of some 1,400 characters, with the real data."""
    random_ = random.Random(seed)
    for name in ("mkdocs.yml", "theme", "content/_data", "content/assets"):
        source, copy = ROOT / name, target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    kinds = random_.choices(list(SHARES), weights=list(SHARES.values()), k=documents)
    ids = [
        f"{'w' if kind == 'courseware' else 'q' if kind == 'faq' else kind[0]}{number + 100:04d}"
        for number, kind in enumerate(kinds)
    ]
    for id_, kind in zip(ids, kinds, strict=True):
        path = target / FOLDERS[kind] / f"{id_}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_document(id_, kind, ids, random_), encoding="utf-8")
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


def _document(id_: str, kind: str, ids: list[str], random_: random.Random) -> str:
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
        f"changes:\n  - date: 2026-01-01\n    note: 首次发布\nlaw_as_of: 2026-01-01\n"
        f"review_due: 2030-01-01\nrelated: [{random_.choice([i for i in ids if i != id_][:50])}]\n"
        f"{extra.get(kind, '')}"
    )
    paragraphs = 20 // len(SECTIONS[kind])
    parts = []
    for section in SECTIONS[kind]:
        words = ["".join(random_.choices(SENTENCES, k=2)) for _ in range(paragraphs)]
        # A page of the real library leads to two or three others.
        link = f"另见[示例]({random_.choice(ids)})。" * (section in SECTIONS[kind][:2])
        start = "- 要点\n\n讲者备注：" if kind == "courseware" else ""
        # Questions that are nearly the same would be findings.
        heading = "".join(random_.choices(STEMS, k=10)) + section if kind == "faq" else section
        parts.append(f"## {heading}\n\n{start}" + "\n\n".join([*words, link]))
    return f"---\n{front}---\n\n" + "\n\n".join(parts) + "\n"

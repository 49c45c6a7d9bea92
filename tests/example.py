"""The example library of the tests: sound as it stands, so that a test shows only what it changes."""

import datetime as dt
import re
import shutil
from pathlib import Path

from lawkb import check, loading
from lawkb.check import Finding
from lawkb.library import Library

SOUND = Path(__file__).parent / "library"
TODAY = dt.date(2026, 11, 22)
FILES = {
    "guide": "guides/wage-arrears.md",
    "case": "cases/contractor.md",
    "courseware": "courseware/worker-rights.md",
    "faq": "content/faq/wages.md",
    "card": "content/cards/wage-arrears.md",
    "rumor": "content/rumors/deposit.md",
    "form": "content/forms/wage-list.md",
    "experience": "content/experience/duty-day.md",
    "policy": "content/policy/opinion.md",
}
"""The one document of each type."""

LAW = """\
id: model-rules
title: 示范条例
kind: 地方性法规
issuer: 示范市人民代表大会常务委员会
versions:
  - adopted: 2025-01-10
    effective: 2025-03-01
    articles: 3
    shape: 2:0/2
examples:
  - 《示范条例》第二条
sources:
  - 为测试编写，世上没有这部条例
"""
LAW_TEXT = """\
---
title: 示范条例
adopted: 2025-01-10
effective: 2025-03-01
---

## 第一章　总则

- **第一条**　　为了让测试有条文可比，制定本条例。

- **第二条**　　村民委员会应当每季度公布一次收支情况，公布不少于三十日，接受村民监督。

  下列事项应当同时公布：

  （一）集体资产的出租；

  （二）补助的发放。

- **第三条**　　本条例自2025年3月1日起施行。
"""

_KEY = re.compile(r"^(\w+)[:：]", re.MULTILINE)


def copy(to: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copytree(SOUND, to))


def write(root: Path, path: str, content: str | bytes) -> Path:
    """Put a file into a library."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def write_law(root: Path) -> None:
    """Register an invented law, and import its text."""
    write_register(root)
    write(root, "content/_data/laws/model-rules.yml", LAW)
    write(root, ".laws/model-rules@2025-01-10.md", LAW_TEXT)


def write_register(root: Path) -> None:
    """The list of laws without a file of their own, of which there are none here."""
    write(root, "content/_data/laws.yml", "complete_to: 2026-05-16\nlaws: []\n")


def read(path: str) -> str:
    """A file of the sound library."""
    return (SOUND / path).read_text(encoding="utf-8")


def load(root: Path, today: dt.date = TODAY) -> Library:
    """The library as the program sees it on that day."""
    return loading.library(root, today)


def check_root(root: Path, today: dt.date = TODAY) -> tuple[Finding, ...]:
    """What the checks find in a library on that day."""
    return check.run(load(root, today))


def with_front(text: str, lines: str) -> str:
    """A document whose front matter has these lines in the place of those with the same keys."""
    _, front, body = text.split("---\n", 2)
    keys = set(_KEY.findall(lines))
    blocks = re.split(r"(?m)^(?=\w)", front)
    kept = [block for block in blocks if not (m := _KEY.match(block)) or m[1] not in keys]
    return f"---\n{''.join(kept)}{lines.rstrip()}\n---\n{body}"


def with_body(text: str, body: str) -> str:
    """A document with another body."""
    return "---\n".join([*text.split("---\n", 2)[:2], f"\n{body}"])


def with_paragraph(text: str, paragraph: str) -> str:
    """A document with another paragraph at the end of its first section."""
    first, _, rest = text.partition("\n## ")
    section, heading, later = rest.partition("\n## ")
    return f"{first}\n## {section}\n{paragraph}\n{heading}{later}"

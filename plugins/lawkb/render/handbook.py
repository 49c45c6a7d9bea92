"""Render: what the handbook for editors holds besides its written pages: rules and gaps."""

import re
from collections.abc import Iterator

from lawkb import body, source
from lawkb.render.output import Planned
from lawkb.render.templates import Templates
from lawkb.rule import Rule
from lawkb.rules import RULES


def plan(templates: Templates) -> Iterator[Planned]:
    """The list of the rules, each rule, and how the library stands."""
    yield templates.page("editors/rules/index.md", "检查规则", "rules.html", rules=RULES)
    for rule in RULES:
        uri, title = f"editors/rules/{rule.code.lower()}.md", f"{rule.code} {rule.title}"
        yield templates.page(uri, title, "rule.html", written=rule_page(rule), rule=rule)
    engine = templates.library.search
    yield templates.page(
        "editors/coverage.md",
        "资料库现状",
        "coverage.html",
        *(templates.library.index.digest, repr(engine.unanswered), *engine.silent_topics),
        unanswered=engine.unanswered,
        silent_topics=engine.silent_topics,
    )


def rule_page(rule: Rule) -> str:
    """A rule's docstring as Markdown, its fences titled as wrong and right."""
    paragraphs = rule.doc.partition("\n")[2].strip()
    fenced = re.sub(r"^```(bad|good)([^\n]*)\n", _titled, paragraphs, flags=re.MULTILINE)
    return body.join_lines(source.parse("rule.md", f"---\n---\n{fenced}"))


def _titled(match: re.Match[str]) -> str:
    """The first line of a fence, with the title that says where its text would stand."""
    label = "会被指出的写法" if match[1] == "bad" else "可以的写法"
    where = (
        {"front": "前置信息", "file": f"文件 {match[2].partition('file ')[2]}"}
        if match[2].strip()
        else {}
    )
    place = next((where[word] for word in match[2].split() if word in where), "正文")
    language = "yaml" if place == "前置信息" or match[2].endswith(".yml") else "markdown"
    return f'```{language} title="{label}（{place}）"\n'

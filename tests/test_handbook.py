"""The editors' handbook: the samples that editors copy are sound."""

import re
from pathlib import Path

import pytest

from lawkb import page, rules, source
from lawkb.models import COLLECTIONS, Entry

HANDBOOK = Path(__file__).parents[1] / "content/editors"
_SAMPLE = re.compile(
    r'```markdown title="(?P<path>[^"]+\.md)"\n(?P<text>---\n.*?)\n```\n', re.DOTALL
)

_FINDING = re.compile(
    r"^\s*[a-z/.-]+:\d+:\d+: (?P<code>[A-Z]\d{3}) (?P<label>..)：.+（(?P<name>[a-z-]+)）$",
    re.MULTILINE,
)


@pytest.mark.parametrize("path", sorted(HANDBOOK.glob("*.md")), ids=lambda path: path.stem)
def test_every_finding_that_is_shown_names_a_rule_as_it_is(path: Path) -> None:
    for shown in _FINDING.finditer(path.read_text(encoding="utf-8")):
        rule = rules.find(shown["code"])
        assert rule
        assert (rule.severity.label, rule.name) == (shown["label"], shown["name"])


def test_every_kind_of_rule_is_explained() -> None:
    text = HANDBOOK.joinpath("errors.md").read_text(encoding="utf-8")
    [line] = [line for line in text.splitlines() if line.startswith("编号的字母：")]
    assert set(re.findall("[A-Z]", line)) == {rule.code[0] for rule in rules.RULES}


@pytest.mark.parametrize("kind", COLLECTIONS, ids=lambda kind: kind.type_name)
def test_the_sample_of_a_type_has_its_fields_its_sections_and_its_folder(kind: type[Entry]) -> None:
    text = HANDBOOK.joinpath(f"{kind.type_name}.md").read_text(encoding="utf-8")
    sample = _SAMPLE.search(text)
    assert sample, "the page shows no whole sample"
    found = page.model(source.parse(sample["path"], f"{sample['text']}\n"))
    assert dict(found.faults) == {}
    assert isinstance(found.entry, kind)
    assert sample["path"].startswith(f"{kind.folder}/")
    titles = [section.title for section in found.sections if section.level == 2]
    assert [title for title in titles if title in kind.sections] == list(kind.sections)
    for title in kind.sections:
        assert f"### {title}" in text, "the page does not explain it"

"""The editors' handbook: the samples that editors copy are sound."""

import re
from pathlib import Path

import pytest

from lawkb import page, source
from lawkb.models import COLLECTIONS, Entry

HANDBOOK = Path(__file__).parents[1] / "content/editors"
_SAMPLE = re.compile(
    r'```markdown title="(?P<path>[^"]+\.md)"\n(?P<text>---\n.*?)\n```\n', re.DOTALL
)


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

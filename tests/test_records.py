"""What facts, terms and occasions say of the law is judged like what pages say."""

import shutil
from pathlib import Path

import pytest

import example
from lawkb import impact, loading, records
from lawkb.check import Finding
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.registry import Calendar, Facts, Registry
from lawkb.rule import Severity

FACTS, GLOSSARY = "content/_data/facts.yml", "content/_data/glossary.yml"
LAW = "content/_data/laws/public-security-penalty-law.yml"
PENALTY = "《治安管理处罚法》第四十三条"
"""On beating others until 2025, on something else from 2026 on; the rule is article 51 now."""


@pytest.fixture
def root(library_root: Path) -> Path:
    example.write_register(library_root)
    (library_root / LAW).parent.mkdir()
    shutil.copy(Path(__file__).parents[1] / LAW, library_root / LAW)
    return library_root


def fact(name: str, source: str, verified_on: str = "2026-11-22") -> str:
    about = f"id: {name}, name: {name}, kind: 期限, value: '3', unit: 日"
    return f"  - {{{about}, source: {source}, verified_on: {verified_on}}}\n"


def with_facts(root: Path, *facts: str) -> None:
    example.write(root, FACTS, (root / FACTS).read_text(encoding="utf-8") + "".join(facts))


def faults(root: Path, path: str) -> list[Finding]:
    """What is wrong with a file, but for laws that the example library does not register."""
    found = [one for one in example.check_root(root) if one.path == path]
    return [one for one in found if one.severity is not Severity.NOTICE]


def codes(root: Path, path: str) -> list[str]:
    return [finding.code for finding in faults(root, path)]


def of(library: Library, kind: type[Registry]) -> Parsed:
    return next(parsed for parsed in library.registries if isinstance(parsed.value, kind))


def test_each_fact_states_the_law_of_the_day_on_which_it_was_verified(root: Path) -> None:
    with_facts(root, fact("old", PENALTY, "2025-06-01"), fact("new", "《治安管理处罚法》第十条"))
    (finding,) = faults(root, FACTS)
    assert finding.code == "C103"
    assert "写作时的第43条现在是第51条" in finding.message
    text = (root / FACTS).read_text(encoding="utf-8").split("\n")
    assert "id: old" in text[finding.line - 1]


def test_a_version_that_one_fact_names_says_nothing_of_another(root: Path) -> None:
    named = PENALTY.replace("》", "》（2025年修订）")
    with_facts(root, fact("sure", named))
    assert codes(root, FACTS) == []
    with_facts(root, fact("unsure", PENALTY))
    assert codes(root, FACTS) == ["C103"]


def test_the_terms_are_verified_together(root: Path) -> None:
    text = (root / GLOSSARY).read_text(encoding="utf-8")
    changed = "《治安管理处罚法》第十条"
    term = f"  - {{term: 处罚, plain: 罚, meaning: 罚, source: {changed}}}\n"
    example.write(root, GLOSSARY, f"verified_on: 2026-11-22\n{text}{term}")
    assert codes(root, GLOSSARY) == []
    example.write(root, GLOSSARY, f"verified_on: 2025-06-01\n{text}{term}")
    assert codes(root, GLOSSARY) == ["C107"]


def test_the_work_list_of_a_change_names_the_facts(root: Path) -> None:
    with_facts(root, fact("beating", PENALTY, "2025-06-01"))
    library = example.load(root)
    law = library.register.by_id["public-security-penalty-law"]
    (row,) = impact.of(law, *impact.versions(law, library.today), library)
    assert (row.path, row.place, row.now, row.owner) == (FACTS, "beating", ("51",), "管理员")


def test_what_stands_before_all_records_belongs_to_none(root: Path) -> None:
    facts = of(loading.library(root, example.TODAY), Facts)
    at = records.finder(facts)
    first = at(facts.source.text.index("hotline-12348"))
    assert facts.value
    assert first is facts.value.facts[0]
    assert at(0) is None
    assert records.finder(of(example.load(root), Calendar))(0) is None


def test_a_registry_that_tells_nobody_the_law_is_not_judged(root: Path) -> None:
    topics = root / "content/_data/topics.yml"
    topics.write_text(f"# {PENALTY}\n{topics.read_text(encoding='utf-8')}", encoding="utf-8")
    assert codes(root, "content/_data/topics.yml") == []

"""A content type is one class and one template: a copy of the program that is given just these."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import example
import lawkb
from lawkb.models import COLLECTIONS

TYPE = '''
class Contact(Entry):
    """Whom to call in one town."""

    type_name, label, folder, prefix = "contact", "联系方式", "contacts", "x"
    purpose = "一个镇街的服务窗口。"
    sections = ("地址",)

    town: Line = Field(title="镇街", examples=["某镇"])


'''
TEMPLATE = """{% extends "document.html" %}
{% block facts %}
<dt>镇街</dt>
<dd>{{ entry.town }}</dd>

{% endblock %}
"""
PAGE = example.with_body(
    example.with_front(
        example.read(example.FILES["policy"]),
        "id: x01\ntype: contact\ntown: 某某镇\nissuer:\ndocument_number:\nissued:\nforce:",
    ),
    "## 地址\n\n某路一号。\n",
).replace("issuer:\ndocument_number:\nissued:\nforce:\n", "")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with a copy of the package that knows one more type."""
    package = tmp_path / "changed" / "lawkb"
    shutil.copytree(Path(lawkb.__file__).parent, package)
    models = package / "models.py"
    text = models.read_text(encoding="utf-8")
    last = f"    {COLLECTIONS[-1].__name__},\n)"
    assert last in text
    text = text.replace(last, f"{last[:-1]}    Contact,\n)").replace(
        "class Plain(", f"{TYPE}class Plain("
    )
    models.write_text(text, encoding="utf-8")
    package.joinpath("templates/contact.html").write_text(TEMPLATE, encoding="utf-8")
    return package.parent


def run(program: Path, root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the changed program in a library."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "lawkb", *args],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(program)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_its_pages_are_checked_listed_and_published(program: Path, library_root: Path) -> None:
    example.write(library_root, "contacts/某镇.md", PAGE)
    checked = run(program, library_root, "check", "contacts", "--as-of", "2026-11-22")
    assert (checked.returncode, checked.stdout) == (0, "")
    built = run(program, library_root, "build", "--as-of", "2026-11-22")
    assert built.returncode == 0, built.stderr
    site = library_root / "site"
    assert "<dd>某某镇</dd>" in site.joinpath("x01/index.html").read_text(encoding="utf-8")
    assert "../x01/" in site.joinpath("contacts/index.html").read_text(encoding="utf-8")


def test_its_rules_are_those_of_its_class(program: Path, library_root: Path) -> None:
    text = PAGE.replace("town: 某某镇\n", "").replace("## 地址", "## 电话")
    example.write(library_root, "contacts/某镇.md", text)
    found = run(program, library_root, "check", "contacts", "--format", "json")
    assert {finding["code"] for finding in json.loads(found.stdout)} == {"F007", "S301"}
    assert "“镇街”（town）" in found.stdout


def test_it_has_a_schema(program: Path, library_root: Path) -> None:
    made = json.loads(run(program, library_root, "schema", "contact").stdout)
    assert made["properties"]["town"]["title"] == "镇街"


def test_its_blank_page_lacks_only_words(program: Path, library_root: Path) -> None:
    made = run(
        program,
        library_root,
        *("new", "contact", "--title", "某镇", "--plain-title", "去哪里"),
        *("--topic", "remedy/legal-aid", "--audience", "联络员", "--author", "示范甲"),
    )
    assert made.returncode == 0, made.stderr
    found = run(program, library_root, "check", "contacts", "--format", "json")
    assert {finding["code"] for finding in json.loads(found.stdout)} == {"T501"}


def test_every_type_is_named_in_the_help_of_new(program: Path, library_root: Path) -> None:
    assert "contact 联系方式" in run(program, library_root, "new", "--help").stdout

"""The JSON Schemas that editors' programs complete and check with."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import example
from lawkb import source
from lawkb.edit import schema
from lawkb.fields import Record
from lawkb.loading import DATA
from lawkb.models import COLLECTIONS, Entry

CHECKED_IN = Path(__file__).parents[1] / ".vscode" / "schemas"
each_model = pytest.mark.parametrize(("name", "kind"), schema.names().items(), ids=schema.names())


def parts(node: Any) -> list[dict[str, Any]]:
    """Every object inside a schema."""
    if isinstance(node, dict):
        return [node, *(part for value in node.values() for part in parts(value))]
    return [part for value in node for part in parts(value)] if isinstance(node, list) else []


def objects(kind: type[Record]) -> list[dict[str, Any]]:
    """The record schemas: the model itself and those inside it."""
    return [part for part in parts(schema.of(kind)) if part.get("type") == "object"]


@each_model
def test_a_schema_states_its_dialect_and_knows_what_it_refers_to(
    name: str, kind: type[Record]
) -> None:
    made = json.loads(schema.dump(kind))
    assert made["$schema"] == schema.DIALECT
    assert made == schema.of(kind), name
    references = {part["$ref"] for part in parts(made) if "$ref" in part}
    assert references <= {f"#/$defs/{known}" for known in made.get("$defs", {})}


@each_model
def test_every_property_has_a_chinese_title(name: str, kind: type[Record]) -> None:
    for record in objects(kind):
        for key, value in record["properties"].items():
            assert re.search("[一-龥]", value.get("title", "")), f"{name}: {key}"


@each_model
def test_unknown_keys_are_refused_as_the_checks_refuse_them(name: str, kind: type[Record]) -> None:
    for record in objects(kind):
        assert record["additionalProperties"] is False, name
        assert set(record.get("required", [])) <= record["properties"].keys()


@pytest.mark.parametrize("kind", COLLECTIONS, ids=lambda kind: kind.type_name)
def test_a_schema_knows_and_requires_what_the_example_states(kind: type[Entry]) -> None:
    path = example.FILES[kind.type_name]
    stated = source.parse(path, example.read(path)).meta.keys()
    made = schema.of(kind)
    assert set(made["required"]) <= stated <= made["properties"].keys()
    assert made["properties"]["type"]["const"] == kind.type_name


def test_every_choice_is_listed() -> None:
    kind = schema.names()["guide"]
    choices = [part["enum"] for part in parts(schema.of(kind)) if "enum" in part]
    assert ["草稿", "送审", "已发布", "已撤下"] in choices


def test_every_registry_of_the_example_has_a_schema() -> None:
    files = {file.stem for file in (example.SOUND / DATA).glob("*.yml")}
    assert files <= schema.names().keys()


@each_model
def test_the_schema_that_is_checked_in_is_the_newest(name: str, kind: type[Record]) -> None:
    # After a change of a model: lawkb schema --to .vscode/schemas
    file = CHECKED_IN / f"{name}.json"
    assert file.read_text(encoding="utf-8") == schema.dump(kind)

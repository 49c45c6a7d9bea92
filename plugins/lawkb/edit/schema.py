"""Edit: the JSON Schema of each content type and registry, for editors that can use one."""

import json
from typing import Any

from lawkb.fields import Record
from lawkb.models import COLLECTIONS, Entry
from lawkb.registry import REGISTRIES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def names() -> dict[str, type[Record]]:
    """Every model that has a schema, by the name that `lawkb schema` takes."""
    types = {kind.type_name: kind for kind in COLLECTIONS}
    return types | {kind.file.removesuffix(".yml"): kind for kind in REGISTRIES}


def of(kind: type[Record]) -> dict[str, Any]:
    """The JSON Schema of a front matter or a registry file; labels and help are Chinese."""
    schema: dict[str, Any] = {"$schema": DIALECT, **kind.model_json_schema()}
    if issubclass(kind, Entry):
        schema["title"] = kind.label
        schema["properties"]["type"]["const"] = kind.type_name
        schema["properties"]["id"]["pattern"] = rf"^{kind.prefix}[0-9]{{2,4}}$"
    return schema


def dump(kind: type[Record]) -> str:
    """The schema as the text of a file."""
    return json.dumps(of(kind), ensure_ascii=False, indent=2) + "\n"

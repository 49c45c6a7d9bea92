"""The shared vectors, and the project's own library."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from lawkb import loading
from lawkb.search.engine import Engine
from lawkb.search.lexicon import Lexicon

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def vectors() -> dict[str, Any]:
    return yaml.safe_load(ROOT.joinpath("tests/search/vectors.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def lexicon(vectors: dict[str, Any]) -> Lexicon:
    return Lexicon(**{name: _tuples(values) for name, values in vectors["lexicon"].items()})


@pytest.fixture(scope="session")
def engine() -> Engine:
    return loading.library(ROOT, dt.date(2026, 11, 22)).search


def _tuples(values: Any) -> Any:
    if isinstance(values, dict):
        return {name: tuple(words) for name, words in values.items()}
    return tuple(values)

from pathlib import Path

import hypothesis
import pytest
from markdown import Markdown
from mkdocs.config import load_config

import example

# --doctest-modules would import each conftest.py as a test module, and two of one name clash.
collect_ignore_glob = ["*conftest.py"]

# How long an example takes depends on the machine, not on the code.
hypothesis.settings.register_profile("lawkb", deadline=None)
hypothesis.settings.load_profile("lawkb")


@pytest.fixture
def library_root(tmp_path: Path) -> Path:
    """A copy of the example library that a test may change."""
    return example.copy(tmp_path / "library")


@pytest.fixture(scope="session")
def markdown() -> Markdown:
    """Python-Markdown with the extensions of the real site."""
    config = load_config(str(Path(__file__).parents[1] / "mkdocs.yml"), plugins=[])
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)

"""Building the example library again and again, and comparing what comes out."""

from collections.abc import Callable
from pathlib import Path

import example
from lawkb.host import build
from lawkb.host.order import Order

THEME = '{% extends "base.html" %}\n{% block extrahead %}<meta name="a" content="VALUE">{% endblock %}\n'


def prepare(root: Path) -> Path:
    """The example library with a law and an override of the theme."""
    example.copy(root)
    example.write_law(root)
    example.write(root, "theme/main.html", THEME)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  name: mkdocs", "  name: mkdocs\n  custom_dir: theme"))
    return root


def order(root: Path, name: str = "site", *, clean: bool = False, workers: int = 1) -> Order:
    return Order(root, root / name, str(example.TODAY), clean=clean, workers=workers)


def tree(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def built(to: Order) -> dict[str, bytes] | None:
    """The site's files after a build; None when the library must not be published."""
    try:
        build.build(to)
    except SystemExit:
        return None
    return tree(to.site)


def edit(root: Path, path: str, change: Callable[[str], str]) -> None:
    file = root / path
    if file.exists():
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")

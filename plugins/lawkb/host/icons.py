"""Shell: the icons that pages show, which Material brings along."""

from pathlib import Path

import material
from markupsafe import Markup


def html(name: str) -> Markup:
    """An icon by its name, such as `material-phone`, as it stands in a page; empty if unknown."""
    path = _path(name)
    svg = Markup(path.read_text(encoding="utf-8")) if path else ""  # noqa: S704 - Material's own
    return Markup('<span class="twemoji">{}</span>').format(svg) if svg else Markup()


def _path(name: str) -> Path | None:
    """The file of an icon: material-phone is material/phone.svg, a set may have folders of its own."""
    folder = Path(material.__file__).parent / "templates/.icons"
    paths = (folder / f"{name.replace('-', '/', depth)}.svg" for depth in (1, 2))
    return next((path for path in paths if path.is_file()), None)

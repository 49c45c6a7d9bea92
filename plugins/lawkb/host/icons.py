"""Shell: the icons that pages may show, as `:material-phone:`.

Material's own index looks for ten thousand files in every build; ours for the few that are asked for.
"""

from pathlib import Path
from typing import Any

import material


class Icons(dict[str, Any]):
    """The icons by name; one is looked for among Material's files when it is first asked for."""

    def get(self, key: Any, default: Any = None, /) -> Any:
        """The icon of a name with its colons, as `pymdownx.emoji` asks for it."""
        if key not in self and (path := _path(key.strip(":"))):
            self[key] = {"name": key, "path": str(path)}
        return super().get(key, default)


def index(_options: dict[str, Any], _md: object) -> dict[str, Any]:
    """The index that the extension `pymdownx.emoji` wants."""
    return {"name": "twemoji", "emoji": Icons(), "aliases": {}}


def _path(name: str) -> Path | None:
    """The file of an icon: material-phone is material/phone.svg, a set may have folders of its own."""
    folder = Path(material.__file__).parent / "templates/.icons"
    paths = (folder / f"{name.replace('-', '/', depth)}.svg" for depth in (1, 2))
    return next((path for path in paths if path.is_file()), None)

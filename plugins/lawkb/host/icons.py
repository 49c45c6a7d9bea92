"""Shell: the icons that pages may show, as `:material-phone:`.

Material's own index knows ten thousand, and takes half a second of every build to be read.
"""

from pathlib import Path
from typing import Any

import material

NAMES = (
    "material-phone",
    "material-chat-question-outline",
    "material-scale-balance",
    "material-pencil-outline",
)


def index(_options: dict[str, Any], _md: object) -> dict[str, Any]:
    """The index that the extension `pymdownx.emoji` asks for."""
    folder = Path(material.__file__).parent / "templates/.icons"
    found = {
        f":{name}:": {"name": name, "path": str(folder / f"{name.replace('-', '/', 1)}.svg")}
        for name in NAMES
    }
    return {"name": "lawkb", "emoji": found, "aliases": {}}

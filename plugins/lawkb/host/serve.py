"""Shell: the preview, which follows what an editor changes."""

import logging
from pathlib import Path

from mkdocs.commands import serve as mkdocs_serve

from lawkb.host import build


def serve(root: Path, address: str, *, open_browser: bool) -> None:
    """Serve the site with live reload until interrupted."""
    build.log_to_terminal(logging.INFO)
    path = str(root / "mkdocs.yml")
    mkdocs_serve.serve(path, open_in_browser=open_browser, watch_theme=True, dev_addr=address)

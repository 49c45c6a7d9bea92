"""Publish: the lists of what a phone keeps, so that it fetches each file once and sees what changed.

A file is named by a digest of its bytes, not of what it was made from: that changes every day with
the date of the build, and readers who pay for each megabyte would fetch everything again for
nothing. The digest also tells a whole file from a torn one, and this site from another.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lawkb.publish import search

FOLDER = "offline"
SUMMARY = f"{FOLDER}/packages.json"
CORE, LAWS = "core", "laws"
PACKAGES = (CORE, LAWS)

_PAGES_OF_LAWS = re.compile(r"laws/(?!changes/|traps/)[^/]+/")
"""A page for each law and article that is cited: three quarters of the site."""

_LEFT_OUT = re.compile(
    r"editors/|404\.html$|sitemap\.xml|feed\.xml|checks\.json|sw\.js$|offline/.*json$"
    r"|.*\.map$|assets/javascripts/|assets/images/favicon\.png$"
)
"""What readers do not need where there is no network, or what no page of ours ever loads."""


_SCRIPTS = f"{search.FOLDER}/"


class Kept(NamedTuple):
    """A file as a phone keeps it: a digest of its bytes, and how many there are."""

    digest: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> "Kept":
        """The name and the size of some bytes; `digestOf` in `theme/sw.js` does the same."""
        digest = hashlib.sha256(data).digest()[:9]
        return cls(base64.urlsafe_b64encode(digest).decode(), len(data))


def package(uri: str) -> str | None:
    """The package to which a file of the site belongs; None for what is not offered."""
    if uri.startswith(_SCRIPTS):  # three quarters of the files of a large site
        return CORE
    if _LEFT_OUT.match(uri):
        return None
    return LAWS if _PAGES_OF_LAWS.match(uri) else CORE


def known(site: Path) -> dict[str, Kept]:
    """The files of a site by address, as its lists have them; none where there are no lists."""
    found = {}
    for name in PACKAGES:
        try:
            rows = json.loads((site / _list(name)).read_text(encoding="utf-8"))
            found |= {
                _file(address): Kept(digest, size) for address, (digest, size) in rows.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            continue  # nothing is known, and the files are read instead
    return found


def lists(uris: Iterable[str], kept: Callable[[str], Kept]) -> Iterator[tuple[str, str]]:
    """Address and content of the list of each package, and of the summary that names them."""
    packages: dict[str, dict[str, Kept]] = {name: {} for name in PACKAGES}
    for uri in sorted(uris):
        name = package(uri)
        if name:
            packages[name][_address(uri)] = kept(uri)
    summary = {}
    for name, files in packages.items():
        content = _json(files)
        yield _list(name), content
        summary[name] = {
            "list": _list(name),
            "digest": Kept.of(content.encode()).digest,
            "files": len(files),
            "pages": sum(1 for address in files if _is_page(address)),
            "bytes": sum(one.size for one in files.values()),
        }
    yield SUMMARY, _json(summary)


def write(site: Path) -> None:
    """Write the lists of a whole site."""
    files = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    for uri, content in lists([*files], lambda uri: Kept.of((site / uri).read_bytes())):
        (site / uri).write_text(content, encoding="utf-8")


def _list(name: str) -> str:
    return f"{FOLDER}/{name}.json"


def _address(uri: str) -> str:
    """What a browser asks for to get a file."""
    return uri.removesuffix("index.html") if _is_index(uri) else uri


def _file(address: str) -> str:
    return f"{address}index.html" if _is_page(address) else address


def _is_index(uri: str) -> bool:
    return uri == "index.html" or uri.endswith("/index.html")


def _is_page(address: str) -> bool:
    return not address or address.endswith("/")


def _json(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"

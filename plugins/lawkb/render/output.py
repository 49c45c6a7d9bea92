"""Render: what comes out: a page, a page that need not be made yet, a file that readers keep."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

HOME = "index.md"


@dataclass(frozen=True)
class Output:
    """One page of the site: what its author wrote, in Markdown, between HTML of our templates.

    `uri` is its place among the site's files, `meta` its front matter; `source` is the file that
    an editor would change, None for an index. Links are addresses as browsers need them.
    """

    uri: str
    meta: dict[str, Any]
    before: str = ""
    body: str = ""
    after: str = ""
    source: str | None = None

    @property
    def text(self) -> str:
        """The whole page as a file of Markdown, which may hold HTML."""
        front = yaml.safe_dump(self.meta, allow_unicode=True, sort_keys=False)
        parts = (f"---\n{front}---", self.before, self.body.strip(), self.after)
        return "\n\n".join(filter(None, parts)) + "\n"


@dataclass(frozen=True)
class Planned:
    """A page of the site that need not be made yet, nor even compared with how it was.

    `key` gives a digest of all that it is made from; `updated` is the day of its last change, if it
    has one; `listed` says whether it may be found.
    """

    uri: str
    title: str
    source: str | None
    key: Callable[[], str]
    make: Callable[[], Output]
    updated: str = ""
    listed: bool = True


@dataclass(frozen=True)
class Download:
    """One file of the site that readers keep; `name` is what it is called on their machine."""

    uri: str
    name: str
    make: Callable[[], bytes]

    @cached_property
    def content(self) -> bytes:
        """What it holds, made or remembered when it is asked for."""
        return self.make()

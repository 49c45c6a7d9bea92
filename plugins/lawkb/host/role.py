"""Shell: what one run of MkDocs is to do; needs nothing of MkDocs, which takes long to import."""

from dataclasses import dataclass, field

from lawkb.memory import Memory
from lawkb.publish.manifest import Manifest
from lawkb.publish.queue import Queue
from lawkb.publish.revision import Sharing
from lawkb.publish.share import Share
from lawkb.snapshot import Snapshot


@dataclass(frozen=True)
class Role:
    """What a build is to do; under MkDocs' own command: everything, in the site's own place.

    `manifest` is what to compare with, `memory` what to remember in and `files` what the library
    consists of, the present ones if None; `share` is the part to make, of which other processes take
    pages from the `queue`, while those of `sharing` write the search index. Who only `helps` one of
    those takes pages and does nothing else; who `finishes` writes what belongs to the whole site.
    """

    manifest: Manifest | None = None
    memory: Memory | None = None
    files: Snapshot | None = None
    share: Share = field(default_factory=Share)
    helps: bool = False
    finishes: bool = True
    queue: Queue | None = None
    sharing: Sharing | None = None

    @property
    def is_first(self) -> bool:
        """Whether this process makes what cannot be divided, too."""
        return self.share.is_first and not self.helps

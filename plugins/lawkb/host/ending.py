"""Shell: what belongs to the whole site and to no page, written when all pages are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lawkb.check import Finding
from lawkb.host.files import Plan
from lawkb.library import Library
from lawkb.publish import offline, stamp
from lawkb.publish.manifest import Manifest
from lawkb.publish.offline import Kept
from lawkb.publish.revision import Revision, Sharing


@dataclass
class Ending:
    """The search index, what phones can keep, and the record of the checks.

    `known` is what stands of the search index; `kept` is what phones keep of the pages made this
    time, by address.
    """

    library: Library
    plan: Plan
    known: Manifest
    kept: dict[str, Kept]
    revision: Revision = field(init=False)

    def __post_init__(self) -> None:
        """See what there is to do for search."""
        self.revision = Revision(self.library.search, self.known)

    def begin(self, site: Path, sharing: Sharing | None) -> None:
        """Have others make the search index while pages are made, if there are any."""
        if sharing:
            self._put(site, self.revision.begin(sharing))

    def write(self, site: Path, findings: tuple[Finding, ...]) -> None:
        """Write the search index, and the record of what was checked beside what was published."""
        self._put(site, self.revision.scripts())
        self.plan.fingerprints |= self.revision.kept
        self.kept |= self.revision.measured
        stamp.write(site, self.library, findings)

    def list_for_phones(self, site: Path) -> None:
        """Write what a phone can keep of the whole site; only files made this time are read for it.

        They lie in `site`, all others where the last build left them.
        """
        manifest, made_from = self.plan.manifest, self.plan.fingerprints
        whole = f"{offline.FOLDER}/"
        is_ours = manifest.known.get(whole) == self.plan.enter(whole, self.library.memory.program)
        last = offline.known(manifest.site) if is_ours else {}

        def kept(uri: str) -> Kept:
            if uri in self.kept:
                return self.kept[uri]
            if made_from[uri] and manifest.known.get(uri) == made_from[uri] and uri in last:
                return last[uri]
            made = site / uri
            return Kept.of((made if made.is_file() else manifest.site / uri).read_bytes())

        files = [uri for uri in made_from if not uri.endswith("/")]
        for uri, content in offline.lists(files, kept):
            made_from[uri] = manifest.put(site, uri, content)

    def _put(self, site: Path, scripts: Iterable[tuple[str, str]]) -> None:
        """Write scripts of search that are not as they would be."""
        for uri, content in scripts:
            self.plan.fingerprints[uri] = self.known.put(site, uri, content)

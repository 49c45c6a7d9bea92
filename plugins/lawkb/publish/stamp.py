"""Publish: the record of which checks ran over which sources, written beside the site."""

import hashlib
import json
from collections import Counter
from pathlib import Path

from lawkb.check import Finding
from lawkb.library import Library
from lawkb.rules import RULES

FILE = "checks.json"


def write(site: Path, library: Library, findings: tuple[Finding, ...]) -> None:
    """Write the stamp of a site that was built from `library`."""
    digest = hashlib.sha256()
    for page in (*library.registries, *library.writings):
        digest.update(f"{page.path}\0{page.source.text}\0".encode())
    counts = Counter(finding.severity.value for finding in findings)
    record = {
        "as_of": library.today.isoformat(),
        "rules": [rule.code for rule in RULES],
        "law_complete_to": library.register.complete_to.isoformat(),
        "files": len(library.registries) + len(library.writings),
        "findings": dict(sorted(counts.items())),
        "sources_sha256": digest.hexdigest(),
    }
    site.joinpath(FILE).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")

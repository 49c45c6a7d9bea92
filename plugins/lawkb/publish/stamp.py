"""Publish: the record of which checks ran over which sources, written beside the site."""

import json
from collections import Counter
from pathlib import Path

from lawkb.check import Finding
from lawkb.library import Library
from lawkb.memory import digest
from lawkb.rules import RULES

FILE = "checks.json"


def write(site: Path, library: Library, findings: tuple[Finding, ...]) -> None:
    """Write the stamp of a site that was built from `library`."""
    sources = (*library.registries, *library.writings)
    counts = Counter(finding.severity.value for finding in findings)
    record = {
        "as_of": library.today.isoformat(),
        "rules": [rule.code for rule in RULES],
        "law_complete_to": library.register.complete_to.isoformat(),
        "files": len(sources),
        "findings": dict(sorted(counts.items())),
        "sources_digest": digest(f"{file.path}\0{file.source.digest}" for file in sources),
    }
    site.joinpath(FILE).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")

"""Load: the texts of laws that an association has imported; a library without any works as well."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lawkb import lawtext, saving
from lawkb.laws import Article, Law, Version
from lawkb.lawtext import LawText, UnreadableTextError
from lawkb.memory import digest

FOLDER = ".laws"
"""Under the root, and ignored by git: the texts stay with whoever imported them."""


@dataclass(frozen=True)
class Texts:
    """The imported texts, each read when it is first asked for."""

    folder: Path
    _read: dict[str, LawText | None] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def is_empty(self) -> bool:
        """Whether nothing has been imported."""
        return not any(self.folder.glob("*.md"))

    @cached_property
    def digest(self) -> str:
        """A digest of what has been imported."""
        files = sorted(self.folder.glob("*.md"))
        return digest(f"{file.name}\0{file.stat().st_mtime_ns}" for file in files)

    def of(self, law: Law, version: Version) -> LawText | None:
        """The text of a version; None when it was not imported."""
        name = name_of(law, version)
        if name not in self._read:
            self._read[name] = self._load(name)
        return self._read[name]

    def article(self, law: Law, version: Version | None, article: Article) -> tuple[str, ...]:
        """The lines of an article, its 款 and 项; none when the text is not at hand."""
        text = self.of(law, version) if version else None
        return text.articles.get(article, ()) if text else ()

    def on(self, law: Law, day: dt.date, article: Article) -> tuple[str, ...]:
        """The lines of an article as it stands on a day."""
        return self.article(law, law.on(day), article)

    def keep(self, law: Law, version: Version, text: LawText) -> Path:
        """Put a text among those imported, in the place of an earlier one; gives its file."""
        self.folder.mkdir(exist_ok=True)
        path = self.folder / name_of(law, version)
        saving.save(path, lawtext.write(text).encode())
        self._read.pop(path.name, None)
        return path

    def _load(self, name: str) -> LawText | None:
        path = self.folder / name
        try:
            return lawtext.read(path) if path.is_file() else None
        except (UnreadableTextError, OSError):  # importing it again mends it
            return None


def name_of(law: Law, version: Version) -> str:
    """The file of a version's text: `public-security-penalty-law@2025-06-27.md`."""
    return f"{law.id}@{version.adopted or version.effective}.md"

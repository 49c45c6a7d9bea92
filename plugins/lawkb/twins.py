"""Model: a guide and its card, the plain twin, and whether the card still says what the guide says."""

from lawkb.fields import Change
from lawkb.library import Library, of_type
from lawkb.models import Card, Guide
from lawkb.page import Page


def card_of(guide: Page, library: Library) -> Page | None:
    """The card that names this guide."""
    return library.cards.get(guide.id or "")


def guide_of(card: Page, library: Library) -> Page | None:
    """The guide that a card names; None when there is no sound one."""
    found = library.by_id(card.entry.guide) if isinstance(card.entry, Card) else None
    return found if found and isinstance(found.entry, Guide) else None


def unsynced(card: Page, library: Library) -> Change | None:
    """The newest change of the guide since the card was compared with it; None when there is none.

    Every change counts: only what matters to readers is recorded as one, and whether it touches
    the card nobody knows before he has compared the two.
    """
    guide = guide_of(card, library)
    newest = guide.entry.updated if guide and guide.entry else None
    if newest and isinstance(card.entry, Card) and newest.date > card.entry.synced:
        return newest
    return None


def without_card(library: Library) -> tuple[Page, ...]:
    """The guides that no card names, by id."""
    guides = of_type(library.documents, Guide)
    lacking = (guide for guide in guides if card_of(guide, library) is None)
    return tuple(sorted(lacking, key=lambda guide: guide.id or ""))

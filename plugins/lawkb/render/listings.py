"""Render: the lists by which readers find documents: by topic, by type, by audience, by date."""

from collections.abc import Iterator
from typing import Any

from lawkb import index
from lawkb.fields import Audience
from lawkb.models import COLLECTIONS
from lawkb.page import Page
from lawkb.registry import Group, Topics
from lawkb.render.output import Planned
from lawkb.render.templates import Templates

ON_A_PAGE = 60
"""Documents in one part of a list; a page of a large library must not be larger than of a small one."""


def plan(templates: Templates) -> Iterator[Planned]:
    """The topic tree, the other lists, and the pages on which readers search and take all along."""
    yield from _topics(templates)
    yield from _types(templates)
    yield from _audiences(templates)
    yield templates.index_page("changes.md", "最近更新", "changes.html")
    yield templates.page("search/index.md", "搜索", "search.html")
    yield templates.page("offline/index.md", "存到手机离线看", "offline.html")


def parted(
    templates: Templates,
    uri: str,
    title: str,
    template: str,
    pages: tuple[Page, ...],
    aside: str = "",
    **values: Any,
) -> Iterator[Planned]:
    """A list of documents, as many on a page as a phone can hold.

    `aside` tells what the template shows besides the list and what stands in registries.
    """
    starts = range(0, max(len(pages), 1), ON_A_PAGE)
    stem = uri.removesuffix("/index.md").removesuffix(".md")
    uris = [uri, *(f"{stem}/page-{number}.md" for number in range(2, len(starts) + 1))]
    for number, start in enumerate(starts, 1):
        part = pages[start : start + ON_A_PAGE]
        name = title if number == 1 else f"{title}（第 {number} 页）"
        shown = {"pages": part, "total": len(pages), "number": number, "uris": uris, **values}
        heads = (page.source.head_digest for page in part)
        made_from = (str(len(pages)), aside, *heads)
        yield templates.page(uris[number - 1], name, template, *made_from, **shown)


def _topics(templates: Templates) -> Iterator[Planned]:
    """The topic tree: all groups, each group, each topic."""
    yield templates.index_page("topics/index.md", "按话题查找", "topics.html")
    # A preview shows editors what is lacking.
    lacking = dict(templates.library.index.gaps()) if templates.preview else {}
    labels = {path: [kind.label for kind in kinds] for path, kinds in lacking.items()}
    for group in templates.library.registry(Topics).groups:
        uri = f"topics/{group.slug}/index.md"
        yield templates.index_page(uri, group.plain, "group.html", group=group)
        yield from _topics_of(group, templates, labels)


def _topics_of(
    group: Group, templates: Templates, lacking: dict[str, list[str]]
) -> Iterator[Planned]:
    """Each topic of a group; `lacking` are the types that a topic lacks, by its path."""
    for topic in group.topics:
        path = f"{group.slug}/{topic.slug}"
        labels = lacking.get(path, [])
        yield from parted(
            templates,
            f"topics/{path}.md",
            topic.plain,
            "topic.html",
            templates.library.index.by_topic.get(path, ()),
            "、".join(labels),
            group=group,
            topic=topic,
            lacking=labels,
        )


def _types(templates: Templates) -> Iterator[Planned]:
    for kind in COLLECTIONS:
        uri = f"{index.address(kind)}/index.md"
        pages = templates.library.index.by_type[kind.type_name]
        yield from parted(templates, uri, kind.label, "type.html", pages, kind=kind)


def _audiences(templates: Templates) -> Iterator[Planned]:
    uri, title = "audience/index.md", "按读者查找"
    yield templates.index_page(uri, title, "audiences.html", audiences=Audience)
    for audience in Audience:
        uri, title = f"audience/{audience.slug}.md", audience.value
        pages = templates.library.index.by_audience.get(title, ())
        yield from parted(templates, uri, title, "audience.html", pages, audience=audience)

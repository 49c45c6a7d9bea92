"""Publish: the list of pages for search engines, by the protocol of sitemaps.org."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urljoin

FILE = "sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def make(site_url: str, pages: Iterable[tuple[str, str]]) -> str:
    """The sitemap of a site; `pages` are addresses on it, with the day of the last change or nothing.

    It is empty when it is not known where the site will stand, since addresses must be whole.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{_NAMESPACE}">']
    for url, updated in pages if site_url else ():
        changed = f"<lastmod>{escape(updated, quote=False)}</lastmod>" if updated else ""
        lines.append(
            f"<url><loc>{escape(urljoin(site_url, url), quote=False)}</loc>{changed}</url>"
        )
    return "\n".join([*lines, "</urlset>", ""])

"""The addresses of the public pages, for search engines."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from django.conf import settings
from django.urls import reverse

from broadhurst.capabilities.public_site.models import StoredPage
from broadhurst.capabilities.public_site.writes.store_pages import Page

ROBOTS = """\
User-agent: *
Allow: /published/
Allow: /cy/published/
Allow: /static/
Disallow: /

Sitemap: {sitemap}
"""


def pages() -> Iterable[Page]:
    """Return the sitemap of the pages that are stored, and robots.txt."""
    path = reverse("public:sitemap")
    listed = StoredPage.objects.filter(is_in_sitemap=True).values_list("path", "changed_at")
    lines = [
        f"<url><loc>{escape(settings.PUBLIC_URL + place)}</loc>"
        f"<lastmod>{changed_at:%Y-%m-%d}</lastmod></url>"
        for place, changed_at in listed
    ]
    text = "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>\n",
        ]
    )
    yield Page(path, text.encode(), "application/xml")
    robots = ROBOTS.format(sitemap=settings.PUBLIC_URL + path)
    yield Page(reverse("public:robots"), robots.encode(), "text/plain; charset=utf-8")

"""Render a template of the public site as a page to store."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from broadhurst.capabilities.public_site.writes.store_pages import Page
from broadhurst.foundation.agencies.models import Agency


def rendered(
    template: str,
    path: str,
    context: dict[str, Any],
    *,
    by: Agency | None = None,
    ref: str = "",
    is_in_sitemap: bool = True,
) -> Page:
    """Return a page, in the look of the organisation that it is `by`."""
    around = {
        "url": settings.PUBLIC_URL + path,
        "by": by,
        "look": reverse("public:look", args=[by.key]) if by else "",
        "operator": settings.OPERATOR,
        "contact": settings.OPERATOR_CONTACT,
    }
    text = render_to_string(f"public/{template}.html", around | context)
    return Page(path, text.encode(), ref=ref, is_in_sitemap=is_in_sitemap)

"""Render a template of the public site as a page to store."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from broadhurst.capabilities.public_site.models import PublicWelsh
from broadhurst.capabilities.public_site.writes.store_pages import Page
from broadhurst.foundation.agencies.models import Agency
from broadhurst.surfaces.public.welsh import IN_DJANGO, PREFIX, language_of


def rendered(
    template: str,
    path: str,
    context: dict[str, Any],
    *,
    by: Agency | None = None,
    ref: str = "",
    is_in_sitemap: bool = True,
    other: str = "",
) -> Page:
    """Return a page, in the look of the organisation that it is `by`.

    It is in Welsh if its path says so. `other` is the path of the same page in the other language.
    """
    language = language_of(path)
    languages = {language: path, "en" if language == "cy" else "cy": other} if other else {}
    around = {
        "url": settings.PUBLIC_URL + path,
        "language": language,
        "other": other,
        "alternates": [(code, settings.PUBLIC_URL + at) for code, at in languages.items()],
        "by": by,
        "look": reverse("public:look", args=[by.key]) if by else "",
        "operator": settings.OPERATOR,
        "contact": settings.OPERATOR_CONTACT,
    }
    with override(IN_DJANGO[language]):
        text = render_to_string(f"public/{template}.html", around | context)
    return Page(path, text.encode(), ref=ref, is_in_sitemap=is_in_sitemap)


def in_both(
    template: str,
    path: str,
    context: dict[str, Any],
    welsh: dict[str, Any] | None = None,
    **around: Any,
) -> Iterable[Page]:
    """Return a page in English, and in Welsh if anything is published in Welsh.

    `welsh` is added to the context of the Welsh page. `around` is as for `rendered`.
    """
    other = PREFIX + path if PublicWelsh.objects.exists() else ""
    yield rendered(template, path, context, other=other, **around)
    if other:
        yield rendered(template, other, context | (welsh or {}), other=path, **around)

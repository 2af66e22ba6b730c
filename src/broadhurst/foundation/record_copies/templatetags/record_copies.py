"""The links to download a record."""

from django import template
from django.urls import reverse

from broadhurst.foundation.doors.documents import FORMATS

register = template.Library()


@register.inclusion_tag("record_copies/links.html")
def download_links(page: str, ref: str, noun: str, query: str = "") -> dict[str, object]:
    """Return a link for each format, with the name of what it downloads."""
    links = [(form.upper(), reverse(page, args=[ref, form]) + query) for form in FORMATS]
    return {"links": links, "noun": noun}

"""Navigation of the deconfliction pages."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from broadhurst.capabilities.deconfliction.rules.doors import DOORS, open_to

register = template.Library()

PLACES = (
    ("Overview", "overview:deconfliction"),
    ("Hits", "deconfliction:hits"),
    ("Planned events", "calendar:events"),
    ("Entries", "deconfliction:entered"),
    ("Bulk checks", "bulk_checks:bulk_checks"),
    ("Rota", "duty_desks:rota"),
    ("Stop list", "deconfliction:stop_list"),
)
OF_A_DESK = ("Desk", "duty_desks:desk")
OF_WHO_ANSWERS = ("Flags", "deconfliction:flags")


@register.inclusion_tag("govuk/sub_navigation.html", takes_context=True)
def room_navigation(context: Context) -> dict[str, Any]:
    """Return the parts of deconfliction that the reader's role can use."""
    roles, here = set(context["actor"].roles), context["request"].path
    places = [*PLACES]
    if "desk" in roles:
        places.insert(1, OF_A_DESK)
    if roles & {"desk", "auditor"}:
        places.append(OF_WHO_ANSWERS)
    closed = {f"deconfliction:{door}" for door in DOORS.keys() - open_to(roles)}
    places = [place for place in places if place[1] not in closed]
    items = [{"text": text, "href": reverse(name)} for text, name in places]
    for item in items:
        item["active"] = item["href"] == here
    return {"items": items, "label": "Parts of deconfliction"}


@register.simple_tag(takes_context=True)
def open_doors(context: Context) -> set[str]:
    """Return the names of the pages that the reader's role can use."""
    return open_to(context["actor"].roles)

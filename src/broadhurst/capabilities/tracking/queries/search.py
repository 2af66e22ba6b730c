"""How search finds milestones, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.tracking.queries.work import milestones
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _milestones(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in milestones().filter(pk__in=ids):
        when = f"Done {day(one.done_on)}" if one.done_on else f"Due {day(one.due_on)}"
        context = f"{one.agency.name}, {one.finding.report.title}. {when}."
        href = reverse("tracking:milestone", args=[one.ref])
        yield Found(one.pk, one.text, one.ref, context, href, suggests=one.text)


MILESTONES = Kind("milestone", "Milestones", _milestones)

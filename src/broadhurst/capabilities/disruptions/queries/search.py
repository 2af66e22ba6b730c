"""How search finds disruptions, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _disruptions(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    rows = Disruption.objects.filter(pk__in=ids).select_related("ocg", "action", "policy", "lead")
    for one in rows:
        context = f"{one.get_stage_display()}. {one.lead.name}, {day(one.happened_on)}."
        href = reverse("disruptions:disruption", args=[one.ref])
        yield Found(one.pk, f"{one.kind_label}: {one.about}", one.ref, context, href)


DISRUPTIONS = Kind("disruption", "Disruptions", _disruptions)

"""How search finds disruptions, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _disruptions(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    rows = Disruption.objects.filter(pk__in=ids).select_related("ocg", "action", "policy", "lead")
    for row in rows:
        context = f"{row.get_stage_display()}. {row.lead.name}, {day(row.happened_on)}."
        href = record_address("disruptions:disruption", row.ref)
        yield Found(row.pk, f"{row.kind_label}: {row.about}", row.ref, context, href)


DISRUPTIONS = Kind("disruption", "Disruptions", _disruptions)

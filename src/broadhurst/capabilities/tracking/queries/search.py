"""How search finds milestones, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.tracking.queries.work import milestones
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _milestones(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for milestone in milestones().filter(pk__in=ids):
        when = (
            f"Done {day(milestone.done_on)}"
            if milestone.done_on
            else f"Due {day(milestone.due_on)}"
        )
        context = f"{milestone.agency.name}, {milestone.finding.report.title}. {when}."
        href = record_address("tracking:milestone", milestone.ref)
        yield Found(
            milestone.pk, milestone.text, milestone.ref, context, href, suggests=milestone.text
        )


MILESTONES = Kind("milestone", "Milestones", _milestones)

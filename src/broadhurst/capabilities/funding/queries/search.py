"""How search finds funding lines, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.funding.queries.lines import lines
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _lines(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for line in lines().filter(pk__in=ids):
        context = (
            f"From {line.funder.name} to {line.recipient.name}. {line.get_status_display()}, ends "
            f"{day(line.ends_on)}."
        )
        href = record_address("funding:line", line.ref)
        yield Found(line.pk, line.name, line.ref, context, href, suggests=line.name)


FUNDING = Kind("funding", "Funding lines", _lines)

"""Load the locations of postcodes from Ordnance Survey's Code-Point Open."""

from collections.abc import Iterable
from itertools import islice

from broadhurst.capabilities.deconfliction.models import Postcode
from broadhurst.capabilities.planned_events.rules.postcodes import objections_to_load_postcodes
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.geography.postcodes import rows_of
from broadhurst.foundation.workflow import Refused, refuse_if

AT_ONCE = 5000


@command
def load_postcodes(*, actor: Actor, lines: Iterable[str], source: str) -> int:
    """Load or update postcodes; return how many the file has.

    `source` names the file. A file with a malformed row changes nothing.
    """
    refuse_if(objections_to_load_postcodes(actor.roles))

    count = 0
    try:
        placed = rows_of(lines)
        while rows := list(islice(placed, AT_ONCE)):
            Postcode.objects.bulk_create(
                [Postcode(**row._asdict()) for row in rows],
                update_conflicts=True,
                unique_fields=["code"],
                update_fields=["east", "north"],
            )
            count += len(rows)
    except ValueError as bad:
        raise Refused([str(bad)]) from bad
    refuse_if(
        [] if count else ["The file has no postcodes. Choose a CSV file from Code-Point Open."]
    )

    record(
        actor, "postcodes.loaded", "postcodes", dossier=None, kind=Event.Kind.COLLECTION,
        count=count, source=source,
    )  # fmt: skip
    return count

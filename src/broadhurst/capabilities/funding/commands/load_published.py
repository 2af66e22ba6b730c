"""Load the published totals of ROCU funding that come with the program (`data/`)."""

import tomllib
from pathlib import Path

from broadhurst.capabilities.funding.models import PublishedTotal
from broadhurst.capabilities.funding.queries.published import published_totals
from broadhurst.capabilities.funding.rules.published import objections_to_load
from broadhurst.foundation import public_copies
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if

DATA = Path(__file__).parent.parent / "data" / "published.toml"


@command
def load_published(*, actor: Actor) -> int:
    """Record the totals of `data/` that are not recorded yet, and return how many were new."""
    refuse_if(objections_to_load(actor.roles))

    known = {(total.series, total.label, total.year) for total in published_totals()}
    rows = [
        PublishedTotal(**row)
        for row in tomllib.loads(DATA.read_text())["total"]
        if (row["series"], row["label"], row["year"]) not in known
    ]
    PublishedTotal.objects.bulk_create(rows)
    public_copies.changed(*rows)

    kind = Event.Kind.COLLECTION
    record(actor, "funding_totals.loaded", "funding", dossier=None, kind=kind, count=len(rows))
    return len(rows)

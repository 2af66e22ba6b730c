"""Load the published operations and outcomes that come with the program (`data/`)."""

import tomllib
from pathlib import Path
from typing import Any

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.commands.open_operation import open_operation
from broadhurst.capabilities.operations.commands.record_outcome import record_outcome
from broadhurst.capabilities.operations.models import Operation
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Region
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.workflow import refuse_if

DATA = Path(__file__).parent.parent / "data"
KINGDOM = "uk"


@for_roles(rules.objections_to_record)
@command
def load_outcomes(*, actor: Actor) -> int:
    """Record figures of `data/` not recorded yet, and return how many were new.

    Figures with a date in the future are left out until that day.
    """
    refuse_if(rules.objections_to_record(actor.roles))

    count = 0
    for path in sorted(DATA.glob("*.toml")):
        published = tomllib.loads(path.read_text())
        rows = [row for row in published["snapshot"] if row["as_of"] <= clock.today()]
        if not rows:
            continue
        operation = _existing_or_new(actor, published["operation"])
        if operation.withdrawn_at:
            continue
        known = {
            (
                outcome.region.key if outcome.region else KINGDOM,
                outcome.measure,
                outcome.stage,
                outcome.as_of,
            )
            for outcome in operation.outcomes.select_related("region")
        }
        for row in rows:
            area = row.pop("area")
            if (area, row["measure"], row["stage"], row["as_of"]) not in known:
                region = _region(area)
                record_outcome(actor=actor, operation=operation, region=region, **row)
                count += 1

    record(
        actor,
        "operation.outcomes_loaded",
        "operations",
        dossier=None,
        kind=Event.Kind.COLLECTION,
        count=count,
    )
    return count


def _existing_or_new(actor: Actor, published: dict[str, Any]) -> Operation:
    operation = Operation.objects.filter(name=published["name"]).first()
    if operation:
        return operation
    agencies = Agency.objects.filter(key__in=published["agencies"])
    missing = set(published["agencies"]) - {agency.key for agency in agencies}
    refuse_if(rules.objections_to_missing(missing))
    return open_operation(
        actor=actor,
        name=published["name"],
        description=published["description"],
        agencies=agencies,
        source=published["source"],
    )


def _region(area: str) -> Region | None:
    if area == KINGDOM:
        return None
    region = Region.objects.filter(key=area).first()
    refuse_if(rules.objections_to_missing([] if region else [area]))
    return region

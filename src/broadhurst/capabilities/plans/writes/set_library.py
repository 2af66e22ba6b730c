"""Write the next version of the tactics. Not a command: those that change one call it."""

from datetime import date
from typing import Any

from broadhurst.capabilities.plans.models import TacticLibrary
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day


def set_library(
    actor: Actor, latest: TacticLibrary, from_on: date, **changes: Any
) -> TacticLibrary:
    """Store a version that follows the latest one, with these changes."""
    return TacticLibrary.objects.create(
        version=new_reference("TAC"),
        name=f"Tactics from published guidance, {day(from_on)}",
        from_on=from_on,
        follows=latest,
        set_by=actor.officer,
        set_at=clock.now(),
        source=latest.source,
        **{"tactics": latest.tactics, "templates": latest.templates} | changes,
    )

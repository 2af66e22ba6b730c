"""Plan the event of a requested warrant. Not a command: `ask` and `edit` call it."""

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.planned_events.commands.plan import plan_event
from broadhurst.capabilities.planned_events.rules.events import USUAL_RADIUS_M
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.geography.sphere import disc


def plan_warrant(actor: Actor, request: Request) -> None:
    """Plan the event of a warrant for the actor's unit, if place and times are known."""
    where = (request.latitude, request.longitude)
    if None in where or not request.starts_at or not request.ends_at:
        return
    warrant = plan_event(
        actor=actor,
        kind="warrant",
        cover_name=request.ocg.name,
        place=f"Warrant of request {request.ref}",
        ground=disc(*where, USUAL_RADIUS_M),  # type: ignore[arg-type]
        starts_at=request.starts_at,
        ends_at=request.ends_at,
        contact=actor.unit.duty_contact,
        late_reason=f"Asked for in request {request.ref}.",
        ocg=request.ocg.ref,
        asked_in=request.ref,
    )
    request.event_ref = warrant.matter
    request.save(update_fields=["event_ref"])

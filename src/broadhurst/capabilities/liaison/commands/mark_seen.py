"""Record that a lead has seen the other lead's actions and events on an OCG."""

from broadhurst.capabilities.liaison.models import Seen
from broadhurst.capabilities.liaison.queries.coming_up import coming_up
from broadhurst.capabilities.liaison.rules.leading import objections_to_lead, role_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if

NOTHING_NEW = "There is nothing of the other lead that you have not seen."


class MarkSeenForm(CommandForm):
    """A form without fields. The page shows what is coming up above the button."""


@command
def mark_seen(*, actor: Actor, ocg: Ocg) -> int:
    """Record that the actor has seen the coming actions and events. Return how many were new."""
    ocg = locked(ocg)
    role = role_of(actor, current_leadership(ocg).leads)
    new = [item for item in coming_up(ocg) if actor.officer.pk in item.is_new_to] if role else []
    refuse_if(objections_to_lead(ocg, role) or ([] if new else [NOTHING_NEW]))

    Seen.objects.bulk_create(
        Seen(
            dossier=ocg.dossier, ocg=ocg, subject=item.ref, happens_on=item.happens_on,
            officer=actor.officer, seen_at=clock.now(),
        )
        for item in new
    )  # fmt: skip

    record(
        actor,
        "coming_up.seen",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.CONSULTATION,
        refs=", ".join(item.ref for item in new),
    )
    return len(new)

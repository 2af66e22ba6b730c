"""Record that a lead has seen the other lead's actions and events on an OCG."""

from broadhurst.capabilities.liaison.models import Seen
from broadhurst.capabilities.liaison.queries.coming_up import ComingUp, coming_up
from broadhurst.capabilities.liaison.queries.forms import to_lead
from broadhurst.capabilities.liaison.queries.reviews import role_on
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if

NOTHING_NEW = "There is nothing of the other lead that you have not seen."


class MarkSeenForm(CommandForm):
    """A form without fields. The page shows what is coming up above the button."""


def new_to(actor: Actor, ocg: Ocg) -> list[ComingUp]:
    """Return the coming actions and events that are new to the actor, if they lead."""
    if role_on(ocg, actor) is None:
        return []
    return [item for item in coming_up(ocg) if actor.officer.pk in item.is_new_to]


def to_see(actor: Actor, ocg: Ocg) -> list[str]:
    """Refuse anyone but the leads, and a lead who has seen everything."""
    return to_lead(actor, ocg) or ([] if new_to(actor, ocg) else [NOTHING_NEW])


@for_record(to_see)
@command
def mark_seen(*, actor: Actor, ocg: Ocg) -> int:
    """Record that the actor has seen the coming actions and events. Return how many were new."""
    ocg = locked(ocg)
    refuse_if(to_see(actor, ocg))
    new = new_to(actor, ocg)

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

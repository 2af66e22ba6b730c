"""Follow an OCG."""

from broadhurst.capabilities.following.models import Follow
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm


class FollowForm(CommandForm):
    """A form without fields."""


@command
def follow(*, actor: Actor, ocg: Ocg) -> Ocg:
    """Follow an OCG, to see on the home page what changes on it. Following gives no access."""
    ocg = locked(ocg)

    now = clock.now()
    row = Follow(dossier_id=ocg.dossier_id, officer=actor.officer, ocg=ocg, since=now, read_at=now)
    # Two clicks at once make one row.
    Follow.objects.bulk_create([row], ignore_conflicts=True)

    consultation = Event.Kind.CONSULTATION
    record(actor, "ocg.followed", ocg.ref, dossier=ocg.dossier, kind=consultation, name=ocg.name)
    return ocg

"""Stop following an OCG."""

from broadhurst.capabilities.following.models import Follow
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm


class UnfollowForm(CommandForm):
    """A form without fields."""


@command
def unfollow(*, actor: Actor, ocg: Ocg) -> Ocg:
    """Stop following an OCG. Your access to it does not change."""
    ocg = locked(ocg)

    Follow.objects.filter(officer=actor.officer, ocg=ocg).delete()

    consultation = Event.Kind.CONSULTATION
    record(actor, "ocg.unfollowed", ocg.ref, dossier=ocg.dossier, kind=consultation, name=ocg.name)
    return ocg

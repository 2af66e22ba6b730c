"""Mark the changes on followed OCGs as read."""

from broadhurst.capabilities.following.models import Follow
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextField


class MarkFollowedReadForm(CommandForm):
    ocg = TextField(
        label="Reference of the OCG (optional)",
        help_text="Leave empty to mark the changes on all OCGs that you follow.",
        max_length=16,
        required=False,
    )


@command
def mark_followed_read(*, actor: Actor, ocg: str = "") -> int:
    """Mark changes as read, on one OCG or on all that you follow; return how many OCGs."""
    rows = Follow.objects.filter(officer=actor.officer)
    count = (rows.filter(ocg__ref=ocg) if ocg else rows).update(read_at=clock.now())

    record(
        actor,
        "notices.followed_read",
        actor.officer.username,
        dossier=None,
        kind=Event.Kind.CONSULTATION,
        count=count,
    )
    return count

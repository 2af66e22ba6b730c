"""Remove a person from an OCG: added in error, or no longer linked to it."""

from broadhurst.capabilities.members.writes.checks import follow
from broadhurst.capabilities.members.writes.end_rows import ERROR, as_recorded, end, end_each
from broadhurst.capabilities.register.corrections import Correction
from broadhurst.capabilities.register.models import Membership
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.queries.people import member_now
from broadhurst.capabilities.register.rules.correcting import objections_to_remove
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextField
from broadhurst.foundation.workflow import refuse_if

WHY = (("error", ERROR), ("left", "No longer linked to the group"))


class RemoveMemberForm(CommandForm):
    why = ChoiceField(label="Why are they being removed?", choices=WHY)
    because = TextField(
        label="Reason",
        help_text="The evidence for this. Do not describe what happened to a victim.",
        max_length=300,
    )


@for_record(to_work_on())
@command
def remove_member(*, actor: Actor, member: Membership, why: str, because: str) -> Membership:
    """Remove a person and their identifiers from an OCG. The history is kept."""
    ocg = locked(member.ocg)
    current = member_now(member)
    is_ended, member = current is None, current or member
    leadership, recorded = current_leadership(ocg), as_recorded(member.person)
    refuse_if(
        objections_to_remove(ocg, leadership.parts_of(actor), is_ended=is_ended, text=because)
    )

    reason = f"{dict(WHY)[why]}: {because}"
    end(member, reason)
    ended = end_each(ocg.identifiers.filter(person=member.person), reason)

    record(
        actor,
        "ocg.member_removed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        person=member.person.ref,
        category=member.get_category_display(),
        exploited="yes" if member.is_exploited else None,
        identifiers=ended,
        because=reason,
    )
    follow(actor, ocg, Correction([recorded]))
    return member

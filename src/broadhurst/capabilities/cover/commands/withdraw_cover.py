"""Withdraw cover that was recorded in error. The row and the reason are kept."""

from broadhurst.capabilities.cover.queries.covers import covers, locked_cover
from broadhurst.capabilities.cover.queries.forms import to_change
from broadhurst.capabilities.cover.rules import objections_to_withdraw
from broadhurst.capabilities.register.models import Cover
from broadhurst.capabilities.register.writes.begin_lead import close_covers
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawCoverForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_record(to_change)
@command
def withdraw_cover(*, actor: Actor, cover: Cover, because: str) -> Cover:
    """Withdraw cover recorded in error. The deputy's access ends now."""
    cover = locked_cover(cover)
    refuse_if(objections_to_withdraw(cover, actor, today=clock.today(), because=because))

    close_covers(
        Cover.objects.filter(pk=cover.pk), Cover.ClosedAs.WITHDRAWN, because, by=actor.officer
    )

    record(
        actor, "cover.withdrawn", cover.ref, dossier=cover.dossier,
        tell=[cover.deputy, cover.lead.officer], deputy=cover.deputy.name,
        lead=cover.lead.officer.name, role=cover.lead.get_role_display(), ocg=cover.ocg.name,
        because=because,
    )  # fmt: skip
    return covers().get(pk=cover.pk)

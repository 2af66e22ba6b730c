"""End cover early, for example because the lead is back."""

from broadhurst.capabilities.cover.queries.covers import locked_cover
from broadhurst.capabilities.cover.queries.forms import to_end
from broadhurst.capabilities.cover.rules import objections_to_end
from broadhurst.capabilities.register.models import Cover
from broadhurst.capabilities.register.writes.begin_lead import close_cover
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class EndCoverForm(CommandForm):
    because = TextField(label="Reason", help_text="For example, back from leave", max_length=200)


@for_record(to_end)
@command
def end_cover(*, actor: Actor, cover: Cover, because: str) -> Cover:
    """End cover now. The deputy's access ends with it."""
    cover = locked_cover(cover)
    refuse_if(objections_to_end(cover, actor, today=clock.today(), because=because))

    record(
        actor, "cover.ended", cover.ref, dossier=cover.dossier,
        tell=[cover.deputy, cover.lead.officer], deputy=cover.deputy.name,
        lead=cover.lead.officer.name, role=cover.lead.get_role_display(), ocg=cover.ocg.name,
        because=because,
    )  # fmt: skip
    # Last: a deputy who ends their own cover cannot see it afterwards.
    close_cover(cover, Cover.ClosedAs.ENDED, because, by=actor.officer)
    return cover

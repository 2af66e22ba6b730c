"""Withdraw a record of adoption that was made in error."""

from broadhurst.capabilities.practice import rules
from broadhurst.capabilities.practice.models import Adoption, Note
from broadhurst.capabilities.practice.queries.forms import to_withdraw_adoption
from broadhurst.capabilities.practice.queries.notes import latest_of_unit
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import Refused, refuse_if


class WithdrawAdoptionForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_record(to_withdraw_adoption)
@command
def withdraw_adoption(*, actor: Actor, note: Note, because: str) -> Adoption:
    """Withdraw your unit's latest record of adoption of a note. The one before counts again."""
    latest = latest_of_unit(actor, note)
    if latest is None:
        raise Refused(rules.objections_to_withdraw_adoption(is_recorded=False))
    latest = lock(Adoption.objects.filter(withdrawn_at=None), latest)
    refuse_if(rules.objections_to_write(actor) + rules.objections_to_words({"because": because}))

    latest.withdrawn_at, latest.withdrawn_because = clock.now(), because
    latest.save(update_fields=["withdrawn_at", "withdrawn_because"])

    record(
        actor,
        "note.adoption_withdrawn",
        note.ref,
        dossier=Dossier(pk=note.dossier_id, about=note.ref),
        tell=[note.unit],
        title=note.title,
        agency=actor.agency.name,
        because=because,
    )
    return latest

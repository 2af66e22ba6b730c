"""Add a value to the stop list: it is no longer matched, and a check says so."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from broadhurst.capabilities.deconfliction.models import Stopped
from broadhurst.capabilities.deconfliction.queries.entries import stops
from broadhurst.capabilities.deconfliction.rules import stopping
from broadhurst.capabilities.deconfliction.rules.stopping import ALWAYS_STOPPED, bare
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import SelectField, TextField
from broadhurst.foundation.workflow import refuse_if
from broadhurst_linkage.identifiers import KINDS
from broadhurst_linkage.normalise.invalid import Invalid


class StopValueForm(CommandForm):
    kind = SelectField(
        label="Kind",
        choices=[(kind.name, capfirst(kind.words)) for kind in KINDS.values()],
    )
    value = TextField(label="Value", help_text="For example, 0161 496 0000.", max_length=160)
    reason = TextField(
        label="Reason",
        help_text="Officers who check targets, and administrators, can read it. For example, the "
        "custody suite’s phone.",
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        """Require a value that has a normal form of its kind."""
        kind, value = self.cleaned_data.get("kind"), self.cleaned_data.get("value")
        if kind and value:
            if (kind, bare(value)) in ALWAYS_STOPPED:
                self.cleaned_data["form"] = bare(value)
                return self.cleaned_data
            try:
                self.cleaned_data["form"] = KINDS[kind].normalise(value)
            except Invalid as invalid:
                self.add_error("value", ValidationError(str(invalid)))
        return self.cleaned_data


@command
def stop_value(*, actor: Actor, kind: str, value: str, reason: str, form: str) -> Stopped:
    """Stop a value for everyone. Entries that have it keep their other keys."""
    is_always = (kind, form) in ALWAYS_STOPPED
    is_stopped = is_always or stops().filter(kind=kind, form=form).exists()
    refuse_if(stopping.objections_to_stop(actor.roles, reason, is_stopped=is_stopped))

    stopped = Stopped.objects.create(
        ref=new_reference("STP"),
        kind=kind,
        label=value,
        form=form,
        reason=reason,
        added_by=actor.officer,
        added_at=clock.now(),
    )

    record(actor, "value.stopped", stopped.ref, dossier=None, value=value, reason=reason)
    return stopped

"""Record that a local policing body oversees a police force."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.establishment.queries.organisations import overseen_in
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.capabilities.establishment.rules.organisations import (
    POLICING_BODIES,
    objections_to_oversee,
    objections_to_tie,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Agency, Oversight
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, TextField
from broadhurst.foundation.workflow import refuse_if


class BeginOversightForm(CommandForm):
    body = AgencyField(label="Local policing body")
    from_on = DateField(
        label="First day", help_text="Leave blank if you do not know it.", required=False
    )
    source = TextField(
        label="Source", help_text="Where this comes from.", required=False, max_length=400
    )

    def narrow_choices(self) -> None:
        """Offer the organisations that can oversee a force."""
        rows = Agency.objects.filter(kind__in=POLICING_BODIES)
        self.fields["body"].queryset = rows  # type: ignore[attr-defined]


@command
def begin_oversight(
    *, actor: Actor, agency: Agency, body: Agency, from_on: date | None = None, source: str = ""
) -> Oversight:
    """Record which local policing body oversees a force, and from when."""
    # Lock both in id order, as closing does, so that two commands cannot deadlock.
    for key in sorted({agency.pk, body.pk}):
        take(Agency, key)
    force, body = lock(Agency.objects.all(), agency), lock(Agency.objects.all(), body)
    refuse_if(
        objections_to_administer(actor.roles)
        + objections_to_oversee(
            force.kind, body.kind, from_on=from_on, until_on=None,
            clashing=overseen_in(force, from_on),
        )
        + objections_to_tie(force.name, closes_on=force.until_on, until_on=None)
        + objections_to_tie(body.name, closes_on=body.until_on, until_on=None)
    )  # fmt: skip

    oversight = Oversight.objects.create(force=force, body=body, from_on=from_on, source=source)

    record(
        actor, "oversight.begun", force.key, dossier=None, kind=Event.Kind.COLLECTION,
        force=force.name, body=body.name,
    )  # fmt: skip
    return oversight

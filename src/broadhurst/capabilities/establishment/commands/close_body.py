"""Close an organisation, and say which one takes its place."""

from datetime import date

from broadhurst.capabilities.establishment import rules
from broadhurst.capabilities.establishment.queries.administering import open_beyond
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import DateField, ModelSelectField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class CloseBodyForm(Ask):
    until_on = DateField(
        label="First day closed",
        help_text="It stays open until the day before. For example, 1 4 2027",
    )
    successor = ModelSelectField(
        Agency.objects.none(),
        label="Successor",
        help_text="The organisation that replaces it. Open that one first.",
        to_field_name="key",
        required=False,
    )

    def offer(self) -> None:
        """Other organisations."""
        rows = Agency.objects.exclude(kind=Agency.Kind.SYSTEM)
        others = rows.exclude(pk=self.subject["agency"].pk)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]


@command
def close_body(
    *, actor: Actor, agency: Agency, until_on: date, successor: Agency | None = None
) -> Agency:
    """Close an organisation. Close its units first."""
    agency = lock(Agency.objects.all(), agency)
    refuse_if(
        rules.objections_to_administer(actor.roles)
        + rules.objections_to_close(
            "organisation", from_on=agency.from_on, until_on=until_on, ended_on=agency.until_on,
            holds=open_beyond(agency.units.all(), until_on),
        )
    )  # fmt: skip

    agency.until_on = until_on
    agency.save(update_fields=["until_on"])
    if successor:
        successor.succeeds = agency
        successor.save(update_fields=["succeeds"])

    record(
        actor, "body.closed", agency.key, dossier=None, name=agency.name, until_on=day(until_on),
        successor=successor.name if successor else "",
    )  # fmt: skip
    return agency

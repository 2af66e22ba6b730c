"""Close an organisation and name its successor."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.establishment.queries.closing import running_beyond
from broadhurst.capabilities.establishment.queries.forms import to_close_agency
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.capabilities.establishment.rules.organisations import (
    objections_to_close,
    objections_to_take_place,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class CloseAgencyForm(CommandForm):
    until_on = DateField(
        label="First day closed",
        help_text="It stays open until the day before. For example, 1 4 2027",
    )
    successor = AgencyField(
        label="Successor",
        help_text="The organisation that replaces it. Open that one first.",
        required=False,
    )

    def narrow_choices(self) -> None:
        """Offer the other organisations."""
        rows = Agency.objects.exclude(kind=Agency.Kind.SYSTEM)
        others = rows.exclude(pk=self.subject["agency"].pk)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]


@for_record(to_close_agency)
@command
def close_agency(
    *, actor: Actor, agency: Agency, until_on: date, successor: Agency | None = None
) -> Agency:
    """Close an organisation. End its units, ties and appointments first."""
    # Lock both in id order, so that two commands that close them cannot deadlock.
    for key in sorted({agency.pk, successor.pk if successor else agency.pk}):
        take(Agency, key)
    agency = lock(Agency.objects.all(), agency)
    agencies = Agency.objects.select_related("succeeds")
    successor = lock(agencies, successor) if successor else None
    other = successor.succeeds if successor and successor.succeeds_id != agency.pk else None
    refuse_if(
        objections_to_administer(actor.roles)
        + objections_to_close(
            "organisation", from_on=agency.from_on, until_on=until_on, ended_on=agency.until_on,
            holds=running_beyond(agency, until_on),
        )
        + objections_to_take_place(str(successor), of_another=other.name if other else "")
    )  # fmt: skip

    agency.until_on, agency.succeeded_by = until_on, successor
    agency.save(update_fields=["until_on", "succeeded_by"])
    if successor:
        successor.succeeds = agency
        successor.save(update_fields=["succeeds"])

    record(
        actor, "agency.closed", agency.key, dossier=None, name=agency.name, until_on=day(until_on),
        successor=successor.name if successor else "",
    )  # fmt: skip
    return agency

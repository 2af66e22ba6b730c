"""Plan a succession of organisations. Nothing moves until it is carried out."""

from collections.abc import Sequence
from datetime import date

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.register.rules.registering import PARTNER_KINDS
from broadhurst.capabilities.succession import rules
from broadhurst.capabilities.succession.models import Succession
from broadhurst.capabilities.succession.queries import planned_with
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Agency, Unit, in_force_on
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    DateField,
    ModelCheckboxesField,
    TextAreaField,
)
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

OWNING = ("police_force", "rocu", "national_agency")
KINDS = (*OWNING, *PARTNER_KINDS)


class UnitsField(ModelCheckboxesField):
    """Units, each with its organisation."""

    def label_from_instance(self, unit: Unit) -> str:
        return f"{unit.name}, {unit.agency.short_name}"


class PlanSuccessionForm(CommandForm):
    shows = {"kind": {"part": ("units",)}}
    needs = ("units",)

    kind = ChoiceField(label="What moves?", choices=Succession.Kind.choices)
    predecessors = ModelCheckboxesField(
        label="Organisations that end or give up units",
        noun="organisations",
        queryset=Agency.objects.none(),
        to_field_name="key",
    )
    units = UnitsField(
        label="Units that move", queryset=Unit.objects.none(), to_field_name="key", required=False
    )
    successor = AgencyField(
        label="Successor", help_text="The organisation that takes over. Open a new one first."
    )
    effective_on = DateField(label="First day", help_text="For example, 1 4 2027")
    reason = TextAreaField(
        label="Reason", help_text="Name the law or the agreement.", max_length=2000
    )

    def narrow_choices(self) -> None:
        """Offer the organisations that may own OCGs, partners, and the units of both."""
        today = clock.today()
        agencies = Agency.objects.filter(in_force_on(today), kind__in=KINDS)
        units = Unit.objects.filter(in_force_on(today), agency__in=agencies)
        self.fields["predecessors"].queryset = agencies  # type: ignore[attr-defined]
        successors = Agency.objects.filter(kind__in=KINDS)
        self.fields["successor"].queryset = successors  # type: ignore[attr-defined]
        by_agency = units.select_related("agency").order_by("agency__name", "name")
        self.fields["units"].queryset = by_agency  # type: ignore[attr-defined]


@command
def plan_succession(
    *,
    actor: Actor,
    kind: str,
    predecessors: Sequence[Agency],
    successor: Agency,
    effective_on: date,
    reason: str,
    units: Sequence[Unit] = (),
) -> Succession:
    """Plan that an organisation takes over others, or some units of one, from a day."""
    for key in sorted({successor.pk, *(agency.pk for agency in predecessors)}):
        take(Agency, key)
    refuse_if(
        rules.objections_to_plan(
            actor.roles,
            kind=kind,
            predecessors=predecessors,
            units=units,
            successor=successor,
            effective_on=effective_on,
            today=clock.today(),
            planned=planned_with(predecessors),
        )
    )

    succession = Succession.objects.create(
        ref=new_reference("SUC"),
        kind=kind,
        successor=successor,
        effective_on=effective_on,
        reason=reason,
        planned_by=actor.officer,
        planned_at=clock.now(),
    )
    succession.predecessors.set(predecessors)
    succession.units.set(units)

    record(
        actor,
        "succession.planned",
        succession.ref,
        dossier=None,
        predecessors=", ".join(agency.name for agency in predecessors),
        successor=successor.name,
        day=day(effective_on),
        reason=reason,
    )
    return succession

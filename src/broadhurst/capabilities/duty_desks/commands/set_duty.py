"""Set who is on duty for a unit in a span of hours, and trim the duties that overlap it."""

from datetime import datetime

from broadhurst.capabilities.deconfliction.models import Duty
from broadhurst.capabilities.deconfliction.queries.on_duty import served_by
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.capabilities.duty_desks.writes.trim_overlapping import trim_overlapping_duties
from broadhurst.capabilities.establishment.forms.fields import OfficerField, UnitField
from broadhurst.capabilities.establishment.queries.officers import officers_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.govuk.fields import DateTimeField, TextField
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.workflow import refuse_if


class SetDutyForm(CommandForm):
    unit = UnitField(label="Unit")
    contact = TextField(
        label="Duty contact",
        help_text="Role and 24-hour number, such as Night duty inspector, 0161 496 0123. "
        "Never a person’s own number.",
        max_length=120,
    )
    superior = OfficerField(
        label="Superior on call",
        help_text="We notify them of hits that nobody acknowledges.",
    )
    superior_contact = TextField(label="Superior’s role and number", max_length=120)
    from_at = DateTimeField(label="Begins", noun="start")
    until_at = DateTimeField(label="Ends", noun="end")

    def narrow_choices(self) -> None:
        """Offer the units whose rota the actor keeps, and officers of the actor's organisation."""
        self.fields["unit"].queryset = served_by(self.actor.unit)  # type: ignore[attr-defined]
        officers = officers_of(self.actor.agency, clock.today())
        self.fields["superior"].queryset = officers.order_by("name")  # type: ignore[attr-defined]


@for_roles(desk_rules.objections_to_rota_roles)
@command
def set_duty(
    *,
    actor: Actor,
    unit: Unit,
    contact: str,
    superior: Officer,
    superior_contact: str,
    from_at: datetime,
    until_at: datetime,
) -> Duty:
    """Put a duty on a unit's rota.

    If two officers set the same hours at once, a database constraint lets only one of them.
    """
    refuse_if(
        desk_rules.objections_to_set_duty(
            actor.roles,
            is_theirs=served_by(actor.unit).filter(pk=unit.pk).exists(),
            from_at=from_at,
            until_at=until_at,
            now=clock.now(),
        )
    )

    gave_way = trim_overlapping_duties(unit, from_at, until_at)
    duty = Duty.objects.create(
        unit=unit,
        contact=contact,
        superior=superior,
        superior_contact=superior_contact,
        from_at=from_at,
        until_at=until_at,
        set_by=actor.officer,
        set_at=clock.now(),
    )

    record(
        actor,
        "duty.set",
        unit.key,
        dossier=None,
        tell=[unit],
        unit=unit.name,
        contact=contact,
        since=moment(from_at),
        until=moment(until_at),
        gave_way=" ".join(gave_way) or None,
    )
    duty.gave_way = gave_way
    return duty

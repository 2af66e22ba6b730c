"""Record a direction that the Director General of the NCA gave a chief officer."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.tasking.models import Direction
from broadhurst.capabilities.tasking.queries.directions import coordinators_of, recipients
from broadhurst.capabilities.tasking.rules.directing import (
    objections_to_direct,
    objections_to_record,
    objections_to_recording_roles,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class RecordDirectionForm(CommandForm):
    recipient = AgencyField(
        label="Recipient",
        help_text="A force of England and Wales, the British Transport Police or the Serious "
        "Fraud Office. The Director General cannot direct a ROCU.",
    )
    given_on = DateField(label="Date of the direction", help_text="For example, 27 3 2027")
    task = TextAreaField(
        label="Task",
        help_text="The terms of the direction. Do not mention a source or covert activity.",
        max_length=4000,
    )
    grounds = TextAreaField(
        label="Grounds",
        help_text="How the task assists the NCA, and why voluntary arrangements were not enough or "
        "could not be made in time.",
        max_length=4000,
        rows=4,
    )
    due_on = DateField(label="To be performed by", required=False)

    def narrow_choices(self) -> None:
        """Offer all recipients, even those the law does not name: the refusal says why not."""
        self.fields["recipient"].queryset = recipients(self.actor.agency)  # type: ignore[attr-defined]


@for_roles(objections_to_recording_roles)
@command
def record_direction(
    *,
    actor: Actor,
    recipient: Agency,
    given_on: date,
    task: str,
    grounds: str,
    due_on: date | None = None,
) -> Direction:
    """Record a direction. The recipient's coordination unit sees it."""
    refuse_if(
        objections_to_record(actor, recipient)
        + objections_to_direct(
            recipient, given_on=given_on, due_on=due_on, text=f"{task} {grounds}",
            today=clock.today(),
        )
    )  # fmt: skip

    ref, units = new_reference("DIR"), coordinators_of(recipient)
    see, why = Grant.Level.SEE, Grant.Why.COORDINATION
    sights = [Sight(actor.unit, Grant.Level.WORK, Grant.Why.AUTHOR, ref)]
    sights += [Sight(unit, see, why, ref) for unit in units if unit != actor.unit]
    direction = Direction.objects.create(
        dossier=open_dossier(ref, sights), ref=ref, recipient=recipient, given_on=given_on,
        task=task, grounds=grounds, due_on=due_on, recorded_by=actor.officer,
        recorded_at=clock.now(),
    )  # fmt: skip

    record(
        actor, "direction.recorded", ref, dossier=direction.dossier, kind=Event.Kind.COLLECTION,
        tell=units, recipient=recipient.name,
    )  # fmt: skip
    return direction

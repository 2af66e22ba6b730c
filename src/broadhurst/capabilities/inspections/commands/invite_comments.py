"""Invite the chief officer to comment before a date (Police Act 1996 s.55(4))."""

from collections.abc import Iterable
from datetime import date

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.forms import to_move
from broadhurst.capabilities.inspections.queries.notified import has_commenter, invited_units
from broadhurst.capabilities.inspections.queries.responses import locked
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.commenting import (
    objections_to_invite,
    objections_to_units,
)
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Unit, in_force_on
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, ModelCheckboxesField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class InviteCommentsForm(CommandForm):
    units = ModelCheckboxesField(
        Unit.objects.none(),
        label="Units of the force",
        help_text="They will see this response, and may answer findings and add evidence.",
        to_field_name="key",
    )
    due_on = DateField(
        label="Comments due before",
        noun="day comments are due",
        help_text="The last day for comments is the day before.",
    )

    def narrow_choices(self) -> None:
        """Offer the force's own units, without its tasking boards."""
        units = Unit.objects.filter(
            in_force_on(clock.today()), agency=self.subject["response"].force_id
        ).exclude(kind=Unit.Kind.BOARD)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]


@for_record(to_move("invite_comments"))
@command
def invite_comments(
    *, actor: Actor, response: Response, units: Iterable[Unit], due_on: date
) -> Response:
    """Invite units of the force to comment.

    A second invitation can add units or change the date.
    """
    response = locked(response)
    parts = rules.roles_on(actor, response)
    invited, last_day = list(units), response.last_day if response.version == 1 else None
    refuse_if(
        rules.STAGES.objections("invite_comments", response.stage, parts)
        + objections_to_units(
            has_commenter=has_commenter([*invited, *invited_units(response)]),
            force=response.force.name,
        )
        + objections_to_invite(due_on=due_on, today=clock.today(), last_day=last_day)
    )

    for unit in invited:
        sight = Sight(unit, Grant.Level.WORK, Grant.Why.PARTNER, response.ref)
        grants.give(response.dossier, sight)
    response.invited_on = response.invited_on or clock.today()
    response.comments_due_on = due_on
    edited(response, actor)

    record(
        actor,
        "response.comments_invited",
        response.ref,
        dossier=response.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=invited,
        units=", ".join(unit.name for unit in invited),
        due_on=day(due_on),
    )
    return response

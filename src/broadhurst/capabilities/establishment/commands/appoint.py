"""Appoint a chief officer to a post."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.establishment.forms.posts import (
    basis_field,
    end_field,
    first_day_field,
)
from broadhurst.capabilities.establishment.queries.forms import to_change_post
from broadhurst.capabilities.establishment.queries.posts import locked_post, own_others
from broadhurst.capabilities.establishment.rules import appointments as rules
from broadhurst.capabilities.establishment.rules.administering import (
    objections_to_administer_in,
    objections_to_appoint_oneself,
)
from broadhurst.capabilities.establishment.rules.postings import Days
from broadhurst.foundation.access.actor import SYSTEM, Actor
from broadhurst.foundation.agencies.models import Appointment, Officer, Post
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


class AppointForm(CommandForm):
    officer = OfficerField(label="Officer")
    basis = basis_field()
    from_on = first_day_field()
    until_on = end_field("Only if it has already ended, or the day is known.")

    def narrow_choices(self) -> None:
        """Offer the officers of every organisation: a post may be held from elsewhere."""
        officers = Officer.objects.exclude(username=SYSTEM)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


@for_record(to_change_post)
@command
def appoint(
    *,
    actor: Actor,
    post: Post,
    officer: Officer,
    from_on: date,
    basis: str = Appointment.Basis.SUBSTANTIVE,
    until_on: date | None = None,
) -> Appointment:
    """Record who holds a post. If somebody else holds it too, the page shows an overlap."""
    post = locked_post(post, officer)
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=post.agency_id)
        + objections_to_appoint_oneself(is_self=officer.pk == actor.officer.pk)
        + rules.objections_to_withdrawn("post", is_withdrawn=post.withdrawn_at is not None)
        + rules.objections_to_appoint(
            Days(from_on, until_on), post=post, own_others=own_others(post, officer)
        )
    )

    appointment = Appointment.objects.create(
        ref=new_reference("APP", 8),
        officer=officer,
        post=post,
        basis=basis,
        from_on=from_on,
        until_on=until_on,
    )

    record(
        actor, "officer.appointed", officer.username, dossier=None, kind=Event.Kind.COLLECTION,
        tell=[officer], name=officer.name, post=post.title, body=post.agency.name,
        responsibility=post.get_kind_display(),
        cover="" if basis == Appointment.Basis.SUBSTANTIVE else appointment.get_basis_display(),
    )  # fmt: skip
    return appointment

"""Open the response of a local policing body to a report, for a force."""

from broadhurst.capabilities.clearance.writes.chain import open_chain
from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.establishment.queries.organisations import forces_of, policing_body_of
from broadhurst.capabilities.inspections.models import Report, Response
from broadhurst.capabilities.inspections.queries.forms import to_open
from broadhurst.capabilities.inspections.queries.opening import is_asked, published_for
from broadhurst.capabilities.inspections.queries.responses import live
from broadhurst.capabilities.inspections.rules import opening as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


class OpenResponseForm(CommandForm):
    force = AgencyField(
        label="Police force",
        help_text="The force that your organisation oversees.",
        error_messages={"invalid_choice": rules.NOT_OURS},
    )

    def narrow_choices(self) -> None:
        """Offer the forces that the organisation oversees today and the report addresses.

        The organisation's other forces stay valid choices, so that the rule refuses them
        and says why.
        """
        report, body = self.subject["report"], self.actor.agency
        field, forces = self.fields["force"], forces_of(body, clock.today())
        field.queryset = forces  # type: ignore[attr-defined]
        choices = [(force.key, str(force)) for force in forces if is_asked(report, force, body)]
        field.widget.choices = [("", "Choose"), *choices]


@for_record(to_open(is_elsewhere=False))
@command
def open_response(*, actor: Actor, report: Report, force: Agency) -> Response:
    """Open a response as a draft.

    Its letter copies the addresses of the body's last letter.
    """
    report = lock(Report.objects.all(), report)
    our_responses = Response.objects.filter(body=actor.agency)
    refuse_if(
        rules.objections_to_open(
            actor,
            report,
            force,
            responsible=policing_body_of(force, clock.today()),
            is_asked=is_asked(report, force, actor.agency),
            is_open=live().filter(body=actor.agency, report=report, force=force).exists(),
            published=published_for(report, force),
        )
    )

    ref, now, last = new_reference("RSP"), clock.now(), our_responses.first()
    dossier = open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)])
    response = Response.objects.create(
        dossier=dossier,
        ref=ref,
        report=report,
        body=actor.agency,
        unit=actor.unit,
        force=force,
        opened_at=now,
        last_edited_by=actor.officer,
        last_edited_at=now,
        subject=report.title,
        sender=last.sender if last else "",
        recipient=last.recipient if last else "",
        greeting=last.greeting if last else "",
        signed_by=last.signed_by if last else "",
        office=last.office if last else "",
        copies=last.copies if last else "",
    )
    open_chain(ref, dossier, actor.agency)

    record(
        actor,
        "response.opened",
        ref,
        dossier=dossier,
        kind=Event.Kind.COLLECTION,
        tell=[actor.unit],
        report=report.title,
        force=force.name,
    )
    return response

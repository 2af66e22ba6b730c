"""Start an event.

An open hit stops it, unless a named supervisor overrides it with a reason.
"""

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.establishment.queries.officers import officers_of
from broadhurst.capabilities.planned_events.queries.events import open_hits_of
from broadhurst.capabilities.planned_events.queries.forms import by_roles
from broadhurst.capabilities.planned_events.rules import events as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import ANY, CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class GoLiveForm(CommandForm):
    shows = {"override_by": {ANY: ("override_reason",)}}
    needs = ("override_reason",)

    override_by = OfficerField(label="Override given by",
        help_text="Only if it has an open hit. Choose a supervisor other than you.", required=False,
        noun="who gave the override",
    )  # fmt: skip
    override_reason = TextAreaField(
        label="Reason for the override", required=False, rows=2, max_length=500,
        noun="the reason for the override",
    )  # fmt: skip

    def narrow_choices(self) -> None:
        """Offer the other officers of the organisation whose role can give an override."""
        officers = officers_of(self.actor.agency, clock.today(), roles=rules.OVERRIDE_ROLES)
        others = officers.exclude(pk=self.actor.officer.pk)
        self.fields["override_by"].queryset = others  # type: ignore[attr-defined]


@for_record(by_roles(rules.objections_to_start))
@command
def go_live(
    *, actor: Actor, event: Event, override_by: Officer | None = None, override_reason: str = ""
) -> Event:
    """Start a planned event, once its window has begun."""
    event = lock(Event.objects.select_related("unit"), event)
    hits = [side.ref for side in open_hits_of(event)]
    refuse_if(
        rules.objections_to_go_live(
            actor.roles, event, clock.now(), actor=actor.officer, open_hits=hits,
            override_by=override_by, override_reason=override_reason,
        )
    )  # fmt: skip

    event.state = Event.State.LIVE
    event.override_by, event.override_reason = override_by, override_reason.strip()
    event.save(update_fields=["state", "override_by", "override_reason"])

    record(
        actor,
        "event.went_live",
        event.ref,
        dossier=None,
        tell=[event.unit, *([override_by] if override_by else [])],
        override_by=override_by.name if override_by else None,
        override_reason=event.override_reason,
        hits=", ".join(hits),
    )
    return event

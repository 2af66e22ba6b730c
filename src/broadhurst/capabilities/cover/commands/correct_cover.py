"""Correct the deputy or the days of cover. The earlier record stays, with the reason."""

from datetime import date
from typing import Any

from broadhurst.capabilities.cover.forms.days import DaysForm
from broadhurst.capabilities.cover.queries.covers import (
    covers_between,
    deputies_on,
    locked_cover,
)
from broadhurst.capabilities.cover.queries.forms import to_change
from broadhurst.capabilities.cover.rules import objections_to_correct
from broadhurst.capabilities.cover.writes.begin_cover import begin_cover, unit_of_deputy
from broadhurst.capabilities.establishment.queries.officers import roles_of
from broadhurst.capabilities.register.forms.leads import offer_leads
from broadhurst.capabilities.register.models import Cover
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.writes.begin_lead import close_covers
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

CORRECTED = ("deputy", "from_on", "until_on")


class CorrectCoverForm(DaysForm):
    prefills = True

    because = TextField(label="Reason for the correction", max_length=200)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        return subject | {"cover": locked_cover(subject["cover"])}

    def narrow_choices(self) -> None:
        """Start with the cover as it is recorded."""
        cover: Cover = self.subject["cover"]
        role = cover.lead.role
        offer_leads(self, "deputy", role, deputies_on(current_leadership(cover.ocg), role))
        for field in CORRECTED:
            self.fields[field].initial = getattr(cover, field)


@for_record(to_change)
@command
def correct_cover(
    *,
    actor: Actor,
    cover: Cover,
    deputy: Officer,
    from_on: date,
    until_on: date,
    because: str,
) -> Cover:
    """Replace cover by corrected cover, with a reason."""
    cover = locked_cover(cover)
    answers = {"deputy": deputy, "from_on": from_on, "until_on": until_on}
    changes = {name: new for name, new in answers.items() if getattr(cover, name) != new}
    others = covers_between(cover.ocg, from_on, until_on).exclude(pk=cover.pk)
    agency = unit_of_deputy(deputy, cover.lead).agency
    refuse_if(
        objections_to_correct(
            cover, actor, current_leadership(cover.ocg).leads, changes=changes, because=because,
            today=clock.today(), others=others, agency=agency,
            roles=roles_of(deputy, agency, clock.today()),
        )
    )  # fmt: skip

    close_covers(
        Cover.objects.filter(pk=cover.pk), Cover.ClosedAs.CORRECTED, because, by=actor.officer
    )
    lead = cover.lead
    lead.ocg = cover.ocg
    again = begin_cover(
        actor, lead, deputy=deputy, from_on=from_on, until_on=until_on, because=cover.because,
        replaces=cover,
    )  # fmt: skip

    record(
        actor, "cover.corrected", again.ref, dossier=cover.dossier,
        tell=[deputy, cover.deputy, lead.officer], was=cover.ref, deputy=deputy.name,
        lead=lead.officer.name, role=lead.get_role_display(), ocg=cover.ocg.name,
        from_on=day(from_on), until_on=day(until_on), because=because,
    )  # fmt: skip
    return again

"""Draft a new version of the scoring scheme, as a copy of the one in force."""

from datetime import date

from broadhurst.capabilities.register.models import Scheme
from broadhurst.capabilities.register.queries.assessing import scheme_in_force
from broadhurst.capabilities.scoring import rules
from broadhurst.capabilities.scoring.queries.policies import approved_days
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, TextAreaField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class DraftSchemeForm(CommandForm):
    version = TextField(label="Short name", help_text="For example, region-2.", max_length=40)
    name = TextField(label="Full name", max_length=120)
    source = TextField(
        label="Source", help_text="Say where its criteria come from.", max_length=200
    )
    from_on = DateField(
        label="First day", help_text="Assessments from this day on use it. For example, 27 3 2027."
    )
    because = TextAreaField(
        label="Reason", help_text="Say what the scheme in force gets wrong.", max_length=2000
    )


@for_actors(rules.objections_to_set)
@command
def draft_scheme(
    *, actor: Actor, version: str, name: str, source: str, from_on: date, because: str
) -> Scheme:
    """Draft a version with the criteria and bands in force, to be changed next."""
    versions = Scheme.objects.values_list("version", flat=True)
    refuse_if(
        rules.objections_to_set(actor)
        + rules.objections_to_draft_scheme(version, versions)
        + rules.objections_to_first_day(from_on, clock.today(), approved_days(Scheme))
    )

    current = scheme_in_force(clock.today())
    scheme = Scheme.objects.create(
        ref=new_reference("SCH"),
        version=version,
        name=name,
        source=source,
        from_on=from_on,
        because=because,
        criteria=current.criteria,
        bands=current.bands,
        drafted_by=actor.officer,
        drafted_at=clock.now(),
    )

    record(
        actor,
        "scheme.drafted",
        scheme.ref,
        dossier=None,
        version=version,
        from_on=day(from_on),
        because=because,
    )
    return scheme

"""End a posting, at once or from a future day."""

from datetime import date

from broadhurst.capabilities.establishment.commands.change_posting import POSTINGS
from broadhurst.capabilities.establishment.queries.accounts import is_system, locked_account
from broadhurst.capabilities.establishment.queries.forms import to_change_posting
from broadhurst.capabilities.establishment.rules.accounts import objections_to_change_roles
from broadhurst.capabilities.establishment.rules.administering import (
    objections_to_administer_in,
    objections_to_roles,
    objections_to_system_account,
)
from broadhurst.capabilities.establishment.rules.postings import objections_to_end_posting
from broadhurst.capabilities.establishment.writes.ending import end_access_in
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class EndPostingForm(CommandForm):
    until_on = DateField(
        label="First day after it ends",
        help_text="Today ends it at once. For example, 27 3 2026",
    )


@for_record(to_change_posting)
@command
def end_posting(*, actor: Actor, posting: Posting, until_on: date) -> Posting:
    """End a posting. From that day its sessions and tokens stop working."""
    today = clock.today()
    officer = locked_account(actor, posting.officer)
    posting = lock(POSTINGS, posting)
    own_agency, agency = actor.agency.pk, posting.unit.agency_id
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=own_agency, agency=agency)
        or objections_to_system_account(is_system=is_system(officer))
        or objections_to_roles(actor.roles, (), is_self=officer == actor.officer)
        + objections_to_change_roles(actor.roles, posting.roles)
        + objections_to_end_posting(posting, until_on=until_on, today=today)
    )

    posting.until_on = until_on
    posting.save(update_fields=["until_on"])
    sessions = tokens = 0
    if until_on <= today:
        sessions, tokens = end_access_in(posting)

    record(
        actor, "posting.ended", officer.username, dossier=None, tell=[officer, posting.unit],
        name=officer.name, unit=posting.unit.name, until_on=day(until_on), sessions=sessions,
        tokens=tokens,
    )  # fmt: skip
    return posting

"""Close an account when its officer leaves."""

from django.db.models import Q, Value
from django.db.models.functions import Greatest

from broadhurst.capabilities.establishment.queries.accounts import (
    locked_account,
)
from broadhurst.capabilities.establishment.queries.forms import to_close_account
from broadhurst.capabilities.establishment.writes.ending import end_access_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class CloseAccountForm(CommandForm):
    reason = TextField(
        label="Reason", help_text="We keep the reason. For example, left the force.", max_length=200
    )


@for_record(to_close_account)
@command
def close_account(*, actor: Actor, officer: Officer, reason: str) -> Officer:
    """Close an account. Its postings, sessions and tokens end at this instant."""
    officer = locked_account(actor, officer)
    refuse_if(to_close_account(actor, officer))

    today = clock.today()
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    open_postings = officer.postings.filter(Q(until_on__isnull=True) | Q(until_on__gt=today))
    postings = open_postings.update(until_on=Greatest("from_on", Value(today)))
    sessions, tokens = end_access_of(officer)

    record(
        actor, "account.closed", officer.username, dossier=None, name=officer.name, reason=reason,
        postings=postings, sessions=sessions, tokens=tokens,
    )  # fmt: skip
    return officer

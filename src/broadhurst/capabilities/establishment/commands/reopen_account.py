"""Reopen a closed account, without its old password and postings."""

from broadhurst.capabilities.establishment.queries.accounts import (
    locked_account,
)
from broadhurst.capabilities.establishment.queries.forms import to_reopen_account
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class ReopenAccountForm(CommandForm):
    """An empty form: the page says what comes back and the button confirms."""


@for_record(to_reopen_account)
@command
def reopen_account(*, actor: Actor, officer: Officer) -> Officer:
    """Reopen an account. The officer needs a new password and a posting to sign in."""
    officer = locked_account(actor, officer)
    refuse_if(to_reopen_account(actor, officer))

    officer.is_active = True
    officer.set_unusable_password()
    officer.save(update_fields=["is_active", "password"])

    record(actor, "account.reopened", officer.username, dossier=None, name=officer.name)
    return officer

"""Reopen a closed account, without its old password and postings."""

from broadhurst.capabilities.establishment.queries.accounts import (
    locked_account,
    objections_to_account,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if


class ReopenAccountForm(CommandForm):
    """An empty form: the page says what comes back and the button confirms."""


@command
def reopen_account(*, actor: Actor, officer: Officer) -> Officer:
    """Reopen an account. The officer needs a new password and a posting to sign in."""
    officer = locked_account(actor, officer)
    objections = objections_to_account(actor, officer)
    refuse_if(objections or (["This account is open already."] if officer.is_active else []))

    officer.is_active = True
    officer.set_unusable_password()
    officer.save(update_fields=["is_active", "password"])

    record(actor, "account.reopened", officer.username, dossier=None, name=officer.name)
    return officer

"""Change your own password."""

from broadhurst.capabilities.establishment.queries.accounts import (
    objections_to_sign_in,
    wrong_tries,
)
from broadhurst.capabilities.establishment.rules.accounts import (
    objections_to_change_password,
    objections_to_try_again,
)
from broadhurst.capabilities.establishment.writes.passwords import objections_to_password
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Officer, Session
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import PasswordField
from broadhurst.foundation.workflow import refuse_if


class ChangePasswordForm(CommandForm):
    current_password = PasswordField(label="Current password", max_length=200)
    new_password = PasswordField(
        label="New password",
        help_text="At least 8 characters. Three random words make a good one.",
        autocomplete="new-password",
        max_length=200,
    )
    again = PasswordField(label="New password again", autocomplete="new-password", max_length=200)


@command
@for_readers
def change_password(
    *, actor: Actor, current_password: str, new_password: str, again: str
) -> Officer:
    """Change your own password. Your other sessions end."""
    officer = lock(Officer.objects.all(), actor.officer)
    refuse_if(objections_to_try_again(wrong_tries(officer)))
    refuse_if(objections_to_sign_in(officer))
    refuse_if(
        objections_to_change_password(
            is_right=officer.check_password(current_password),
            is_new=new_password != current_password,
            is_repeated=new_password == again,
        )
        or objections_to_password(new_password, officer)
    )

    officer.set_password(new_password)
    officer.password_is_temporary, officer.password_expires_at = False, None
    officer.save(update_fields=["password", "password_is_temporary", "password_expires_at"])
    Session.objects.filter(officer=officer).delete()

    record(actor, "password.changed", officer.username, dossier=None)
    return officer

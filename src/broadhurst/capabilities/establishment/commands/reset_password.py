"""Give an officer a one-time password."""

from datetime import timedelta

from django.conf import settings

from broadhurst.capabilities.establishment.queries.accounts import (
    locked_account,
)
from broadhurst.capabilities.establishment.queries.administering import service_administrators
from broadhurst.capabilities.establishment.queries.forms import to_reset_password
from broadhurst.capabilities.establishment.queries.officers import postings_of
from broadhurst.capabilities.establishment.writes.ending import end_access_of
from broadhurst.capabilities.establishment.writes.passwords import one_time_password
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class ResetPasswordForm(CommandForm):
    """An empty form: the page says what happens and the button confirms."""


@for_record(to_reset_password)
@command
def reset_password(*, actor: Actor, officer: Officer) -> str:
    """Give a one-time password that expires. It is shown once. Sessions and tokens end."""
    officer = locked_account(actor, officer)
    refuse_if(to_reset_password(actor, officer))

    secret = one_time_password()
    officer.set_password(secret)
    officer.password_is_temporary = True
    lasts = timedelta(hours=settings.ONE_TIME_PASSWORD_HOURS)
    officer.password_expires_at = clock.now() + lasts
    officer.save(update_fields=["password", "password_is_temporary", "password_expires_at"])
    end_access_of(officer)

    # Notify others too. If somebody else signs in with the password, the officer may never see the
    # notification.
    today = clock.today()
    units = [posting.unit for posting in postings_of(officer, today)]
    record(
        actor, "password.reset", officer.username, dossier=None, name=officer.name,
        tell=[officer, *units, *service_administrators(today)],
    )  # fmt: skip
    return secret

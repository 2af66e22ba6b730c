"""Sign in and start to act in a posting."""

from datetime import datetime

from django import forms

from broadhurst.capabilities.establishment.queries.visits import last_visit
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.govuk.fields import PasswordField, TextField


class SignInForm(forms.Form):
    username = TextField(label="Username", autocomplete="username", max_length=50)
    password = PasswordField(label="Password", autocomplete="current-password", max_length=200)


@command
@for_readers
def take_posting(*, actor: Actor) -> datetime | None:
    """Record that an officer signed in and started to act in a posting.

    Return the officer's last sign-in that is at least a day old, or None. Home shows what changed
    since then, so a change stays there for a day after the sign-in that first showed it.
    """
    last = last_visit(actor)
    record(
        actor,
        "posting.taken",
        actor.officer.username,
        dossier=None,
        kind=Event.Kind.CONSULTATION,
        unit=actor.unit.key,
    )
    return last

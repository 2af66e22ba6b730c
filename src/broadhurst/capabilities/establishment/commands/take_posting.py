"""Sign in and start to act in a posting."""

from django import forms

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.govuk.fields import PasswordField, TextField


class SignInForm(forms.Form):
    username = TextField(label="Username", autocomplete="username", max_length=50)
    password = PasswordField(label="Password", autocomplete="current-password", max_length=200)


@command
def take_posting(*, actor: Actor) -> Actor:
    """Record that an officer signed in and started to act in a posting."""
    record(
        actor,
        "posting.taken",
        actor.officer.username,
        dossier=None,
        kind=Event.Kind.CONSULTATION,
        unit=actor.unit.key,
    )
    return actor

"""Enrol an officer, who may then sign in."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from broadhurst.capabilities.establishment import rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def enrol(*, actor: Actor, username: str, name: str, grade: str, password: str | None) -> Officer:
    """Enrol an officer; without a password they can be named on records but not sign in."""
    officer = Officer(username=username, name=name, grade=grade)
    refuse_if(
        rules.objections_to_administer(actor.roles) + _objections_to_password(password, officer)
    )

    officer.set_password(password)
    officer.save()

    record(actor, "officer.enrolled", username, dossier=None, kind=Event.Kind.COLLECTION, name=name)
    return officer


def _objections_to_password(password: str | None, officer: Officer) -> list[str]:
    if password is None:
        return []
    try:
        validate_password(password, officer)
    except ValidationError as weak:
        return list(weak.messages)
    return []

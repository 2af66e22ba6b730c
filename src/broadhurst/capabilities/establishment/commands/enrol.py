"""Enrol an officer, who may then sign in."""

from broadhurst.capabilities.establishment import rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def enrol(*, actor: Actor, username: str, name: str, grade: str, password: str | None) -> Officer:
    """Enrol an officer; without a password they can be named on records but not sign in."""
    refuse_if(rules.objections_to_administer(actor.roles))

    officer = Officer(username=username, name=name, grade=grade)
    officer.set_password(password)
    officer.save()

    record(actor, "officer.enrolled", username, dossier=None, kind=Event.Kind.COLLECTION, name=name)
    return officer

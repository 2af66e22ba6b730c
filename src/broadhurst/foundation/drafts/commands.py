"""The command that deletes drafts of 30 days ago."""

from django.db import connection

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def expire_drafts(*, actor: Actor) -> int:
    """Delete the expired drafts of all officers, and return how many there were.

    The database function deletes expired drafts only.
    """
    is_administrator = "administrator" in actor.roles
    refuse_if([] if is_administrator else ["Only an administrator can do this."])
    with connection.cursor() as cursor:
        cursor.execute("SELECT drafts_expire()")
        [count] = cursor.fetchone()
    record(
        actor, "drafts.expired", "-", dossier=None, kind=Event.Kind.ERASURE, count=count
    )  # fmt: skip
    return int(count)

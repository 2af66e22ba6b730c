"""Discard the imports of OCGs that were sent 7 days ago and are still under way."""

from broadhurst.capabilities.imports.writes.ended import expire
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def expire_ocg_imports(*, actor: Actor) -> int:
    """Discard the abandoned imports of all units with their headings, and return their number."""
    is_administrator = "administrator" in actor.roles
    refuse_if([] if is_administrator else ["Only an administrator can do this."])
    count = expire("ocg_imports_expire")
    record(actor, "ocg_imports.expired", "-", dossier=None, kind=Event.Kind.ERASURE, count=count)
    return count

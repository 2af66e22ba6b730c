"""Download a sealed copy of the policy log. Each download is recorded as a disclosure."""

from broadhurst.capabilities.liaison.models import LogCopy
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record


@command
@for_readers
def take_log_copy(*, actor: Actor, copy: LogCopy) -> bytes:
    """Return the PDF as it was sealed."""
    record(
        actor, "log.copy_downloaded", copy.ocg.ref, dossier=copy.dossier,
        kind=Event.Kind.DISCLOSURE, copy=copy.ref, count=copy.count, sha256=copy.sha256,
    )  # fmt: skip
    return bytes(copy.pdf)

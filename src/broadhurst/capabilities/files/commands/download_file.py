"""Download a file, recorded as a disclosure."""

from hashlib import sha256

from django.core.files.storage import storages

from broadhurst.capabilities.files import rules
from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.files.queries.files import dossier_of_file
from broadhurst.capabilities.notes.queries.records import KINDS
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.workflow import Refused, refuse_if


@command
@for_readers
def download_file(*, actor: Actor, file: File) -> bytes:
    """Return the content of a file, after its SHA-256 is compared."""
    refuse_if(rules.objections_to_download(file))
    try:
        with storages["files"].open(file.stored_as) as stored:
            content: bytes = stored.read()
    except OSError as missing:
        raise Refused([rules.UNREADABLE]) from missing
    if sha256(content).hexdigest() != file.sha256:
        raise Refused([rules.DIFFERS])

    record(
        actor,
        "record_file.downloaded",
        file.record_ref,
        dossier=dossier_of_file(file, actor),
        kind=Event.Kind.DISCLOSURE,
        file=file.ref,
        noun=KINDS[file.kind].noun,
        sha256=file.sha256,
    )
    return content

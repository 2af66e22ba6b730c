"""Add a file to a record: it is sniffed, scanned and kept with its SHA-256."""

from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from broadhurst.capabilities.files import rules
from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.files.queries.files import (
    locked_record,
    most_bytes,
    objections_to_add,
)
from broadhurst.capabilities.notes.queries.records import (
    KEY_OF_MODEL,
    address_ref,
    kind_of,
    record_rows,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors import virus_scan
from broadhurst.foundation.doors.file_types import type_of
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.doors.refusals import dossier_of
from broadhurst.foundation.workflow import Refused, refuse_if


@for_record(lambda actor, about: objections_to_add(actor, about))
@command
def add_file(*, actor: Actor, about: Any, file: Any, description: str) -> File:
    """Add a file to a record that you can see. Everyone who can see the record can download it.

    Only officers who convene a board add files to its agendas.
    """
    key = KEY_OF_MODEL[type(about)]
    refuse_if(rules.objections_to_record(record_rows(key, actor).filter(pk=about.pk).exists()))
    about = locked_record(about)
    refuse_if(objections_to_add(actor, about))
    size, most = file.size, most_bytes()
    refuse_if(rules.objections_to_file(size, most, is_program=False))
    content = file.read()
    file_type = type_of(content, file.name)
    refuse_if(
        rules.objections_to_file(size, most, is_program=file_type.is_program)
        + rules.objections_to_description(description)
    )
    scan = _scanned(content)

    ref = new_reference("FIL", 8)
    kept = File.objects.create(
        ref=ref, kind=key, record_id=about.pk, about=address_ref(about), name=file.name,
        description=description, size=len(content), sha256=sha256(content).hexdigest(),
        media=file_type.media, type_name=file_type.name, scan=scan, stored_as=ref,
        added_by=actor.officer, unit=actor.unit, added_at=clock.now(),
    )  # fmt: skip
    storages["files"].save(ref, ContentFile(content))

    record(
        actor,
        "record_file.added",
        about.ref,
        dossier=dossier_of(about),
        kind=Event.Kind.COLLECTION,
        file=kept.ref,
        noun=kind_of(about).noun,
        sha256=kept.sha256,
    )
    return kept


def _scanned(content: bytes) -> File.Scan:
    """Return the outcome of the scan. Raises Refused for a virus, or if the scanner is silent."""
    if not virus_scan.is_configured():
        return File.Scan.NOT_SCANNED
    try:
        virus = virus_scan.found_in(content)
    except virus_scan.NotScanned as silent:
        raise Refused([rules.SCANNER_IS_SILENT]) from silent
    refuse_if(rules.objections_to_virus(virus))
    return File.Scan.CLEAN

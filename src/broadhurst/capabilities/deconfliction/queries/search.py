"""The records of deconfliction that search finds: only by their whole reference.

Entries cannot be searched (rule 20). So their names and numbers are not in the search index, and a
part of a reference finds nothing.
"""

from collections.abc import Iterator

from django.urls import reverse

from broadhurst.capabilities.deconfliction.queries.entries import checks_made, own_entries
from broadhurst.capabilities.deconfliction.queries.hits import own_first
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.search.found import Found


def by_reference(actor: Actor, reference: str) -> Iterator[Found]:
    """Return the reader's own entry, check or hit with this reference, if there is one."""
    prefix = reference.partition("-")[0]
    if prefix == "TGT":
        for entry in own_entries(actor).filter(ref=reference):
            href = record_address("deconfliction:entry", entry.ref)
            context = f"Entered by your unit on {moment(entry.registered_at)}."
            yield Found(entry.pk, f"Entry {entry.title}", entry.ref, context, href)
    elif prefix == "HIT":
        for side in own_first(actor).filter(hit__ref=reference)[:1]:
            href = reverse("deconfliction:hit", args=[reference])
            context = f"Raised on {moment(side.raised_at)}."
            yield Found(side.pk, "Hit", reference, context, href)
    else:
        for check in checks_made().filter(ref=reference):
            href = record_address("deconfliction:check_made", check.ref)
            context = f"Made by {check.made_by.name} on {moment(check.made_at)}."
            yield Found(check.pk, "Deconfliction check", check.ref, context, href)

"""How search finds files, and what it shows of them. It does not read their content."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.files.queries.files import files
from broadhurst.capabilities.notes.queries.search import records_named
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind, in_short


def _files(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    rows: list[File] = list(files().filter(pk__in=ids))
    records = records_named((file.kind, file.record_ref) for file in rows)
    for file in rows:
        added = f"Added by {file.added_by.name} on {day(file.added_at)}"
        context = f"{in_short(file.description)} {added} to {records[file.record_ref]}."
        href = reverse("files:files", args=[file.about])
        yield Found(file.pk, file.name, file.ref, context, href)


FILES = Kind("file", "Files", _files)

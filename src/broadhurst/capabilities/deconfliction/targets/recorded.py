"""Tell which entries are about a recorded person or identifier."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from broadhurst.capabilities.deconfliction.models import Entry, Kind
from broadhurst.capabilities.register.corrections import Before

PERSON = Kind.PERSON.value


def entries_about(entries: Iterable[Entry], records: Sequence[Before]) -> list[Entry]:
    """Return the entries that are about one of the records."""
    return [
        entry for entry in entries if any(_is_of(entry.submitted, record) for record in records)
    ]


def _is_of(content: Mapping[str, Any], was: Before) -> bool:
    """Return whether an entry is about the record's person, or one of its identifiers."""
    names = content.get(PERSON, ())
    if names or was.names:
        born = was.born_on.isoformat() if was.born_on else ""
        entered = str(content.get("born") or "")
        return bool({*names} & {*was.names}) and (entered == born or not (entered and born))
    return any(value in content.get(kind, ()) for kind, value in was.things)

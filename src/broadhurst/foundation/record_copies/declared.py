"""The declaration of a record that can be downloaded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.letters import Letter


@dataclass(frozen=True)
class RecordCopy:
    """A kind of record as a document.

    `rows` returns the records that the actor may see, and the page of the record finds its row
    there too: who can read the record can download it. `write` makes the document. `page` is the
    name of the record's own address.

    `as_of` makes the document for another day, if there are days to choose from. `part` is set if
    the document is a part of the record, such as the policy log of an OCG.
    """

    noun: str
    rows: Callable[[], QuerySet[Any]]
    write: Callable[[Actor, Any], Letter]
    page: str
    part: bool = False
    as_of: Callable[[Actor, Any, date], Letter] | None = None

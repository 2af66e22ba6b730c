"""Move rows of an OCG to the one that is split off it, with a record of each.

The rows go behind the dossier of the new OCG, so that they follow it wherever it goes. Not a
command: the command that splits calls it. `move_rows.reverse` undoes it.
"""

from collections.abc import Iterator
from typing import Any

from broadhurst.capabilities.liaison.models import Chaser, Escalation, Extension, Note
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.merging.queries.split_parts import (
    Chosen,
    everyone,
    links_going,
    rows_going,
)
from broadhurst.capabilities.merging.writes.move_rows import Change, change
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.grants import attach
from broadhurst.foundation.access.models import Dossier

OF_A_REQUEST = (Note, Chaser, Extension, Escalation)
# Each of these has its own dossier, below that of its OCG.
WITH_OWN_DOSSIER = ("referrals", "orders")


def split_rows(ocg: Ocg, new: Ocg, chosen: Chosen) -> list[Change]:
    """Move what was chosen, and what goes with it. Return each row with what changed."""
    going = {key: list(rows) for key, rows in rows_going(ocg, chosen).items()}
    links = list(links_going(ocg, chosen))
    people = everyone(chosen)
    changes = [change(person, _behind(person, new)) for person in people]
    for key, rows in going.items():
        for row in rows:
            columns: dict[str, list[Any]] = {"ocg_id": [ocg.pk, new.pk]}
            if key in WITH_OWN_DOSSIER:
                changes.append(_attached(row.dossier, new))
            else:
                columns |= _behind(row, new)
            changes.append(change(row, columns))
    for model in OF_A_REQUEST:
        for row in model._base_manager.filter(request__in=going["requests"]):
            changes.append(change(row, _behind(row, new)))
    of_people = {person.pk for person in people}
    return changes + [change(link, dict(_ends(link, ocg, new, of_people))) for link in links]


def _behind(row: Any, new: Ocg) -> dict[str, list[Any]]:
    return {"dossier_id": [row.dossier_id, new.dossier_id]}


def _attached(dossier: Dossier, new: Ocg) -> Change:
    was = dossier.parent_id
    attach(dossier, new.dossier)
    columns = {"parent_id": [was, new.dossier_id]}
    return {"table": Dossier._meta.label, "id": dossier.pk, "columns": columns}


def _ends(link: Link, ocg: Ocg, new: Ocg, people: set[int]) -> Iterator[tuple[str, list[Any]]]:
    """Yield what changes at the end of a link, or at both ends, that the new OCG has now."""
    ends = (
        ("ocg_id", "one_dossier_id", link.person_id),
        ("other_ocg_id", "other_dossier_id", link.other_person_id),
    )
    for end, dossier, person in ends:
        if getattr(link, end) == ocg.pk and (person is None or person in people):
            yield end, [ocg.pk, new.pk]
            yield dossier, [getattr(link, dossier), new.dossier_id]

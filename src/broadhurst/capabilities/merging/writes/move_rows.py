"""Move the rows of an OCG to another with a record of each, and move them back by that record.

Not commands: the commands that merge and undo call these.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps

from broadhurst.capabilities.merging.models import Merge
from broadhurst.capabilities.merging.queries.parts import (
    MOVES,
    OF_A_PERSON,
    links_of,
    next_version,
    on_both,
)
from broadhurst.capabilities.merging.queries.row_words import words_of
from broadhurst.capabilities.register.models import Area, Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.grants import attach
from broadhurst.foundation.access.models import Dossier

Change = dict[str, Any]
ADDED = Area._meta.label  # the only rows that a merge adds


def move_rows(ocg: Ocg, into: Ocg, because: str) -> list[Change]:
    """Move what is live on an OCG to another, and return each row with what changed."""
    changes = _end_what_both_have(ocg, into, because)
    for rows in MOVES.values():
        for row in rows(ocg):
            columns = {"ocg_id": [ocg.pk, into.pk]}
            if row._meta.label == "plans.Plan":
                columns["version"] = [row.version, next_version(into)]
            changes.append(change(row, columns))
    for link in links_of(ocg, into):
        end = "ocg_id" if link.ocg_id == ocg.pk else "other_ocg_id"
        changes.append(change(link, {end: [ocg.pk, into.pk]}))
    return changes + _add_districts(ocg, into)


def move_back(merge: Merge) -> list[str]:
    """Move back each row that has not changed since the merge, and return the others.

    A correction since has made other rows of the same people. They go with the people.
    """
    kept = reverse(merge.rows)
    people = [change["person"] for change in merge.rows if change.get("person")]
    for model in OF_A_PERSON:
        rows = model._base_manager.filter(ocg=merge.into, person__in=people)
        rows.filter(**_since(model, merge)).update(ocg=merge.ocg)
    return kept


def reverse(changes: Sequence[Change]) -> list[str]:
    """Reverse each change whose row has not changed since, and return the others."""
    kept = []
    for change in reversed(changes):
        model = apps.get_model(change["table"])
        if change["table"] == ADDED:
            Area.objects.filter(pk=change["id"]).delete()
            continue
        if change["table"] == Dossier._meta.label:
            _put_back(change)
            continue
        now = {name: after for name, (_, after) in change["columns"].items()}
        before = {name: was for name, (was, _) in change["columns"].items()}
        if not model._base_manager.filter(pk=change["id"], **now).update(**before):
            kept.append(words_of(model, change["id"]))
    return kept


def _put_back(change: Change) -> None:
    """Put a dossier below the one where it was. Only a function of the database may move it."""
    [was, _now] = change["columns"]["parent_id"]
    above = Dossier.objects.get(pk=was) if was else None
    attach(Dossier.objects.get(pk=change["id"]), above)


def _since(model: Any, merge: Merge) -> dict[str, Any]:
    """Filter for rows made after the merge."""
    made = {"Membership": "added_at", "Identifier": "added_at", "Referral": "sent_at",
            "NotReferred": "recorded_at", "Order": "recorded_at"}  # fmt: skip
    return {f"{made[model.__name__]}__gte": merge.merged_at}


def _end_what_both_have(ocg: Ocg, into: Ocg, because: str) -> list[Change]:
    """End the identifiers that both have on the OCG that is merged.

    If only one record names the user, the other gets that person.
    """
    changes = []
    for row, held in on_both(ocg, into):
        columns: dict[str, list[Any]] = {
            "ended_at": [None, clock.now().isoformat()],
            "ended_because": ["", because],
        }
        changes.append(change(row, columns))
        if held.person_id is None and row.person_id is not None:
            changes.append(change(held, {"person_id": [None, row.person_id]}))
    return changes


def _add_districts(ocg: Ocg, into: Ocg) -> list[Change]:
    """Add the districts of an OCG to another that is active there too."""
    held = into.areas.values("district")
    added = Area.objects.bulk_create(
        Area(dossier=into.dossier, ocg=into, district=area.district)
        for area in ocg.areas.select_related("district").exclude(district__in=held)
    )
    return [{"table": ADDED, "id": area.pk, "columns": {}} for area in added]


def change(row: Any, columns: Mapping[str, Sequence[Any]]) -> Change:
    """Change a row, and return the record of it."""
    now = {name: after for name, (_, after) in columns.items()}
    type(row)._base_manager.filter(pk=row.pk).update(**now)
    person = getattr(row, "person_id", None) if row._meta.label == "register.Membership" else None
    return {"table": row._meta.label, "id": row.pk, "columns": columns, "person": person}

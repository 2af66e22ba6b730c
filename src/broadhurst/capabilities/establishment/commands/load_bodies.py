"""Load the real bodies of policing and their partners, with regions and districts."""

import tomllib
from pathlib import Path
from typing import Any

from broadhurst.capabilities.establishment import rules
from broadhurst.capabilities.establishment.commands.open_body import open_body
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, District, Oversight, Region, RegionMember
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if

DATA = Path(__file__).parent.parent / "data"


def _rows(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((DATA / name).read_text())


@command
def load_bodies(*, actor: Actor) -> int:
    """Load or bring up to date every body in `data/`; returns how many bodies there are."""
    refuse_if(rules.objections_to_administer(actor.roles))

    rows = _rows("bodies.toml")
    bodies: dict[str, Agency] = {}
    for row in rows["body"]:
        succeeded = bodies.get(row.get("succeeds", ""))
        bodies[row["key"]] = open_body(actor=actor, **(row | {"succeeds": succeeded}))
    regions = {
        row["key"]: Region.objects.update_or_create(key=row["key"], defaults=row)[0]
        for row in rows["region"]
    }
    for row in rows["member"]:
        RegionMember.objects.update_or_create(
            region=regions[row["region"]],
            agency=bodies[row["agency"]],
            from_on=row["from_on"],
            defaults={"until_on": row.get("until_on")},
        )
    for row in rows["policing_body"]:
        Oversight.objects.update_or_create(
            force=bodies[row["force"]],
            body=bodies[row["body"]],
            from_on=row.get("from_on"),
            defaults={"until_on": row.get("until_on"), "source": row["source"]},
        )
    for row in _rows("districts.toml")["district"]:
        District.objects.update_or_create(
            key=row["key"],
            defaults={
                "name": row["name"],
                "force": bodies[row["force"]],
                "council": bodies.get(row["council"]),
            },
        )

    collection, count = Event.Kind.COLLECTION, len(bodies)
    record(actor, "bodies.loaded", "bodies", dossier=None, kind=collection, count=count)
    return count

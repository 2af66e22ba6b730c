"""Load the police organisations and their partners, with regions and districts."""

import tomllib
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, District, Oversight, Region, RegionMember
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if

DATA = Path(__file__).parent.parent / "data"


def _rows(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((DATA / name).read_text())


@command
def load_agencies(*, actor: Actor) -> int:
    """Load the organisations of `data/` that are missing, and return the total.

    Existing organisations are unchanged, because an administrator may have corrected them.
    """
    refuse_if(objections_to_administer(actor.roles))

    rows = _rows("agencies.toml")
    agencies: dict[str, Agency] = {}
    for row in rows["body"]:
        predecessor = agencies.get(row.get("succeeds", ""))
        existing = Agency.objects.filter(key=row["key"]).first()
        agencies[row["key"]] = existing or open_agency(
            actor=actor, **(row | {"succeeds": predecessor})
        )
    regions = {
        row["key"]: Region.objects.update_or_create(key=row["key"], defaults=row)[0]
        for row in rows["region"]
    }
    for row in rows["member"]:
        _member(regions[row["region"]], agencies[row["agency"]], row)
    for row in rows["policing_body"]:
        _oversight(agencies[row["force"]], agencies[row["body"]], row)
    for row in _rows("districts.toml")["district"]:
        # An existing district is unchanged, because an administrator may have corrected it.
        District.objects.get_or_create(
            key=row["key"],
            defaults={
                "name": row["name"],
                "force": agencies[row["force"]],
                "council": agencies.get(row["council"]),
            },
        )

    collection, count = Event.Kind.COLLECTION, len(agencies)
    record(actor, "agencies.loaded", "agencies", dossier=None, kind=collection, count=count)
    return count


def _member(region: Region, agency: Agency, row: dict[str, Any]) -> None:
    """Record a force's region, unless an administrator recorded otherwise."""
    same = RegionMember.objects.filter(region=region, agency=agency, from_on=row["from_on"])
    if not same.exists() and not _overlaps(agency.regions.all(), row):
        RegionMember.objects.create(
            region=region, agency=agency, from_on=row["from_on"], until_on=row.get("until_on")
        )


def _oversight(force: Agency, body: Agency, row: dict[str, Any]) -> None:
    """Record a force's policing body, unless an administrator recorded otherwise."""
    same = Oversight.objects.filter(force=force, body=body, from_on=row.get("from_on"))
    if not same.exists() and not _overlaps(force.overseen_by.all(), row):
        Oversight.objects.create(
            force=force,
            body=body,
            from_on=row.get("from_on"),
            until_on=row.get("until_on"),
            source=row["source"],
        )


def _overlaps(spans: QuerySet[Any], row: dict[str, Any]) -> bool:
    """Whether any of these spans overlaps the row's span."""
    if "from_on" in row:
        spans = spans.filter(Q(until_on__isnull=True) | Q(until_on__gt=row["from_on"]))
    if "until_on" in row:
        spans = spans.filter(Q(from_on__isnull=True) | Q(from_on__lt=row["until_on"]))
    return spans.exists()

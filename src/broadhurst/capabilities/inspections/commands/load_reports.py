"""Load the reports and findings that come with Broadhurst."""

import tomllib
from pathlib import Path
from typing import Any

from broadhurst.capabilities.inspections.commands.record_finding import record_finding
from broadhurst.capabilities.inspections.commands.record_report import record_report
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if

DATA = Path(__file__).parent.parent / "data"


@command
def load_reports(*, actor: Actor) -> int:
    """Record everything in `data/` published by today. Return the number of reports.

    Existing rows are not changed, so loading again adds only new ones.
    """
    refuse_if(rules.objections_to_record(actor.roles))

    data = tomllib.loads((DATA / "reports.toml").read_text())
    bodies = {agency.key: agency for agency in Agency.objects.all()}
    named = {row["key"]: row["bodies_named"] for row in data["report"]}
    for row in data["report"]:
        if row["published_on"] <= clock.today():
            _record_report(actor, row, bodies)
    for row in data["finding"]:
        _record_finding(actor, row, bodies, named[row["report"]])

    count = Report.objects.count()
    collection = Event.Kind.COLLECTION
    record(actor, "reports.loaded", "reports", dossier=None, kind=collection, count=count)
    return count


def _record_report(actor: Actor, row: dict[str, Any], bodies: dict[str, Agency]) -> None:
    if not Report.objects.filter(key=row["key"]).exists():
        values = {name: value for name, value in row.items() if name != "bodies_named"}
        values["publisher"] = bodies[values["publisher"]]
        values["grades"] = values.pop("grade", [])
        record_report(actor=actor, **values)


def _record_finding(
    actor: Actor, row: dict[str, Any], bodies: dict[str, Agency], named: list[str]
) -> None:
    """Record a finding, unless it exists.

    Without `addressed_to`, it is addressed to every organisation that the report names.
    """
    report = Report.objects.filter(key=row["report"]).first()
    if report is None or report.withdrawn_at or Finding.objects.filter(key=row["key"]).exists():
        return
    values = row | {
        "report": report,
        "addressed_to": [bodies[key] for key in row.get("addressed_to", named)],
        "is_verbatim": row["verbatim"],
        "parent": Finding.objects.filter(key=row.get("parent", "")).first(),
        "recurs_from": Finding.objects.filter(key=row.get("recurs_from", "")).first(),
    }
    del values["verbatim"]
    record_finding(actor=actor, **values)

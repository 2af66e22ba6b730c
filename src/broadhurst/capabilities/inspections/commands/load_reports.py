"""Load the reports, findings and register entries that Broadhurst brings with it."""

import tomllib
from pathlib import Path
from typing import Any

from broadhurst.capabilities.inspections.commands.record_act import record_act
from broadhurst.capabilities.inspections.commands.record_finding import record_finding
from broadhurst.capabilities.inspections.commands.record_report import record_report
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.capabilities.inspections.rules.acts import read_entry
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if

DATA = Path(__file__).parent.parent / "data"


@command
def load_reports(*, actor: Actor) -> int:
    """Record what of `data/` was published by today and is not here yet; gives how many reports.

    What stands is not changed, so a second loading adds only what is new.
    """
    refuse_if(rules.objections_to_record(actor.roles))

    given = tomllib.loads((DATA / "reports.toml").read_text())
    bodies = {agency.key: agency for agency in Agency.objects.all()}
    named = {row["key"]: row["bodies_named"] for row in given["report"]}
    for row in given["report"]:
        if row["published_on"] <= clock.today():
            _report(actor, row, bodies)
    for row in given["finding"]:
        _finding(actor, row, bodies, named[row["report"]])
    for row in given["register_entry"]:
        _entry(actor, row, bodies)

    count = Report.objects.count()
    collection = Event.Kind.COLLECTION
    record(actor, "reports.loaded", "reports", dossier=None, kind=collection, count=count)
    return count


def _report(actor: Actor, row: dict[str, Any], bodies: dict[str, Agency]) -> None:
    if not Report.objects.filter(key=row["key"]).exists():
        given = {name: value for name, value in row.items() if name != "bodies_named"}
        given["publisher"] = bodies[given["publisher"]]
        given["grades"] = given.pop("grade", [])
        record_report(actor=actor, **given)


def _finding(
    actor: Actor, row: dict[str, Any], bodies: dict[str, Agency], named: list[str]
) -> None:
    """`addressed_to` absent means every body that the report names."""
    report = Report.objects.filter(key=row["report"]).first()
    if report is None or report.withdrawn_at or Finding.objects.filter(key=row["key"]).exists():
        return
    given = row | {
        "report": report,
        "addressed_to": [bodies[key] for key in row.get("addressed_to", named)],
        "is_verbatim": row["verbatim"],
        "parent": Finding.objects.filter(key=row.get("parent", "")).first(),
        "recurs_from": Finding.objects.filter(key=row.get("recurs_from", "")).first(),
    }
    del given["verbatim"]
    record_finding(actor=actor, **given)


def _entry(actor: Actor, row: dict[str, Any], bodies: dict[str, Agency]) -> None:
    finding = Finding.objects.select_related("report").filter(key=row["finding"]).first()
    if finding is None:
        return
    agency = bodies[row["body"]]
    for one in read_entry((DATA / row["file"]).read_text()):
        same = finding.acts.filter(
            agency=agency, acted_on=one.acted_on, status=one.status, text=one.text
        )
        if one.acted_on <= clock.today() and not same.exists():
            record_act(
                actor=actor,
                finding=finding,
                agency=agency,
                acted_on=one.acted_on,
                status=one.status,
                text=one.text,
                source=row["url"],
            )

"""Notify owners of findings whose deadline or milestone is near or has passed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.queries.tracked import to_act_on
from broadhurst.capabilities.tracking import rules
from broadhurst.capabilities.tracking.models import Chaser, Milestone
from broadhurst.capabilities.tracking.queries.work import OPEN, work
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.record import About, command, record, record_each
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if

Owner = Officer | Unit


@dataclass(frozen=True)
class _Due:
    """A date of an organisation's finding that is near or has passed, and who owns it."""

    row: Any
    milestone: Milestone | None
    moment: str
    due_on: date

    @property
    def key(self) -> tuple[int, int, int | None, str, date]:
        milestone = self.milestone.pk if self.milestone else None
        return self.row.finding_id, self.row.agency_id, milestone, self.moment, self.due_on


@command
def chase_findings(*, actor: Actor) -> int:
    """Notify each owner once of each date that is near, and once when it has passed.

    A date that is changed is chased again. Return the number of notifications.
    """
    is_administrator = "administrator" in actor.roles
    refuse_if([] if is_administrator else ["Only an administrator can do this."])

    sent = set(Chaser.objects.values_list("finding", "agency", "milestone", "moment", "due_on"))
    due = [date_due for date_due in _due(clock.today()) if date_due.key not in sent]
    Chaser.objects.bulk_create(
        Chaser(
            finding_id=date_due.row.finding_id,
            agency_id=date_due.row.agency_id,
            milestone=date_due.milestone,
            moment=date_due.moment,
            due_on=date_due.due_on,
            sent_at=clock.now(),
        )
        for date_due in due
    )

    owners = _owners(due)
    deadlines = [_about(date_due, owners) for date_due in due if date_due.milestone is None]
    milestones = [_about(date_due, owners) for date_due in due if date_due.milestone]
    record_each(actor, "finding.chased", deadlines, dossier=None)
    record_each(actor, "milestone.chased", milestones, dossier=None)
    record(actor, "findings.chased", "-", dossier=None, count=len(due))
    return len(due)


def _due(today: date) -> Iterator[_Due]:
    """Yield the dates that are near or have passed, of findings with an owner."""
    rows = {
        (row.finding_id, row.agency_id): row for row in work().filter(to_act_on()).exclude(owner="")
    }
    for row in rows.values():
        due_on = row.finding.due_on
        if due_on and (moment := rules.moment_of(due_on, today, rules.DEADLINE_NEAR)):
            yield _Due(row, None, moment, due_on)
    near = today + rules.MILESTONE_NEAR
    for milestone in Milestone.objects.filter(OPEN, due_on__lte=near):
        if row := rows.get((milestone.finding_id, milestone.agency_id)):
            moment = rules.moment_of(milestone.due_on, today, rules.MILESTONE_NEAR)
            yield _Due(row, milestone, moment, milestone.due_on)


def _owners(due: list[_Due]) -> dict[tuple[int | None, int | None], Owner]:
    """Return the owners by the keys of the officer and the unit. One of the two is None."""
    officers = Officer.objects.in_bulk([date_due.row.owner_officer_id for date_due in due])
    units = Unit.objects.in_bulk([date_due.row.owner_unit_id for date_due in due])
    owners: dict[tuple[int | None, int | None], Owner] = {}
    owners |= {(key, None): officer for key, officer in officers.items()}
    owners |= {(None, key): unit for key, unit in units.items()}
    return owners


def _about(date_due: _Due, owners: dict[tuple[int | None, int | None], Owner]) -> About:
    finding = date_due.row.finding
    owner = owners[date_due.row.owner_officer_id, date_due.row.owner_unit_id]
    detail = {
        "finding": in_sentence(str(finding)),
        "report": finding.report.title,
        "agency": date_due.row.agency.name,
        "moment": date_due.moment,
        "due_on": day(date_due.due_on),
        "text": date_due.milestone.text if date_due.milestone else "",
    }
    return About(
        date_due.milestone.ref if date_due.milestone else finding.report.ref, [owner], detail
    )

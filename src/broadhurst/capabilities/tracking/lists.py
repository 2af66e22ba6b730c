"""The list of findings by organisation, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Case, Q, When
from django.urls import reverse

from broadhurst.capabilities.inspections.models import (
    Addressee,
    Finding,
    InspectorateAct,
    OurStatus,
)
from broadhurst.capabilities.inspections.queries.tracked import to_act_on
from broadhurst.capabilities.inspections.rules import statuses as rules
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS
from broadhurst.capabilities.tracking.models import NextStep
from broadhurst.capabilities.tracking.queries.work import (
    may_plan,
    overdue,
    owned_by,
    to_plan,
    work,
)
from broadhurst.capabilities.tracking.rules import PRIORITIES
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.lists.cells import Cell, Due, Link, Muted, Tag
from broadhurst.foundation.lists.declared import (
    ALL,
    BulkAction,
    Column,
    Filter,
    List,
    Rows,
    Tab,
    everything,
    with_boxes,
)

NO_DECISION = NONE = "none"
PRIORITY_COLOURS = {"high": "red", "medium": "yellow", "low": "grey"}
COLOURS = {"closed": "green", "no_action": "grey", "superseded": "grey", "reopened": "orange"}


def _ours_to_act_on(actor: Actor) -> Q:
    return _ours(actor) & to_act_on()


def _ours(actor: Actor) -> Q:
    return Q(agency=actor.agency)


def _rows(actor: Actor) -> Rows:
    """Return the findings. A finding that the actor may plan work on can be selected."""
    return with_boxes(work(), to_plan(actor), "finding__key")


def _may_name_owners(actor: Actor) -> bool:
    return not actor.reads_only and bool(rules.OWN_STATUS_ROLES & actor.roles)


def _by_theirs(rows: Rows, status: str) -> Rows:
    return rows.filter(theirs="" if status == NO_DECISION else status)


def _finding(row: Any) -> Cell:
    finding = row.finding
    address = reverse("tracking:work", args=[finding.key])
    about = Muted(f"{finding.report.title}, {finding.report.published_on:%B %Y}")
    return (Link(str(finding), address, about=finding.key), about)


def _theirs(row: Any) -> Cell:
    return Tag(rules.words(row.theirs), "purple") if row.theirs else Muted("No decision recorded")


def _priority(row: Any) -> Cell:
    if not row.priority:
        return Muted("None")
    return Tag(NextStep.Priority(row.priority).label, PRIORITY_COLOURS[row.priority])


def _order() -> Case:
    """Return a value that sorts high before medium before low, and none last."""
    whens = [When(priority=name, then=place) for place, name in enumerate(PRIORITIES)]
    return Case(*whens, default=len(PRIORITIES))


def _milestone(row: Any) -> Cell:
    return Due(row.milestone_due) if row.milestone_due else Muted("None")


def _by_priority(rows: Rows, priority: str) -> Rows:
    return rows.filter(priority="" if priority == NONE else priority)


def _by_late(rows: Rows, answer: str) -> Rows:
    late = overdue(clock.today())
    return rows.filter(late) if answer == "yes" else rows.exclude(late)


def _due(row: Any) -> Cell:
    finding = row.finding
    if finding.due_on is None:
        return Muted(finding.due_text or "No deadline")
    is_open = not rules.is_ended(
        row.ours, row.theirs, reopened_on=row.reopened_on, theirs_on=row.theirs_on
    )
    return Due(finding.due_on) if is_open and row.ours != "closure_requested" else finding.due_on


FINDINGS = List(
    key="findings",
    label="Findings by organisation",
    noun="finding",
    page="tracking:findings",
    rows=_rows,
    columns=(
        Column("finding", "Finding", _finding, sort="finding__report__published_on", fixed=True),
        Column("organisation", "Organisation", lambda row: row.agency.name, sort="agency__name"),
        Column(
            "ours",
            "Its own status",
            lambda row: Tag(rules.words(row.ours), COLOURS.get(row.ours, "blue")),
            sort="ours",
        ),
        Column(
            "priority", "Priority", _priority, sort="priority_order", sort_value=_order, shown=False
        ),
        Column("owner", "Owner", lambda row: row.owner or Muted("None"), sort="owner"),
        Column("next_step", "Next step", lambda row: row.next_step or Muted("None")),
        Column("milestone", "Next milestone", _milestone, sort="milestone_due", shown=False),
        Column("theirs", "Inspectorate status", _theirs, sort="theirs"),
        Column("due", "Deadline", _due, sort="finding__due_on"),
    ),
    sort="-finding",
    nothing=("No findings yet", "Findings that are addressed to an organisation appear here."),
    tabs=(
        Tab("open", "Your organisation must act on", _ours_to_act_on),
        Tab("yours", "Owned by you or your unit", owned_by),
        Tab("overdue", "Overdue", lambda _actor: overdue(clock.today())),
        Tab("ours", "Your organisation’s", _ours),
        Tab(ALL, "All", everything),
    ),
    bulk=(
        BulkAction("Name the owner", "tracking:name_owners", _may_name_owners),
        BulkAction("Set the next step", "tracking:set_next_steps", may_plan),
    ),
    filters=(
        Filter(
            "ours",
            "Own status",
            lambda rows, status: rows.filter(ours=status),
            choices=lambda: OurStatus.Status.choices,
        ),
        Filter(
            "theirs",
            "Inspectorate status",
            _by_theirs,
            choices=lambda: [*InspectorateAct.Status.choices, (NO_DECISION, "No decision")],
        ),
        Filter(
            "priority",
            "Priority",
            _by_priority,
            choices=lambda: [*NextStep.Priority.choices, (NONE, "None")],
        ),
        Filter(
            "late",
            "Overdue",
            _by_late,
            choices=lambda: [("yes", "Overdue"), ("no", "Not overdue")],
        ),
        Filter("owner", "Owner", lambda rows, words: rows.filter(owner__icontains=words)),
        Filter(
            "kind",
            "Kind",
            lambda rows, kind: rows.filter(finding__kind=kind),
            choices=lambda: [
                choice for choice in Finding.Kind.choices if choice[0] in ANSWERED_KINDS
            ],
        ),
        Filter(
            "organisation",
            "Organisation",
            lambda rows, key: rows.filter(agency__key=key),
            choices=lambda: Agency.objects.filter(
                pk__in=Addressee.objects.values("agency")
            ).values_list("key", "name"),
            from_database=True,
        ),
        Filter(
            "q",
            "Words of the finding or the report",
            lambda rows, words: (
                rows.filter(finding__text__icontains=words)
                | rows.filter(finding__report__title__icontains=words)
            ),
        ),
    ),
    marking="OFFICIAL",
)

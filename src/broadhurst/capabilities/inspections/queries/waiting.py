"""Tasks of an actor in inspections."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from broadhurst.capabilities.clearance.models import Chain, Move
from broadhurst.capabilities.clearance.queries import asks_of_chains, chains_of, latest_moves
from broadhurst.capabilities.inspections.models import Finding, Response
from broadhurst.capabilities.inspections.queries.clearing import in_the_way
from broadhurst.capabilities.inspections.queries.opening import to_open
from broadhurst.capabilities.inspections.queries.reports import statuses
from broadhurst.capabilities.inspections.queries.responses import (
    asks_of_remaining,
    live,
    remaining,
    responses,
)
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.commenting import objections_to_comment
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query, sent_ahead
from broadhurst.foundation.agencies.models import Role
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

ROOM = "inspections"
DUE_WITHIN = timedelta(days=60)

MAY_HAVE_TASKS = """
%(roles)s::text[] && '{policing_body,inspectorate_liaison,chief_officer}'
OR EXISTS (SELECT FROM inspections_response WHERE stage IN ('drafting', 'cleared', 'published'))
"""


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the actor's tasks on reports, responses and findings."""
    today = clock.today()
    rows = _open_responses()
    refs = [row.ref for row in rows]
    asks = [ask for row in rows if row.stage == "drafting" for ask in asks_of_remaining(row)]
    with sent_ahead([*asks_of_chains(refs), *asks] if refs else []):
        chains, moves = (chains_of(refs), latest_moves(refs)) if refs else ({}, {})
        waiting = [
            task
            for row in rows
            for task in _response_tasks(actor, row, today, chains.get(row.ref), moves.get(row.ref))
        ]
    if actor.has(Role.POLICING_BODY):
        waiting += _reports_to_answer(actor)
    if actor.has(Role.INSPECTORATE_LIAISON) or actor.has(Role.CHIEF_OFFICER):
        waiting += _findings_due(actor, today)
    return waiting


def open_responses() -> QuerySet[Response]:
    """Return responses that are not published yet, or not sent to everyone yet."""
    stages, newer = Response.Stage, live().filter(corrects=OuterRef("pk"))
    unsent = Q(sent_to_hmicfrs_on=None) | Q(sent_to_home_secretary_on=None)
    is_open = Q(stage__in=(stages.DRAFTING, stages.CLEARED))
    is_unsent = Q(unsent, ~Exists(newer), stage=stages.PUBLISHED)
    return responses().filter(is_open | is_unsent)


@prepared_query
def _open_responses() -> QuerySet[Response]:
    return open_responses()


def _response_tasks(
    actor: Actor, response: Response, today: date, chain: Chain | None, move: Move | None
) -> Iterator[Waiting]:
    parts = rules.roles_on(actor, response)
    if response.stage == "drafting" and chain:
        missing = remaining(response, today)
        yield from _draft_tasks(response, parts, today, missing)
        if not missing:
            yield from _clearance_tasks(actor, response, today, chain, move)
    elif response.stage == "cleared" and rules.BODY in parts:
        yield _task("Publish the response to", response, _last_day(response))
    elif response.stage == "published" and rules.BODY in parts:
        for recipient, sent_on in (
            ("HMICFRS", response.sent_to_hmicfrs_on),
            ("the Home Secretary", response.sent_to_home_secretary_on),
        ):
            if sent_on is None:
                yield _task(f"Send {recipient} the response to", response, None)


def _draft_tasks(
    response: Response, parts: list[str], today: date, missing: list[str]
) -> Iterator[Waiting]:
    if missing and rules.BODY in parts:
        yield _task("Write the response to", response, _last_day(response))
    may_comment = not objections_to_comment(response.comments_due_on, today)
    is_silent = response.invited_on and not response.chief_officer_comments
    if rules.CHIEF in parts and is_silent and may_comment:
        yield _task("Comment on the response to", response, response.comments_last_day)


def _clearance_tasks(
    actor: Actor, response: Response, today: date, chain: Chain, move: Move | None
) -> Iterator[Waiting]:
    """Yield the task to clear a complete response, or to change one that was returned."""
    is_returned = move and move.outcome == Move.Outcome.RETURNED and not move.back_to
    if is_returned:
        if rules.BODY in rules.roles_on(actor, response):
            yield _task("Change the response to", response, _last_day(response))
    elif not in_the_way(chain, response, actor, today):
        yield _task("Clear the response to", response, _last_day(response))


def _task(label: str, response: Response, due: date | None) -> Waiting:
    href = record_address("inspections:response", response.ref)
    return Waiting(label, response.subject, href, due, ROOM, response.ref, for_unit=True)


def _last_day(response: Response) -> date | None:
    """Return the last of the 56 days, or None for a correction, which has no deadline."""
    return response.last_day if response.version == 1 else None


def _reports_to_answer(actor: Actor) -> Iterator[Waiting]:
    """Yield reports that address a force of this body and have no response.

    Reports with an unknown day of publication are left out, because they have no deadline.
    """
    for report in to_open(actor, clock.today()):
        href = record_address("inspections:report", report.ref)
        task, due = "Open a response to", report.last_day
        yield Waiting(task, f"“{report.title}”", href, due, ROOM, report.ref, for_unit=True)


def _findings_due(actor: Actor, today: date) -> Iterator[Waiting]:
    due = _due(actor.agency.pk, today + DUE_WITHIN)
    for rows in statuses(due).values():
        for row in rows:
            if row.agency.pk == actor.agency.pk and row.is_to_act_on:
                yield finding_task(row.finding, for_unit=True)


@prepared_query
def _due(agency: int, soon: date) -> QuerySet[Finding]:
    return Finding.objects.filter(
        kind__in=ANSWERED_KINDS, addressees__agency=agency, due_on__lte=soon, withdrawn_at=None
    ).select_related("report")


def finding_task(finding: Finding, *, for_unit: bool) -> Waiting:
    """Return the task to act on a finding. Its owner and the liaison officer get it once each."""
    about = f"{in_sentence(str(finding))} of “{finding.report.title}”"
    return Waiting(
        "Act on", about, record_address("inspections:finding", finding.key), finding.due_on, ROOM,
        finding.report.ref, for_unit=for_unit, key=f"finding {finding.key}",
    )  # fmt: skip


SOURCES = (TaskSource(MAY_HAVE_TASKS, waiting_for, lambda _: [_open_responses.ask()]),)

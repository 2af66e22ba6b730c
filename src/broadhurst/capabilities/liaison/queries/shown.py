"""The liaison section of an OCG's page, and a lead's tasks."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries import follow_up_tasks
from broadhurst.capabilities.liaison.queries.coming_up import coming_up
from broadhurst.capabilities.liaison.queries.log import (
    Late,
    as_signed,
    contact_of,
    days_since_contact,
    entries,
    not_met,
    without_meeting,
)
from broadhurst.capabilities.liaison.queries.requests import (
    checked,
    due,
    requests,
    verbs_on,
)
from broadhurst.capabilities.liaison.queries.reviews import SOURCES as REVIEW_TASKS
from broadhurst.capabilities.liaison.queries.reviews import late_review, review_task, reviews_for
from broadhurst.capabilities.liaison.queries.task_rows import (
    asked_of,
    late_by,
    open_on,
    unsigned,
)
from broadhurst.capabilities.liaison.rules.leading import objections_to_lead, role_of
from broadhurst.capabilities.liaison.rules.recording import SHORTEST, meet_within
from broadhurst.capabilities.liaison.rules.requesting import OPEN, roles_on
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.register.queries.leadership import (
    Leadership,
    current_leadership,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.notices.waiting import TaskSource, Waiting, tasks_of

MOST_REVIEWS = 5
TO_DO = {"asked": "Answer request", "accepted": "Complete request"}

ASKS_FOR = (
    "Ask the other lead to execute a warrant, make a safeguarding referral, bring in local "
    "partners or assess community impact. Each request has a deadline."
)
ASKS_FOR_PARTNER = (
    "Ask the other lead to make a safeguarding referral, bring in local partners or assess "
    "community impact. Each request has a deadline."
)

MAY_ANSWER = """
EXISTS (
    SELECT FROM led l
    JOIN liaison_request r ON r.ocg_id = l.ocg_id AND r.asked_role = l.role
    WHERE r.stage IN ('asked', 'accepted')
)
"""
MAY_SIGN = """
EXISTS (
    SELECT FROM liaison_logentry e
    WHERE %(officer)s IN (e.maker_id, e.sio_id, e.lro_id) AND NOT EXISTS (
        SELECT FROM liaison_signature s WHERE s.entry_id = e.id AND s.officer_id = %(officer)s
    )
)
"""
MAY_FOLLOW_UP = """
EXISTS (
    SELECT FROM led l JOIN register_lead named ON named.id = l.lead_id
    JOIN liaison_request r ON r.ocg_id = l.ocg_id
      AND r.asked_by_id IN (l.officer_id, named.officer_id)
    WHERE r.stage = 'asked' AND r.answer_due_at < %(today)s::date + 1
       OR r.stage = 'accepted' AND r.needed_on < %(today)s
)
"""
MAY_MEET = """
EXISTS (
    SELECT FROM led l JOIN register_lead named ON named.id = l.lead_id
    JOIN register_ocg g ON g.id = l.ocg_id AND g.state = 'active'
    JOIN register_lead o ON o.ocg_id = l.ocg_id AND o.until_at IS NULL
      AND o.role IN ('sio', 'lro') AND o.role <> l.role
    WHERE l.role IN ('sio', 'lro')
      AND NOT EXISTS (
        SELECT FROM liaison_meeting m
        WHERE m.ocg_id = l.ocg_id AND m.met_on >= %(today)s::date - 28
          AND m.sio_id IN (named.officer_id, o.officer_id)
          AND m.lro_id IN (named.officer_id, o.officer_id)
      )
)
"""

MAY_NEED_ATTENTION = """
EXISTS (
    SELECT FROM liaison_request WHERE ocg_id = %(ocg)s AND stage IN ('asked', 'accepted')
)
OR coalesce((
    SELECT max(m.met_on) FROM liaison_meeting m
    JOIN register_lead s ON s.ocg_id = m.ocg_id AND s.officer_id = m.sio_id
    JOIN register_lead l ON l.ocg_id = m.ocg_id AND l.officer_id = m.lro_id
    WHERE m.ocg_id = %(ocg)s AND s.role = 'sio' AND s.until_at IS NULL
      AND l.role = 'lro' AND l.until_at IS NULL
), '-infinity') < %(today)s::date - 28
OR EXISTS (SELECT FROM liaison_jointreview WHERE ocg_id = %(ocg)s AND next_on < %(today)s)
"""


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return the latest requests and log entries of an OCG, and the last contact."""
    leadership = current_leadership(ocg)
    rows: list[dict[str, Any]] = [
        {
            "request": request,
            "due": due(request),
            "to": _answers(request, leadership),
            "verbs": verbs_on(request, roles_on(actor, request, leadership.leads), actor),
        }
        for request in requests().filter(ocg=ocg)[:20]
    ]
    return {
        "open_requests": [row for row in rows if row["request"].stage in OPEN],
        "ended_requests": [row for row in rows if row["request"].stage not in OPEN],
        "log": [as_signed(entry, actor) for entry in entries(ocg)[:5]],
        "contact": contact_of(ocg, leadership),
        "joint_reviews": reviews_for(ocg, role_of(actor, leadership.leads), MOST_REVIEWS),
        **_coming_up(ocg, actor),
        "asks_for": ASKS_FOR_PARTNER if leadership.has_partner_lro else ASKS_FOR,
        "leads_here": not objections_to_lead(ocg, role_of(actor, leadership.leads)),
        **checked(ocg, actor),
    }


def _answers(request: Request, leadership: Leadership) -> Officer:
    """Return who a request is for: if it is open, the lead who has that role now."""
    lead = lead_now(request, leadership)
    return lead.officer if lead else request.asked_of


def lead_now(request: Request, leadership: Leadership) -> Lead | None:
    """Return who has the role that an open request was made to."""
    return leadership.lead(request.asked_role) if request.stage in OPEN else None


def another_lead(request: Request) -> Lead | None:
    """Return who has the role that an open request was made to, if they were not asked."""
    lead = lead_now(request, current_leadership(request.ocg))
    return lead if lead and lead.officer_id != request.asked_of_id else None


def _coming_up(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return what is coming up, and whether any of it is new to this lead."""
    items = coming_up(ocg)
    return {
        "coming_up": items,
        "has_new": any(actor.officer.pk in item.is_new_to for item in items),
    }


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return a lead's tasks: requests, entries to sign, and meetings that are late.

    A lead answers or completes the requests to their role, and follows up their own late ones.
    """
    return tasks_of(SOURCES, actor)


def _requests(actor: Actor) -> list[Waiting]:
    return [request_task(request) for request in asked_of(actor.officer.pk)]


def _late_requests(actor: Actor) -> list[Waiting]:
    late = late_by(actor.officer.pk, clock.now(), clock.today())
    tasks = [request_task(request) for request in late]
    return [replace(task, what="Follow up request") for task in tasks if task.is_overdue]


def _meetings(actor: Actor) -> list[Waiting]:
    return [meeting_task(late, late.since, late.within) for late in without_meeting(actor.officer)]


def _entries(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            "Sign policy log entry",
            f"{entry.number} for {entry.ocg.name}",
            record_address("liaison:sign_entry", entry.ref),
            room="liaison",
            ref=entry.ocg.ref,
        )
        for entry in unsigned(actor.officer.pk)
    ]


def attention_on(ocg: Ocg, actor: Actor, leadership: Leadership, by: str) -> list[Waiting]:
    """Return late requests, and a meeting of SIO and LRO if they have had none for too long.

    `by` names who leads the OCG.
    """
    role = role_of(actor, leadership.leads)
    tasks = []
    rows = open_on(ocg.pk)
    for request in sorted(rows, key=lambda row: (row.asked_at, row.pk), reverse=True)[:20]:
        request.ocg = ocg
        if (task := request_task(request)).is_overdue:
            lead = lead_now(request, leadership)
            who = f"{lead.officer.name} ({lead.get_role_display()})" if lead else by
            tasks.append(task.offered(role == request.asked_role, who))
    if ocg.state != Ocg.State.ACTIVE:  # nobody has to meet about a dormant one
        return tasks
    days = days_since_contact(ocg, leadership)
    if days is not None and days > SHORTEST and days > (within := _meet_within(ocg)):
        task = meeting_task(ocg, clock.today() - timedelta(days=days), within)
        tasks.append(task.offered(role is not None, by))
    if review := late_review(ocg):
        tasks.append(review_task(review).offered(role is not None, by))
    return tasks


def _meet_within(ocg: Ocg) -> int:
    assessment = current_assessment(ocg)
    return meet_within(assessment.moderation.tier if assessment else None)


def meeting_task(ocg: Ocg | Late, since: date, within: int) -> Waiting:
    """Return the task to record a meeting of SIO and LRO, who had none since a day."""
    href = record_address("liaison:record_meeting", ocg.ref)
    about, due = f"the SIO and LRO of {ocg.name}", since + timedelta(days=within)
    return Waiting("Record a meeting of", about, href, due, "liaison", ocg.ref)


def request_task(request: Request) -> Waiting:
    about = f"for {request.ocg.name}: {in_sentence(request.get_kind_display())}"
    href = record_address("liaison:request", request.ref)
    label, key = TO_DO[request.stage], follow_up_tasks.key_of(request)
    return Waiting(label, about, href, due(request), "liaison", request.ref, key=key)


SOURCES = (
    TaskSource(MAY_ANSWER, _requests, lambda actor: [asked_of.ask(actor.officer.pk)]),
    TaskSource(
        MAY_FOLLOW_UP,
        _late_requests,
        lambda actor: [late_by.ask(actor.officer.pk, clock.now(), clock.today())],
    ),
    TaskSource(MAY_MEET, _meetings, lambda actor: [not_met(actor.officer)]),
    TaskSource(MAY_SIGN, _entries, lambda actor: [unsigned.ask(actor.officer.pk)]),
    *follow_up_tasks.SOURCES,
    *REVIEW_TASKS,
)

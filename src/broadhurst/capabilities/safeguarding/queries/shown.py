"""Safeguarding on the OCG page and in the task list."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.registering import (
    PARTNER_LRO,
    objections_to_work_on,
)
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.at_risk import (
    ask_to_refer,
    at_risk_since,
    is_at_risk,
    is_child,
    not_referred,
    to_refer,
    to_refer_on,
)
from broadhurst.capabilities.safeguarding.queries.policy import authority_of
from broadhurst.capabilities.safeguarding.queries.referrals import (
    due_on,
    referrals,
    verbs_on,
)
from broadhurst.capabilities.safeguarding.queries.without_names import without_names
from broadhurst.capabilities.safeguarding.rules.at_risk import REFER_WITHIN
from broadhurst.capabilities.safeguarding.rules.consent import NRM
from broadhurst.capabilities.safeguarding.rules.referring import ENDED, roles_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.notices.waiting import TaskSource, Waiting, tasks_of

TEAM_MAY_ACT = """
EXISTS (
    SELECT FROM safeguarding_referral
    WHERE team_id = %(unit)s AND stage IN ('sent', 'acknowledged')
)
"""
HOLDER_MAY_ACT = """
EXISTS (
    SELECT FROM safeguarding_referral
    WHERE holder_id = %(officer)s
      AND (stage = 'decided'
           OR stage NOT IN ('closed', 'withdrawn') AND next_chase_on <= %(today)s::date)
)
"""
MAY_REFER = """
EXISTS (
    SELECT FROM led l
    JOIN register_membership m ON m.ocg_id = l.ocg_id AND m.ended_at IS NULL
    JOIN register_person p ON p.id = m.person_id
    WHERE l.role = 'sio'
      AND (m.category = 'victim' OR m.is_exploited
           OR p.born_on > %(today)s::date - interval '18 years 1 day')
      AND NOT EXISTS (
        SELECT FROM safeguarding_referral r
        WHERE r.ocg_id = m.ocg_id AND r.person_id = m.person_id AND r.is_child
          AND r.stage <> 'withdrawn'
      )
)
"""

MAY_NEED_ATTENTION = """
EXISTS (
    SELECT FROM safeguarding_referral
    WHERE ocg_id = %(ocg)s
      AND (stage = 'sent' OR (stage = 'acknowledged' AND decision_due_on < %(today)s::date))
)
OR EXISTS (
    SELECT FROM register_membership m
    JOIN register_person p ON p.id = m.person_id
    WHERE m.ocg_id = %(ocg)s AND m.ended_at IS NULL
      AND (m.category = 'victim' OR m.is_exploited
           OR p.born_on > %(today)s::date - interval '18 years 1 day')
      AND NOT EXISTS (
        SELECT FROM safeguarding_referral r
        WHERE r.ocg_id = m.ocg_id AND r.person_id = m.person_id AND r.is_child
          AND r.stage <> 'withdrawn'
      )
)
"""


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return the people at risk on an OCG, each with flags and referrals.

    A person who was removed from the OCG is included while they have a referral. An LRO from a
    partner organisation gets the referrals alone, without names.
    """
    parts = current_leadership(ocg).parts_of(actor)
    if PARTNER_LRO in parts:
        nameless = [(referral, due_on(referral)) for referral in without_names(ocg)]
        return {"nameless": nameless, "is_nameless": True}
    sent: dict[int, list[dict[str, Any]]] = {}
    for referral in referrals().filter(ocg=ocg):
        row = {
            "referral": referral,
            "due_on": due_on(referral),
            "verbs": verbs_on(referral, roles_on(actor, referral) + parts),
        }
        sent.setdefault(referral.person_id, []).append(row)
    decided = {decision.person_id: decision for decision in not_referred(ocg)}
    people: list[dict[str, Any]] = [
        {
            "member": member,
            "is_child": is_child(member),
            "sent": sent.get(member.person_id, []),
            "is_referred": any(
                row["referral"].stage != Referral.Stage.WITHDRAWN
                for row in sent.get(member.person_id, [])
            ),
            "not_referred": decided.get(member.person_id),
        }
        for member in _latest(ocg)
    ]
    return {
        "at_risk": [person for person in people if person["sent"] or _is_shown(person["member"])],
        "may_refer": not objections_to_work_on(ocg, parts),
    }


def _latest(ocg: Ocg) -> list[Membership]:
    """Return the current membership of each person, or the last one that ended."""
    rows = Membership.with_ended.filter(ocg=ocg).select_related("person")
    latest = {row.person_id: row for row in rows.order_by("added_at", "pk")}
    return sorted(latest.values(), key=lambda row: (row.added_at, row.pk))


def _is_shown(member: Membership) -> bool:
    return member.ended_at is None and is_at_risk(member)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the safeguarding tasks of an actor.

    An SIO refers people. A receiving team acknowledges and decides. A holder chases and closes.
    """
    return tasks_of(SOURCES, actor)


def _to_refer(actor: Actor) -> list[Waiting]:
    people = to_refer(actor.officer)[:50]
    if not people:
        return []
    since = at_risk_since(people)
    return [_refer_task(member, since[member.pk]) for member in people]


def _of_team(actor: Actor) -> list[Waiting]:
    return [_team_task(referral) for referral in _sent_to(actor.unit.pk)]


@prepared_query
def _sent_to(team: int) -> QuerySet[Referral]:
    open_referrals = Referral.objects.filter(team=team, stage__in=("sent", "acknowledged"))
    for_team = open_referrals.select_related("team__agency", "team__district__council")
    return for_team.order_by("sent_at")[:50]


@prepared_query
def _held_by(officer: int) -> QuerySet[Referral]:
    return Referral.objects.exclude(stage__in=ENDED).filter(holder=officer).order_by("sent_at")[:50]


@prepared_query
def _unanswered_on(ocg: int, today: date) -> QuerySet[Referral]:
    """Select the referrals of an OCG that wait for their team, the oldest first."""
    is_late = Q(stage=Referral.Stage.ACKNOWLEDGED, decision_due_on__lt=today)
    rows = Referral.objects.filter(Q(stage=Referral.Stage.SENT) | is_late, ocg=ocg)
    return rows.select_related("team__agency", "team__district__council").order_by("sent_at", "pk")[
        :50
    ]


def _of_holder(actor: Actor) -> Iterator[Waiting]:
    for referral in _held_by(actor.officer.pk):
        if referral.stage == Referral.Stage.DECIDED:
            yield _task("Close the referral", "close", referral, None)
        elif referral.next_chase_on and referral.next_chase_on <= clock.today():
            yield _task("Chase the referral", "chase", referral, referral.next_chase_on)


def attention_on(ocg: Ocg, actor: Actor, parts: Sequence[str], by: str) -> list[Waiting]:
    """Return the people of an OCG to refer, and the referrals that their team has not answered.

    A decision is listed once it is late. `parts` are the actor's roles on the OCG, and `by` names
    who has one.
    """
    people = to_refer_on(ocg)[:50]
    since = at_risk_since(people) if people else {}
    tasks = [_refer_task(member, since[member.pk]).offered(bool(parts), by) for member in people]
    return tasks + [
        _team_task(referral).offered(referral.team_id == actor.unit.pk, referral.team.name)
        for referral in _unanswered_on(ocg.pk, clock.today())
    ]


def _refer_task(member: Membership, since: datetime) -> Waiting:
    """Return the task to refer a person.

    The person appears by reference only, because others may see the screen.
    """
    href = record_address("safeguarding:refer", member.ocg.ref)
    return Waiting(
        "Make a safeguarding referral for",
        f"{'a child' if is_child(member) else 'an exploited person'} on {member.ocg.name}",
        f"{href}?{urlencode({'person': member.person.ref})}",
        since.astimezone(clock.LONDON).date() + timedelta(days=REFER_WITHIN),
        "safeguarding",
        member.person.ref,
    )


def _team_task(referral: Referral) -> Waiting:
    due = due_on(referral)
    if referral.stage == Referral.Stage.SENT:
        return _task("Acknowledge the referral", "acknowledge", referral, due)
    if referral.destination == NRM and not authority_of(referral):
        task = "Record the competent authority's decision on the referral"
        return _task(task, "record_decision", referral, due)
    return _task("Decide on the referral", "decide", referral, due)


def _task(task: str, verb: str, referral: Referral, due: date | None) -> Waiting:
    """Return a task on a referral. It names no person, because others may see the screen."""
    child_or_adult = "a child" if referral.is_child else "an adult"
    urgent = ", threat to life" if referral.threat_to_life else ""
    about = f"of {child_or_adult}, sent on {day(referral.sent_at)}{urgent}"
    href = reverse(f"safeguarding:{verb}_referral", args=[referral.ref])
    is_first = referral.threat_to_life and verb != "close"
    return Waiting(
        task, about, href, due, "safeguarding", referral.ref,
        for_unit=verb not in ("close", "chase"), is_first=is_first,
    )  # fmt: skip


SOURCES = (
    TaskSource(MAY_REFER, _to_refer, lambda actor: [ask_to_refer(actor.officer)]),
    TaskSource(TEAM_MAY_ACT, _of_team, lambda actor: [_sent_to.ask(actor.unit.pk)]),
    TaskSource(HOLDER_MAY_ACT, _of_holder, lambda actor: [_held_by.ask(actor.officer.pk)]),
)

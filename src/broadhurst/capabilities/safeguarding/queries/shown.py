"""What the OCG's page and home show of safeguarding."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from broadhurst.capabilities.register import rules as register
from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.register.queries import standing
from broadhurst.capabilities.safeguarding import rules
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.at_risk import (
    at_risk_since,
    is_at_risk,
    is_child,
    not_referred,
    to_refer,
)
from broadhurst.capabilities.safeguarding.queries.policy import authority_of
from broadhurst.capabilities.safeguarding.queries.referrals import due_on, referrals, verbs_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import Waiting


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """The people at risk around an OCG, each with flags and referrals.

    Somebody who was removed from the OCG stays while there is a referral of them.
    """
    parts = standing(ocg).parts_of(actor)
    sent: dict[int, list[dict[str, Any]]] = {}
    for referral in referrals().filter(ocg=ocg):
        row = {
            "referral": referral,
            "due_on": due_on(referral),
            "verbs": verbs_on(referral, rules.parts_on(actor, referral) + parts),
        }
        sent.setdefault(referral.person_id, []).append(row)
    decided = {one.person_id: one for one in not_referred(ocg)}
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
        "at_risk": [one for one in people if one["sent"] or _is_shown(one["member"])],
        "may_refer": not register.objections_to_work_on(ocg, parts),
    }


def _latest(ocg: Ocg) -> list[Membership]:
    """Of each person the row that holds now, or the last that did."""
    rows = Membership.with_ended.filter(ocg=ocg).select_related("person")
    latest = {row.person_id: row for row in rows.order_by("added_at", "pk")}
    return sorted(latest.values(), key=lambda row: (row.added_at, row.pk))


def _is_shown(member: Membership) -> bool:
    return member.ended_at is None and is_at_risk(member)


def waiting_for(actor: Actor) -> list[Waiting]:
    """People whom the SIO has still to refer; what the receiving team acknowledges and decides;
    what the holder chases and closes.
    """
    mine = Referral.objects.exclude(stage__in=rules.ENDED)
    sent_to_us = mine.filter(team=actor.unit, stage__in=("sent", "acknowledged"))
    teams = sent_to_us.select_related("team__agency", "team__district__council")
    to_be_sent = to_refer(actor.officer)[:50]
    since = at_risk_since(to_be_sent)
    waiting = [_referral_of(member, since[member.pk]) for member in to_be_sent]
    waiting += [_of_team(one) for one in teams.order_by("sent_at")[:50]]
    for one in mine.filter(holder=actor.officer).order_by("sent_at")[:50]:
        if one.stage == Referral.Stage.DECIDED:
            waiting.append(_waiting("Close referral", "close", one, None))
        elif one.next_chase_on and one.next_chase_on <= clock.today():
            waiting.append(_waiting("Chase referral", "chase", one, one.next_chase_on))
    return waiting


def _referral_of(member: Membership, since: datetime) -> Waiting:
    """The person is named by reference alone, because others may see the screen."""
    href = reverse("refer", args=[member.ocg.ref])
    return Waiting(
        "Make a safeguarding referral for",
        f"{'a child' if is_child(member) else 'an exploited person'} on {member.ocg.name}",
        f"{href}?{urlencode({'person': member.person.ref})}",
        since.astimezone(clock.LONDON).date() + timedelta(days=rules.REFER_WITHIN),
        "safeguarding",
        member.person.ref,
    )


def _of_team(one: Referral) -> Waiting:
    if one.stage == Referral.Stage.SENT:
        return _waiting("Acknowledge referral", "acknowledge", one, one.ack_due_on)
    if one.destination == rules.NRM and not authority_of(one):
        what = "Record the competent authority's decision on the referral"
        return _waiting(what, "record_decision", one, one.decision_due_on)
    return _waiting("Decide on referral", "decide", one, one.decision_due_on)


def _waiting(what: str, verb: str, one: Referral, due: date | None) -> Waiting:
    whom = "a child" if one.is_child else "an adult"
    about = f"for {whom}{', threat to life' if one.threat_to_life else ''}"
    href = reverse(f"{verb}_referral", args=[one.ref])
    return Waiting(what, about, href, due, "safeguarding", one.ref)

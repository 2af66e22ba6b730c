"""What the OCG's page and home show of referrals."""

from datetime import date
from typing import Any

from django.urls import reverse

from broadhurst.capabilities.register import rules as register
from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.register.queries import standing
from broadhurst.capabilities.safeguarding import rules
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.policy import authority_of
from broadhurst.capabilities.safeguarding.queries.referrals import due_on, referrals, verbs_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import Waiting


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """The people at risk around an OCG, each with flags and referrals."""
    parts = standing(ocg).parts_of(actor)
    sent: dict[int, list[dict[str, Any]]] = {}
    for referral in referrals().filter(ocg=ocg):
        row = {
            "referral": referral,
            "due_on": due_on(referral),
            "verbs": verbs_on(referral, rules.parts_on(actor, referral) + parts),
        }
        sent.setdefault(referral.person_id, []).append(row)
    people: list[dict[str, Any]] = [
        {"member": member, "is_child": _is_child(member), "sent": sent.get(member.person_id, [])}
        for member in ocg.memberships.select_related("person")
    ]
    return {
        "at_risk": [one for one in people if _is_at_risk(one["member"]) or one["sent"]],
        "may_refer": not register.objections_to_work_on(ocg, parts),
    }


def waiting_for(actor: Actor) -> list[Waiting]:
    """What the receiving team acknowledges and decides; what the holder chases and closes."""
    mine = Referral.objects.exclude(stage__in=rules.ENDED)
    sent_to_us = mine.filter(team=actor.unit, stage__in=("sent", "acknowledged"))
    teams = sent_to_us.select_related("team__agency", "team__district__council")
    waiting = [_of_team(one) for one in teams.order_by("sent_at")[:50]]
    for one in mine.filter(holder=actor.officer).order_by("sent_at")[:50]:
        if one.stage == Referral.Stage.DECIDED:
            waiting.append(_waiting("Close referral", "close", one, None))
        elif one.next_chase_on and one.next_chase_on <= clock.today():
            waiting.append(_waiting("Chase referral", "chase", one, one.next_chase_on))
    return waiting


def _of_team(one: Referral) -> Waiting:
    if one.stage == Referral.Stage.SENT:
        return _waiting("Acknowledge referral", "acknowledge", one, one.ack_due_on)
    if one.destination == rules.NRM and not authority_of(one):
        what = "Record the competent authority's decision on referral"
        return _waiting(what, "record_decision", one, one.decision_due_on)
    return _waiting("Decide on referral", "decide", one, one.decision_due_on)


def _waiting(what: str, verb: str, one: Referral, due: date | None) -> Waiting:
    whom = "a child" if one.is_child else "an adult"
    about = f"{one.ref}, {whom}{', threat to life' if one.threat_to_life else ''}"
    return Waiting(what, about, reverse(f"{verb}_referral", args=[one.ref]), due, "safeguarding")


def _is_child(member: Membership) -> bool:
    born_on = member.person.born_on
    return born_on is not None and rules.is_under_18(born_on, clock.today())


def _is_at_risk(member: Membership) -> bool:
    return member.category == "victim" or member.is_exploited or _is_child(member)

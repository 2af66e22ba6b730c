"""Reads of referrals. The wall decides what is there: a receiving team is shown no OCG."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.establishment.queries import postings_of
from broadhurst.capabilities.register import rules as register
from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.register.queries import standing
from broadhurst.capabilities.safeguarding import rules
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Officer, Posting
from broadhurst.foundation.notices.waiting import Waiting

VERBS = {
    "acknowledge": "Acknowledge",
    "decide": "Record the decision",
    "chase": "Record a chase",
    "close": "Close",
}


def referrals() -> QuerySet[Referral]:
    """Referrals with what stands outside the OCG's wall: joining its row would hide them."""
    return Referral.objects.select_related("team__agency", "holder", "sent_by", "acknowledged_by")


def locked(referral: Referral) -> Referral:
    """The referral's row, locked; the OCG's lock is taken first by whoever may see it."""
    take(Ocg, referral.ocg_id)
    return lock(referrals(), referral)


def open_referrals(ocg: Ocg) -> QuerySet[Referral]:
    """Those not closed: a transfer names a new holder for each (rule 24)."""
    return referrals().filter(ocg=ocg).exclude(stage=Referral.Stage.CLOSED)


def ocg_of(referral: Referral) -> Ocg | None:
    """The OCG, for those who may see it."""
    return Ocg.objects.filter(pk=referral.ocg_id).first()


def parts_of(referral: Referral, actor: Actor) -> list[str]:
    """The parts that an actor plays on a referral, by itself and through its OCG."""
    ocg = Ocg.objects.filter(pk=referral.ocg_id, state=Ocg.State.ACTIVE).first()
    on_ocg = standing(ocg).parts_of(actor) if ocg else []
    return rules.parts_on(actor, referral) + on_ocg


def contact_of(holder: Officer) -> Posting | None:
    """Where the receiving team reaches the holder: a posting in force, with its unit."""
    return postings_of(holder, clock.today()).first()


def due_on(referral: Referral) -> date | None:
    """The day by which the receiving team answers next."""
    due = {"sent": referral.ack_due_on, "acknowledged": referral.decision_due_on}
    return due.get(referral.stage)


def verbs_on(referral: Referral, parts: list[str]) -> list[dict[str, str]]:
    """The verbs open to someone who plays these parts, as links."""
    return [
        {"text": VERBS[verb], "href": reverse(f"{verb}_referral", args=[referral.ref])}
        for verb in rules.WORKFLOW.open_to(referral.stage, parts)
    ]


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
    mine = Referral.objects.exclude(stage=Referral.Stage.CLOSED)
    sent_to_us = mine.filter(team=actor.unit, stage__in=("sent", "acknowledged"))
    waiting = [
        _waiting("Acknowledge referral", "acknowledge", one, one.ack_due_on)
        if one.stage == Referral.Stage.SENT
        else _waiting("Decide on referral", "decide", one, one.decision_due_on)
        for one in sent_to_us.order_by("sent_at")[:50]
    ]
    for one in mine.filter(holder=actor.officer).order_by("sent_at")[:50]:
        if one.stage == Referral.Stage.DECIDED:
            waiting.append(_waiting("Close referral", "close", one, None))
        elif one.next_chase_on and one.next_chase_on <= clock.today():
            waiting.append(_waiting("Chase referral", "chase", one, one.next_chase_on))
    return waiting


def _waiting(what: str, verb: str, one: Referral, due: date | None) -> Waiting:
    whom = "a child" if one.is_child else "an adult"
    about = f"{one.ref}, {whom}{', threat to life' if one.threat_to_life else ''}"
    return Waiting(what, about, reverse(f"{verb}_referral", args=[one.ref]), due, "safeguarding")


def _is_child(member: Membership) -> bool:
    born_on = member.person.born_on
    return born_on is not None and rules.is_under_18(born_on, clock.today())


def _is_at_risk(member: Membership) -> bool:
    return member.category == "victim" or member.is_exploited or _is_child(member)

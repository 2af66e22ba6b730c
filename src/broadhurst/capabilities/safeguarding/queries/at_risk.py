"""People at risk around an OCG: who they are, what was sent, and of whom somebody must decide."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from broadhurst.capabilities.register import rules as register
from broadhurst.capabilities.register.models import Lead, Membership, Ocg
from broadhurst.capabilities.register.queries import standing
from broadhurst.capabilities.safeguarding import rules
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral
from broadhurst.capabilities.safeguarding.queries.referrals import due_on, referrals, verbs_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer


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


def not_referred(ocg: Ocg) -> QuerySet[NotReferred]:
    """Why people on an OCG were not referred, the last word of each."""
    rows = NotReferred.objects.filter(ocg=ocg).select_related("recorded_by")
    return rows.order_by("recorded_at", "pk")


def to_refer(officer: Officer) -> list[Membership]:
    """People at risk on the active OCGs of an SIO, who were neither referred nor decided on."""
    led = Lead.objects.filter(until_at=None, officer=officer, role=Lead.Role.SIO)
    rows = Membership.objects.filter(ocg__in=led.values("ocg"), ocg__state=Ocg.State.ACTIVE)
    sent = Referral.objects.filter(ocg=OuterRef("ocg"), person=OuterRef("person"))
    not_sent = rows.exclude(Exists(sent)).select_related("person", "ocg")
    at_risk = [member for member in not_sent.order_by("added_at", "pk") if is_at_risk(member)]
    decided = NotReferred.objects.filter(person__in=[member.person_id for member in at_risk])
    last = {one.person_id: one for one in decided.order_by("recorded_at", "pk")}
    return [member for member in at_risk if not _holds(last.get(member.person_id), member)]


def _holds(decided: NotReferred | None, member: Membership) -> bool:
    """Whether a decision against a referral was made on what is recorded of the person now."""
    if decided is None:
        return False
    is_new = is_child(member) and not decided.was_child
    return not (is_new or (member.is_exploited and not decided.was_exploited))


def is_child(member: Membership) -> bool:
    """Under 18 today, by the date of birth."""
    born_on = member.person.born_on
    return born_on is not None and register.is_under_18(born_on, clock.today())


def is_at_risk(member: Membership) -> bool:
    """A victim, somebody who is or may be exploited, or a child."""
    return member.category == "victim" or member.is_exploited or is_child(member)

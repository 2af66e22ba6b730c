"""People at risk around an OCG: who they are, and for whom an officer has still to decide."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from broadhurst.capabilities.register import rules as register
from broadhurst.capabilities.register.models import Lead, Membership, Ocg
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Officer


def not_referred(ocg: Ocg) -> QuerySet[NotReferred]:
    """Why people on an OCG were not referred, the last word of each."""
    rows = NotReferred.objects.filter(ocg=ocg).select_related("recorded_by")
    return rows.order_by("recorded_at", "pk")


def to_refer(officer: Officer) -> list[Membership]:
    """People at risk on the active OCGs of an SIO, who were neither referred nor decided on.

    A child who was referred as an adult, because of a wrong date of birth, is still to be referred.
    """
    adults_born_by = register.adults_born_by(clock.today())
    is_child_now = Q(person__born_on__gt=adults_born_by)
    is_no_child = Q(person__born_on=None) | Q(person__born_on__lte=adults_born_by)
    led = Lead.objects.filter(until_at=None, officer=officer, role=Lead.Role.SIO)
    rows = Membership.objects.filter(ocg__in=led.values("ocg"), ocg__state=Ocg.State.ACTIVE)
    sent = Referral.objects.filter(ocg=OuterRef("ocg"), person=OuterRef("person"))
    sent = sent.exclude(stage=Referral.Stage.WITHDRAWN)
    at_risk = (
        rows.filter(Q(category="victim") | Q(is_exploited=True) | is_child_now)
        .exclude(is_no_child & Exists(sent))
        .exclude(Exists(sent.filter(is_child=True)))
        .select_related("person", "ocg")
        .order_by("added_at", "pk")
    )
    decided = NotReferred.objects.filter(person__in=[member.person_id for member in at_risk])
    last = {one.person_id: one for one in decided.order_by("recorded_at", "pk")}
    return [member for member in at_risk if not _holds(last.get(member.person_id), member)]


def at_risk_since(members: Sequence[Membership]) -> dict[int, datetime]:
    """Since when each member has been at risk on their OCG, as recorded, by the member's row.

    A correction begins a new row. The time to refer runs from the first of the last rows that are
    all of somebody at risk, and again from a referral that was withdrawn.
    """
    rows = Membership.with_ended.filter(
        ocg__in={one.ocg_id for one in members}, person__in={one.person_id for one in members}
    )
    since: dict[tuple[int, int], datetime] = {}
    for row in rows.select_related("person").order_by("added_at", "pk"):
        whose = (row.ocg_id, row.person_id)
        if is_at_risk(row):
            since.setdefault(whose, row.added_at)
        else:
            since.pop(whose, None)
    withdrawn = Referral.objects.filter(
        stage=Referral.Stage.WITHDRAWN, ocg__in={ocg for ocg, _ in since}
    )
    for one in withdrawn:
        whose = (one.ocg_id, one.person_id)
        if whose in since and one.withdrawn_at:
            since[whose] = max(since[whose], one.withdrawn_at)
    return {one.pk: since.get((one.ocg_id, one.person_id), one.added_at) for one in members}


def _holds(decided: NotReferred | None, member: Membership) -> bool:
    """Whether a decision against a referral was made on what is recorded of the person now."""
    if decided is None:
        return False
    is_new = is_child(member) and not decided.was_child
    return not (is_new or (member.is_exploited and not decided.was_exploited))


def is_child(member: Membership) -> bool:
    """Under 18 today, by the date of birth."""
    return member.person.is_child


def is_at_risk(member: Membership) -> bool:
    """A victim, somebody who is or may be exploited, or a child."""
    return member.category == "victim" or member.is_exploited or is_child(member)

"""People at risk on an OCG, and those an officer still needs to decide on."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from broadhurst.capabilities.register.models import ActingLead, Lead, Membership, Ocg
from broadhurst.capabilities.register.rules import correcting
from broadhurst.capabilities.register.rules.life import OPEN
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Officer


def not_referred(ocg: Ocg) -> QuerySet[NotReferred]:
    """Return the decisions not to refer people on an OCG, the latest last."""
    rows = NotReferred.objects.filter(ocg=ocg).select_related("recorded_by")
    return rows.order_by("recorded_at", "pk")


def to_refer(officer: Officer) -> list[Membership]:
    """Return people at risk on an SIO's active OCGs without a referral or a decision."""
    led = ActingLead.objects.filter(officer=officer, role=Lead.Role.SIO)
    rows = Membership.objects.filter(ocg__in=led.values("ocg"), ocg__state__in=OPEN)
    return _without_decision(rows)


def to_refer_on(ocg: Ocg) -> list[Membership]:
    """Return people at risk on an OCG without a referral or a decision."""
    return _without_decision(Membership.objects.filter(ocg=ocg))


def _without_decision(rows: QuerySet[Membership]) -> list[Membership]:
    """Return the people at risk among members without a referral or a decision.

    A child referred as an adult, because of a wrong date of birth, still needs a referral.
    """
    adults_born_by = correcting.adults_born_by(clock.today())
    is_child_now = Q(person__born_on__gt=adults_born_by)
    is_not_child_now = Q(person__born_on=None) | Q(person__born_on__lte=adults_born_by)
    referrals = Referral.objects.filter(ocg=OuterRef("ocg"), person=OuterRef("person"))
    referrals = referrals.exclude(stage=Referral.Stage.WITHDRAWN)
    at_risk = (
        rows.filter(Q(category="victim") | Q(is_exploited=True) | is_child_now)
        .exclude(is_not_child_now & Exists(referrals))
        .exclude(Exists(referrals.filter(is_child=True)))
        .select_related("person", "ocg")
        .order_by("added_at", "pk")
    )
    decided = NotReferred.objects.filter(person__in=[member.person_id for member in at_risk])
    last = {decision.person_id: decision for decision in decided.order_by("recorded_at", "pk")}
    return [member for member in at_risk if not _still_applies(last.get(member.person_id), member)]


def at_risk_since(members: Sequence[Membership]) -> dict[int, datetime]:
    """Return when each member came to be at risk on their OCG, by membership id.

    A correction starts a new membership row. The time to refer starts at the first of the latest
    unbroken run of rows in which the person is at risk. It starts again when a referral is
    withdrawn.
    """
    rows = Membership.with_ended.filter(
        ocg__in={row.ocg_id for row in members}, person__in={row.person_id for row in members}
    )
    since: dict[tuple[int, int], datetime] = {}
    for row in rows.select_related("person").order_by("added_at", "pk"):
        key = (row.ocg_id, row.person_id)
        if is_at_risk(row):
            since.setdefault(key, row.added_at)
        else:
            since.pop(key, None)
    withdrawn = Referral.objects.filter(
        stage=Referral.Stage.WITHDRAWN, ocg__in={ocg for ocg, _ in since}
    )
    for referral in withdrawn:
        key = (referral.ocg_id, referral.person_id)
        if key in since and referral.withdrawn_at:
            since[key] = max(since[key], referral.withdrawn_at)
    return {row.pk: since.get((row.ocg_id, row.person_id), row.added_at) for row in members}


def _still_applies(decided: NotReferred | None, member: Membership) -> bool:
    """Whether a decision against a referral covers the risks now recorded."""
    if decided is None:
        return False
    is_new = is_child(member) and not decided.was_child
    return not (is_new or (member.is_exploited and not decided.was_exploited))


def is_child(member: Membership) -> bool:
    """Whether a member is under 18 today, by their date of birth."""
    return member.person.is_child


def is_at_risk(member: Membership) -> bool:
    """Whether a member is a victim, is or may be exploited, or is a child."""
    return member.category == "victim" or member.is_exploited or is_child(member)

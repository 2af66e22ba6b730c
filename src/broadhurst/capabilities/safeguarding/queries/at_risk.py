"""People at risk on an OCG, and those an officer still needs to decide on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from broadhurst.capabilities.register.models import ActingLead, Lead, Membership, Ocg
from broadhurst.capabilities.register.rules import correcting
from broadhurst.capabilities.register.rules.life import OPEN
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.database.ahead import Ask


def not_referred(ocg: Ocg) -> QuerySet[NotReferred]:
    """Return the decisions not to refer people on an OCG, the latest last."""
    rows = NotReferred.objects.filter(ocg=ocg).select_related("recorded_by")
    return rows.order_by("recorded_at", "pk")


def to_refer(officer: Officer) -> list[Membership]:
    """Return people at risk on an SIO's active OCGs without a referral or a decision."""
    return _without_decision(_at_risk_for(officer.pk, correcting.adults_born_by(clock.today())))


def ask_to_refer(officer: Officer) -> Ask:
    """Return the first statement that `to_refer` sends."""
    return _at_risk_for.ask(officer.pk, correcting.adults_born_by(clock.today()))


def to_refer_on(ocg: Ocg) -> list[Membership]:
    """Return people at risk on an OCG without a referral or a decision."""
    return _without_decision(_at_risk_on(ocg.pk, correcting.adults_born_by(clock.today())))


@prepared_query
def _at_risk_for(officer: int, adults_born_by: date) -> QuerySet[Membership]:
    led = ActingLead.objects.filter(officer=officer, role=Lead.Role.SIO)
    rows = Membership.objects.filter(ocg__in=led.values("ocg"), ocg__state__in=OPEN)
    return _without_referral(rows, adults_born_by)


@prepared_query
def _at_risk_on(ocg: int, adults_born_by: date) -> QuerySet[Membership]:
    return _without_referral(Membership.objects.filter(ocg=ocg), adults_born_by)


@prepared_query
def _decisions(people: list[int]) -> QuerySet[NotReferred]:
    rows = NotReferred.objects.filter(AnyOf(F("person"), people))
    return rows.order_by("recorded_at", "pk")


def _without_decision(at_risk: Sequence[Membership]) -> list[Membership]:
    """Return the people at risk without a decision against a referral."""
    if not at_risk:
        return []
    last = {
        decision.person_id: decision
        for decision in _decisions([member.person_id for member in at_risk])
    }
    return [member for member in at_risk if not _still_applies(last.get(member.person_id), member)]


def _without_referral(rows: QuerySet[Membership], adults_born_by: date) -> QuerySet[Membership]:
    """Return the people at risk among members without a referral.

    A child referred as an adult, because of a wrong date of birth, still needs a referral.
    """
    is_child_now = Q(person__born_on__gt=adults_born_by)
    is_not_child_now = Q(person__born_on=None) | Q(person__born_on__lte=adults_born_by)
    referrals = Referral.objects.filter(ocg=OuterRef("ocg"), person=OuterRef("person"))
    referrals = referrals.exclude(stage=Referral.Stage.WITHDRAWN)
    return (
        rows.filter(Q(category="victim") | Q(is_exploited=True) | is_child_now)
        .exclude(is_not_child_now & Exists(referrals))
        .exclude(Exists(referrals.filter(is_child=True)))
        .select_related("person", "ocg")
        .order_by("added_at", "pk")
    )


def at_risk_since(members: Sequence[Membership]) -> dict[int, datetime]:
    """Return when each member became at risk on their OCG, by membership id.

    A correction starts a new membership row. The time to refer starts at the first of the latest
    unbroken run of rows in which the person is at risk. It starts again when a referral is
    withdrawn.
    """
    ocgs, people = {row.ocg_id for row in members}, {row.person_id for row in members}
    since: dict[tuple[int, int], datetime] = {}
    for row in _spans([*ocgs], [*people]):
        key = (row.ocg_id, row.person_id)
        if is_at_risk(row):
            since.setdefault(key, row.added_at)
        else:
            since.pop(key, None)
    for referral in _withdrawn([*{ocg for ocg, _ in since}]):
        key = (referral.ocg_id, referral.person_id)
        if key in since and referral.withdrawn_at:
            since[key] = max(since[key], referral.withdrawn_at)
    return {row.pk: since.get((row.ocg_id, row.person_id), row.added_at) for row in members}


@prepared_query
def _spans(ocgs: list[int], people: list[int]) -> QuerySet[Membership]:
    rows = Membership.with_ended.filter(AnyOf(F("ocg"), ocgs), AnyOf(F("person"), people))
    return rows.select_related("person").order_by("added_at", "pk")


@prepared_query
def _withdrawn(ocgs: list[int]) -> QuerySet[Referral]:
    return Referral.objects.filter(AnyOf(F("ocg"), ocgs), stage=Referral.Stage.WITHDRAWN)


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

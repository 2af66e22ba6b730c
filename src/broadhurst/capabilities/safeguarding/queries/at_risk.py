"""People at risk around an OCG: who they are, and for whom an officer has still to decide."""

from django.db.models import Exists, OuterRef, QuerySet

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
    """People at risk on the active OCGs of an SIO, who were neither referred nor decided on."""
    led = Lead.objects.filter(until_at=None, officer=officer, role=Lead.Role.SIO)
    rows = Membership.objects.filter(ocg__in=led.values("ocg"), ocg__state=Ocg.State.ACTIVE)
    sent = Referral.objects.filter(ocg=OuterRef("ocg"), person=OuterRef("person"))
    sent = sent.exclude(stage=Referral.Stage.WITHDRAWN)
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

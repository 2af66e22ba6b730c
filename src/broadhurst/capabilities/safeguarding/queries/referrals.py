"""Reads of referrals. The wall decides what is there: a receiving team is shown no OCG."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.establishment.queries import postings_of
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.capabilities.register.queries import standing
from broadhurst.capabilities.safeguarding import rules
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.policy import authority_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Officer, Posting

VERBS = {
    "acknowledge": "Acknowledge",
    "decide": "Record the decision",
    "record_decision": "Record the competent authority's decision",
    "chase": "Record a chase",
    "close": "Close",
    "edit": "Correct this referral",
    "withdraw": "Withdraw this referral",
}


def referrals() -> QuerySet[Referral]:
    """Referrals with what stands outside the OCG's wall: joining its row would hide them."""
    return Referral.objects.select_related(
        "team__agency", "team__district__council", "holder", "sent_by", "acknowledged_by"
    )


def locked(referral: Referral) -> Referral:
    """The referral's row, locked; the OCG's lock is taken first by whoever may see it."""
    take(Ocg, referral.ocg_id)
    return lock(referrals(), referral)


def open_referrals(ocg: Ocg) -> QuerySet[Referral]:
    """Those that have not ended: a transfer names a new holder for each (rule 24)."""
    return referrals().filter(ocg=ocg).exclude(stage__in=rules.ENDED)


def ocg_of(referral: Referral) -> Ocg | None:
    """The OCG, for those who may see it."""
    return Ocg.objects.filter(pk=referral.ocg_id).first()


def name_of(referral: Referral) -> str:
    """The person's name for those who may see the person, else the name on the referral."""
    person = Person.objects.filter(pk=referral.person_id).first()
    return person.name if person else referral.person_name


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
        for verb in rules.verbs_open(referral, parts, authority=authority_of(referral))
    ]

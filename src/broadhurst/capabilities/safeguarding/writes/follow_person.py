"""Update open referrals when a person's name or date of birth is corrected.

This is not a command of its own. The commands that correct a person or an identifier call it in
their transaction, with the OCG locked.
"""

from datetime import date
from typing import Any

from broadhurst.capabilities.register.corrections import Correction
from broadhurst.capabilities.register.models import Membership, Ocg, Person
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.policy import due
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals, referrals
from broadhurst.capabilities.safeguarding.rules.following import (
    is_child_corrected,
    is_other_referral,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import record

UNDECIDED = (Referral.Stage.SENT, Referral.Stage.ACKNOWLEDGED)


def follow_person(*, actor: Actor, ocg: Ocg, correction: Correction) -> None:
    """Correct the open referrals of corrected people, and notify the receiving teams."""
    born_before = correction.was[0].born_on if correction.was else None
    people = {row.person_id: row.person for row in correction.now if isinstance(row, Membership)}
    for referral in open_referrals(ocg).filter(person__in=people).order_by("pk"):
        _follow(actor, lock(referrals(), referral), people[referral.person_id], born_before)


def _follow(actor: Actor, referral: Referral, person: Person, born_before: date | None) -> None:
    is_child = is_child_corrected(
        referral.is_child,
        born_before=born_before,
        born_on=person.born_on,
        sent_on=_sent_on(referral),
    )
    child_or_adult, disclosure = "a child" if is_child else "an adult", _disclosure(referral)
    if referral.stage in UNDECIDED and is_child != referral.is_child:
        if is_other_referral(referral, is_child=is_child):
            record(actor, "referral.to_make_again", referral.ref, whom=child_or_adult, **disclosure)
        else:
            referral.is_child = is_child
            _set_due(referral)
            record(actor, "referral.age_corrected", referral.ref, whom=child_or_adult, **disclosure)
    if referral.person_name not in ("", person.name):
        referral.person_name = person.name
        record(actor, "referral.name_corrected", referral.ref, **disclosure)
    referral.save()


def _sent_on(referral: Referral) -> date:
    return referral.sent_at.astimezone(clock.LONDON).date()


def _set_due(referral: Referral) -> None:
    """Set the due date for a child or an adult, counted from the day of the referral."""
    step, field = {
        "sent": ("acknowledge", "ack_due_on"),
        "acknowledged": ("decide", "decision_due_on"),
    }[referral.stage]
    old_due = getattr(referral, field)
    new_due = due(
        step,
        destination=referral.destination,
        team=referral.team,
        is_child=referral.is_child,
        sent_on=_sent_on(referral),
    )
    setattr(referral, field, new_due)
    if new_due and new_due != old_due:
        referral.next_chase_on = new_due


def _disclosure(referral: Referral) -> dict[str, Any]:
    """Return the recipients of an event. The event never holds the person's name."""
    return {
        "dossier": referral.dossier,
        "kind": Event.Kind.DISCLOSURE,
        "tell": [referral.team, referral.holder],
    }

"""What waits for an actor in safeguarding."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from broadhurst.capabilities.register.models import Membership
from broadhurst.capabilities.safeguarding import rules
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.at_risk import is_child, to_refer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import Waiting


def waiting_for(actor: Actor) -> list[Waiting]:
    """People whom the SIO has still to refer; what the receiving team acknowledges and decides;
    what the holder chases and closes.
    """
    waiting = [_referral_of(member) for member in to_refer(actor.officer)[:50]]
    mine = Referral.objects.exclude(stage=Referral.Stage.CLOSED)
    sent_to_us = mine.filter(team=actor.unit, stage__in=("sent", "acknowledged"))
    waiting += [
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


def _referral_of(member: Membership) -> Waiting:
    """The person is named by reference: the task is shown where others may look on."""
    href = reverse("refer", args=[member.ocg.ref])
    added_on = member.added_at.astimezone(clock.LONDON).date()
    return Waiting(
        "Make a safeguarding referral for",
        f"{'a child' if is_child(member) else 'an exploited person'} on {member.ocg.caption}",
        f"{href}?{urlencode({'person': member.person.ref})}",
        added_on + timedelta(days=rules.REFER_WITHIN),
        "safeguarding",
    )


def _waiting(what: str, verb: str, one: Referral, due: date | None) -> Waiting:
    whom = "a child" if one.is_child else "an adult"
    about = f"{one.ref}, {whom}{', threat to life' if one.threat_to_life else ''}"
    return Waiting(what, about, reverse(f"{verb}_referral", args=[one.ref]), due, "safeguarding")

"""A safeguarding referral as a document, with the marking on each page."""

from collections.abc import Iterator

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import (
    contact_of,
    due_on,
    ocg_of,
    referrals,
    steps_of,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.doors.paper import copy_for, facts, heading, labelled, plain
from broadhurst.foundation.govuk.words import day, moment
from broadhurst.foundation.record_copies.declared import RecordCopy


def on_paper(actor: Actor, referral: Referral) -> Letter:
    """Return a referral with its history. It names the OCG only to a reader who sees the OCG."""
    return copy_for(actor, f"Safeguarding referral {referral.ref}", _parts(referral))


def _parts(referral: Referral) -> Iterator[str]:
    if referral.threat_to_life:
        yield f"**{plain('There is a threat to life. Contact the holder now.')}**"
    yield from facts(_about(referral))
    yield heading("History")
    for step in steps_of(referral):
        by = f" by {step['by'].name}" if step.get("by") else ""
        yield labelled(step["title"], f"{moment(step['at'])}{by}")
        if step.get("text"):
            yield plain(step["text"])


def _about(referral: Referral) -> list[tuple[str, object]]:
    ocg, due, contact = ocg_of(referral), due_on(referral), contact_of(referral.holder)
    consent = [referral.get_consent_display(), referral.consent_reason]
    held_in = [contact.title, contact.unit.name, contact.unit.duty_contact] if contact else []
    return [
        ("Person", f"{referral.name_or_label}, {'a child' if referral.is_child else 'an adult'}"),
        ("OCG", ocg and ocg.caption),
        ("Destination", referral.get_destination_display()),
        ("Receiving team", f"{referral.team.name}, {referral.team.agency.name}"),
        ("Sent", f"{moment(referral.sent_at)} by {referral.sent_by.name}"),
        ("Status", referral.get_stage_display()),
        ("Next answer due", due and day(due)),
        ("Reason for withdrawal", referral.withdrawn_because),
        ("Holder", ", ".join(filter(None, [referral.holder.name, *held_in]))),
        ("Consent", ": ".join(filter(None, consent))),
        ("Their reference", referral.external_reference or "None given"),
    ]


REFERRAL_COPY = RecordCopy("referral", referrals, on_paper, page="safeguarding:referral")

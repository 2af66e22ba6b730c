"""How search finds referrals, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.safeguarding.queries.referrals import referrals
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _referrals(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for referral in referrals().filter(pk__in=ids):
        sent_to = f"Sent to {referral.team.name} on {day(referral.sent_at)}."
        context = f"{referral.get_stage_display()}. {sent_to}"
        href = record_address("safeguarding:referral", referral.ref)
        yield Found(
            referral.pk, f"Referral of {referral.name_or_label}", referral.ref, context, href
        )


REFERRALS = Kind("referral", "Referrals", _referrals)

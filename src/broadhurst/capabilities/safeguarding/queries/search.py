"""How search finds referrals, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.safeguarding.queries.referrals import referrals
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _referrals(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in referrals().filter(pk__in=ids):
        context = f"{one.get_stage_display()}. Sent to {one.team.name} on {day(one.sent_at)}."
        href = reverse("safeguarding:referral", args=[one.ref])
        yield Found(one.pk, f"Referral of {one.whom}", one.ref, context, href)


REFERRALS = Kind("referral", "Referrals", _referrals)

"""How search finds transfers, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _transfers(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in transfers().filter(pk__in=ids):
        title = f"{one.get_kind_display()}: {one.ocg.name}"
        context = (
            f"{one.get_stage_display()}. From {one.giver.name} to {one.receiver.name}, "
            f"opened on {day(one.opened_at)}."
        )
        href = reverse("transfers:transfer", args=[one.ref])
        yield Found(one.pk, title, one.ref, context, href)


TRANSFERS = Kind("transfer", "Transfers", _transfers)

"""How search finds transfers, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _transfers(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for transfer in transfers().filter(pk__in=ids):
        title = f"{transfer.get_kind_display()}: {transfer.ocg.name}"
        context = (
            f"{transfer.get_stage_display()}. From {transfer.giver.name} to "
            f"{transfer.receiver.name}, opened on {day(transfer.opened_at)}."
        )
        href = record_address("transfers:transfer", transfer.ref)
        yield Found(transfer.pk, title, transfer.ref, context, href)


TRANSFERS = Kind("transfer", "Transfers", _transfers)

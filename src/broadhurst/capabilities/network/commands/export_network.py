"""Export a network as a file. Each OCG in it records that as a disclosure."""

from broadhurst.capabilities.network.queries.network import network_of, network_of_unit
from broadhurst.capabilities.network.rules.drawing import drawn, longest_side
from broadhurst.capabilities.network.rules.exports import HEADINGS, as_graphml, rows_of
from broadhurst.capabilities.network.rules.graph import OCG, Network
from broadhurst.capabilities.network.rules.layout import places
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.database.prepared import pipelined
from broadhurst.foundation.doors.documents import png
from broadhurst.foundation.doors.paper import MARKING
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.spreadsheet import as_csv
from broadhurst.foundation.workflow import Refused

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "graphml": "application/xml; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@command
@for_readers
def export_network(*, actor: Actor, ocg: Ocg | None, steps: int, form: str) -> bytes:
    """Return the network around an OCG, or that of the actor's unit, as a file with its marking.

    The log of each OCG says that it was exported, and nothing about the others: who reads one of
    them may not learn that it has to do with another.
    """
    network = network_of(ocg, steps) if ocg else network_of_unit(actor, steps)
    made = f"Exported on {day(clock.today())} by {actor.officer.name}."
    copy = _copy(network, form, made)

    refs = [ref for ref, node in network.nodes.items() if node.kind == OCG]
    exported = list(Ocg.objects.select_related("dossier").filter(ref__in=refs).order_by("pk"))
    if not exported:
        record(
            actor, "network.exported", actor.unit.name, dossier=None,
            kind=Event.Kind.DISCLOSURE, format=form.upper(),
        )  # fmt: skip
    with pipelined():
        for row in exported:
            record(
                actor, "network.exported", row.ref, dossier=row.dossier,
                kind=Event.Kind.DISCLOSURE, format=form.upper(),
            )  # fmt: skip
    return copy


def _copy(network: Network, form: str, made: str) -> bytes:
    if form == "csv":
        return as_csv(HEADINGS, rows_of(network), MARKING)
    if form == "graphml":
        return as_graphml(network, MARKING, made)
    spots = places(network)
    picture = drawn(network, spots, marking=MARKING, made=made)
    if form == "svg":
        return picture.encode()
    try:
        return png(picture, longest_side(spots))
    except CannotRender as cannot:
        raise Refused([str(cannot)]) from cannot

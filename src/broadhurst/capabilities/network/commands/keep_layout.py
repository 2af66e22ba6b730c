"""Keep the layout of a network, for the officer who arranged it."""

from collections.abc import Sequence

from broadhurst.capabilities.network.models import Layout
from broadhurst.capabilities.network.queries.network import network_of
from broadhurst.capabilities.network.rules.graph import MOST_NODES, MOST_STEPS
from broadhurst.capabilities.network.rules.kept import (
    objections_to_lines,
    objections_to_spots,
    spots_in,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import LinesField
from broadhurst.foundation.workflow import at, refuse_if


class KeepLayoutForm(CommandForm):
    spots = LinesField(
        label="Places",
        help_text="Enter each on a new line: a reference, and its distance from the left and the "
        "top. For example, OCG-7K3QF2 120 80.",
        most=MOST_NODES,
        max_length=MOST_NODES * 60,
    )


@command
def keep_layout(*, actor: Actor, ocg: Ocg, spots: Sequence[str]) -> Ocg:
    """Keep your layout of the network around an OCG. Nobody else sees it."""
    refuse_if(at("spots", objections_to_lines(spots)))
    places = spots_in(spots)
    refuse_if(at("spots", objections_to_spots(places, network_of(ocg, MOST_STEPS).nodes)))

    Layout.objects.update_or_create(
        officer=actor.officer,
        about=ocg.ref,
        defaults={"spots": places, "kept_at": clock.now()},
    )

    # Without the dossier: readers of the OCG need not know what interests this officer.
    record(
        actor, "network.layout_kept", ocg.ref, dossier=None, kind=Event.Kind.CONSULTATION,
        count=len(places),
    )  # fmt: skip
    return ocg

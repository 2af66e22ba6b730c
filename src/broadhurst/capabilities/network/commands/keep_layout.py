"""Keep the layout of a network, for the officer who arranged it."""

from collections.abc import Sequence

from broadhurst.capabilities.network.models import Layout
from broadhurst.capabilities.network.queries.layouts import key_of
from broadhurst.capabilities.network.queries.network import network_of, network_of_unit
from broadhurst.capabilities.network.rules.graph import MOST_NODES, MOST_STEPS
from broadhurst.capabilities.network.rules.kept import (
    objections_to_lines,
    objections_to_spots,
    objections_to_unit,
    spots_in,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
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
def keep_layout(*, actor: Actor, about: Ocg | Unit, spots: Sequence[str]) -> Ocg | Unit:
    """Keep your layout of the network around an OCG, or of your unit. Nobody else sees it."""
    if isinstance(about, Unit):
        refuse_if(objections_to_unit(about, actor.unit))
    refuse_if(at("spots", objections_to_lines(spots)))
    places = spots_in(spots)
    network = (
        network_of(about, MOST_STEPS)
        if isinstance(about, Ocg)
        else network_of_unit(actor, MOST_STEPS)
    )
    refuse_if(at("spots", objections_to_spots(places, network.nodes)))

    Layout.objects.update_or_create(
        officer=actor.officer,
        about=key_of(about),
        defaults={"spots": places, "kept_at": clock.now()},
    )

    # Without the dossier: readers of the OCG need not know what interests this officer.
    record(
        actor, "network.layout_kept", key_of(about), dossier=None, kind=Event.Kind.CONSULTATION,
        count=len(places),
    )  # fmt: skip
    return about

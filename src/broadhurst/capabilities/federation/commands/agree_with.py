"""Enter an agreement to compare targets with another instance."""

from datetime import date

from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.models import Peer
from broadhurst.capabilities.federation.protocol.hub import LEAST
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    DateField,
    MultiChoiceField,
    NumberField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if

COMPARED = [(kind.value, kind.label) for kind in Kind if kind.value in rules.COMPARED]


class AgreeWithForm(CommandForm):
    unit = UnitField(label="Unit that represents the other instance", queryset=Unit.objects)
    way = ChoiceField(label="Way", choices=Peer.Way.choices)
    agreement = TextField(label="Reference of the sharing agreement", max_length=200)
    kinds = MultiChoiceField(label="Kinds compared", choices=COMPARED)
    until_on = DateField(label="Last day")
    address = TextField(
        label="Address", help_text="https://host:port", max_length=200, required=False
    )
    authority = TextAreaField(
        label="Authority of its certificate (PEM)", max_length=20_000, required=False
    )
    secret = TextField(label="Token that it gave us", max_length=200, required=False)
    items_a_day = NumberField(label="Tokens a publisher may send in a day", min_value=LEAST)


@command
def agree_with(
    *, actor: Actor, unit: Unit, way: str, agreement: str, kinds: list[str], until_on: date,
    address: str, authority: str, secret: str, items_a_day: int,
) -> Peer:  # fmt: skip
    """Compare targets with the instance that a unit represents, until a day."""
    objections = rules.objections_to_agree(
        actor.roles, is_own_body=unit.agency_id == actor.unit.agency_id,
        kinds=kinds, until_on=until_on, day=clock.today(),
    )  # fmt: skip
    if way != Peer.Way.PUBLISHER:
        objections += rules.objections_to_address(address, authority)
    refuse_if(objections)

    peer = peers.keep(
        unit, secret, way=way, agreement=agreement, kinds=kinds, address=address,
        authority=authority, items_a_day=items_a_day, from_at=clock.now(),
        until_at=clock.end_of(until_on),
    )  # fmt: skip

    record(
        actor,
        "peer.agreed",
        unit.key,
        dossier=None,
        agreement=agreement,
        until=until_on,
        way=in_sentence(peer.get_way_display()),
        kinds=", ".join(peer.kinds),
    )
    return peer

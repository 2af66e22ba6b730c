"""Prepare the handover pack, from the records and from what only the giver knows."""

from typing import Any

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.transfers.models import Pack, Transfer
from broadhurst.capabilities.transfers.queries.forms import to_move
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, pack_of, parts_of
from broadhurst.capabilities.transfers.queries.packing import sections_of
from broadhurst.capabilities.transfers.rules.moving import objections_to_prepare
from broadhurst.capabilities.transfers.writes.list_risks import list_risks
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField, TextField
from broadhurst.foundation.workflow import refuse_if


class PrepareForm(CommandForm):
    prefills = True

    authorities = TextAreaField(
        label="Authorities in force",
        help_text="One on each line: the kind and the day it ends, like “Directed surveillance, "
        "30 April 2021”. Do not say what it covers.",
        required=False,
        max_length=2000,
    )
    threat_to_life = TextAreaField(
        label="Threat-to-life warnings outstanding",
        help_text="The warning's reference and date. It becomes an open risk. Leave blank if "
        "there are none.",
        required=False,
        max_length=2000,
    )
    disclosure_officer = TextField(label="Disclosure officer", max_length=120)
    exhibits = TextAreaField(
        label="Exhibits", help_text="Say what is held and where.", required=False, max_length=4000
    )
    gaps = TextAreaField(label="Intelligence gaps", required=False, max_length=4000)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the OCG and the transfer, and return the subject with the locked transfer."""
        _, transfer = _locked(subject["transfer"])
        return subject | {"transfer": transfer}

    def narrow_choices(self) -> None:
        """Fill in the giver's answers from the last pack, if there is one."""
        if pack := pack_of(self.subject["transfer"]):
            for name, field in self.fields.items():
                field.initial = getattr(pack, name)


def _locked(transfer: Transfer) -> tuple[Ocg, Transfer]:
    ocg = locked(transfer.ocg)
    return ocg, locked_transfer(transfer)


@for_record(to_move("prepare"))
@command
def prepare(
    *,
    actor: Actor,
    transfer: Transfer,
    disclosure_officer: str,
    authorities: str = "",
    threat_to_life: str = "",
    exhibits: str = "",
    gaps: str = "",
) -> Pack:
    """Build the pack from the current records, and list the open risks found in them."""
    ocg, transfer = _locked(transfer)
    text = f"{threat_to_life} {disclosure_officer} {exhibits} {gaps} {authorities}"
    refuse_if(
        objections_to_prepare(
            transfer, parts_of(transfer, actor), authorities=authorities, text=text
        )
    )

    last = pack_of(transfer)
    pack = Pack.objects.create(
        dossier=ocg.dossier,
        transfer=transfer,
        number=last.number + 1 if last else 1,
        sections=sections_of(ocg),
        authorities=authorities,
        threat_to_life=threat_to_life,
        disclosure_officer=disclosure_officer,
        exhibits=exhibits,
        gaps=gaps,
        prepared_by=actor.officer,
        prepared_at=clock.now(),
    )
    open_risks = list_risks(actor, transfer)

    record(
        actor,
        "transfer.pack_prepared",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COMBINATION,
        tell=[transfer.receiver],
        transfer=transfer.ref,
        number=pack.number,
        risks=open_risks,
    )
    return pack

"""Ask the owner of an OCG to transfer it to your unit. The OCG is one that you can see."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.transfers.forms.asking import AskingForm
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.queries.asked import earlier_requests
from broadhurst.capabilities.transfers.queries.forms import to_ask_for
from broadhurst.capabilities.transfers.queries.moving import open_transfer_of
from broadhurst.capabilities.transfers.rules.asking import (
    objections_to_ask_for,
    objections_to_asker,
)
from broadhurst.capabilities.transfers.writes.ask import write_request
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.workflow import refuse_if


class AskForForm(AskingForm):
    def narrow_choices(self) -> None:
        self.ask_what_is_new(earlier_requests(self.actor, ocg=self.subject["ocg"]))


@for_actors(objections_to_asker)
@for_record(to_ask_for)
@command
def ask_for(*, actor: Actor, ocg: Ocg, reason: str, new_facts: str = "") -> TransferRequest:
    """Ask the owner of an OCG to transfer it, by a day for the answer. Nothing moves."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    owner = leadership.owner
    refuse_if(
        objections_to_ask_for(
            actor,
            owner,
            reason=reason,
            new_facts=new_facts,
            earlier=earlier_requests(actor, ocg=ocg),
            ocg=ocg,
            has_open_transfer=open_transfer_of(ocg) is not None,
        )
    )

    return write_request(
        actor,
        owner,
        ocg.name,
        reason=reason,
        new_facts=new_facts,
        tell=[lead.officer for lead in leadership.leads if lead.role == "sio"],
        ocg=ocg,
    )

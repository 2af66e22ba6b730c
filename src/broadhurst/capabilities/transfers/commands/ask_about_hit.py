"""Ask the unit on the other side of a hit for its OCG, which you cannot see.

The request goes to the unit, whether it has an OCG or not, so it reveals nothing.
"""

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.transfers.forms.asking import AskingForm
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.queries.asked import earlier_requests, own_sides
from broadhurst.capabilities.transfers.queries.forms import to_ask_about_hit
from broadhurst.capabilities.transfers.rules.asking import objections_to_ask_for
from broadhurst.capabilities.transfers.writes.ask import write_request
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class AskAboutHitForm(AskingForm):
    def narrow_choices(self) -> None:
        self.ask_what_is_new(earlier_requests(self.actor, hit_ref=self.subject["hit"].hit.ref))


@for_record(to_ask_about_hit)
@command
def ask_about_hit(
    *, actor: Actor, hit: HitSide, reason: str, new_facts: str = ""
) -> TransferRequest:
    """Ask the unit on the other side of a hit to transfer its OCG. Nothing moves."""
    side = lock(own_sides(actor), hit)
    ref, owner = side.hit.ref, side.other_unit
    refuse_if(
        objections_to_ask_for(
            actor,
            owner,
            reason=reason,
            new_facts=new_facts,
            earlier=earlier_requests(actor, hit_ref=ref),
        )
    )

    return write_request(
        actor,
        owner,
        f"the OCG behind {ref}",
        reason=reason,
        new_facts=new_facts,
        tell=[],
        hit_ref=ref,
    )

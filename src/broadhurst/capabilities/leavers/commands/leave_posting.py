"""End a posting, unless it is the officer's last one and others depend on the officer."""

from datetime import date

from broadhurst.capabilities.establishment.commands.end_posting import end_posting
from broadhurst.capabilities.establishment.queries.forms import to_change_posting
from broadhurst.capabilities.leavers.queries.still_held import still_held
from broadhurst.capabilities.leavers.rules import objections_to_end_last_posting
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Posting, in_force_on
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


@for_record(to_change_posting)
@command
def leave_posting(*, actor: Actor, posting: Posting, until_on: date) -> Posting:
    """End a posting, with its sessions and tokens. The last one ends once no work is left."""
    # First, so that only those who may end the posting learn what the officer still has.
    ended = end_posting(actor=actor, posting=posting, until_on=until_on)
    officer, today = ended.officer, clock.today()
    if until_on <= today and not officer.postings.filter(in_force_on(today)).exists():
        refuse_if(objections_to_end_last_posting(officer.name, still_held(officer)))
    return ended

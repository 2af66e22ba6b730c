"""Check an OCG's targets against every other unit's.

Both sides learn of a hit at once.
"""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction import receipts
from broadhurst.capabilities.deconfliction.matching import recent_use
from broadhurst.capabilities.deconfliction.matching.hits import TO_MATCH, find_hits
from broadhurst.capabilities.deconfliction.matching.stages import CheckContext
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.rules.checking import as_notes, objections_to_check
from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    OCGS_A_DAY,
    OCGS_AN_HOUR,
    objections_to_rate,
)
from broadhurst.capabilities.deconfliction.targets.of_ocg import targets_of
from broadhurst.capabilities.deconfliction.targets.target import Target
from broadhurst.capabilities.deconfliction.writes.announce import announce
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class CheckForm(CommandForm):
    """Form with no fields, because the targets are read from the OCG."""


@for_record(on_ocg(lambda ocg, parts, _ocg: objections_to_check(ocg, parts)))
@command
def check(*, actor: Actor, ocg: Ocg, occasion: str = Check.Occasion.ASKED) -> Check:
    """Register or renew an OCG's targets, find hits, and issue a receipt."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    objections = objections_to_check(ocg, leadership.parts_of(actor))
    if occasion == Check.Occasion.ASKED:
        objections += objections_to_rate(
            *recent_use.recent_ocg_checks(actor.officer), OCGS_AN_HOUR, OCGS_A_DAY
        )
    refuse_if(objections)

    return issue(actor, ocg, leadership.owner, *targets_of(ocg), occasion)


def issue(
    actor: Actor,
    ocg: Ocg,
    owner: Unit,
    targets: Sequence[Target],
    not_checked: Sequence[str],
    occasion: str,
) -> Check:
    """Check some of an OCG's targets for its owner, and issue a receipt.

    The caller has locked the OCG and checked that the actor may do this.
    """
    receipt = receipts.new_number()
    context = CheckContext(owner, ocg_ref=ocg.ref, officer=actor.officer)
    result = find_hits(context, targets, receipt)
    issued = Check.objects.create(
        dossier=ocg.dossier,
        ref=receipt,
        ocg=ocg,
        unit=owner,
        occasion=occasion,
        made_by=actor.officer,
        made_at=clock.now(),
        entries=len(targets),
        hit_count=len(result.told),
        hits=result.told,
        referred=result.referred,
        not_checked=as_notes([*not_checked, *result.notes]),
    )

    record(
        actor,
        "check.made",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COMBINATION,
        receipt=issued.ref,
        entries=issued.entries,
        hits=issued.hit_count,
        referred=issued.referred,
        past_the_wall=TO_MATCH,
    )
    announce(result, owner)
    return issued

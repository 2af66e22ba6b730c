"""Check a typed-in target, and enter it for the officer's unit."""

from typing import Any

from broadhurst.capabilities.deconfliction import receipts
from broadhurst.capabilities.deconfliction.matching import recent_use
from broadhurst.capabilities.deconfliction.matching.hits import TO_MATCH, find_hits
from broadhurst.capabilities.deconfliction.matching.stages import CheckContext
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.checks import ask_hits_told
from broadhurst.capabilities.deconfliction.queries.on_duty import desk_of
from broadhurst.capabilities.deconfliction.rules import rate_limits
from broadhurst.capabilities.deconfliction.rules.checking import as_notes, objections_to_check
from broadhurst.capabilities.deconfliction.targets.reading import targets_from
from broadhurst.capabilities.deconfliction.writes.announce import announce, flag_fishing
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import pipelined_command, record
from broadhurst.foundation.database.prepared import insert
from broadhurst.foundation.workflow import refuse_if


@pipelined_command
def check_target(
    *, actor: Actor, ocg: Ocg | None, matter: str, is_silent: bool = False, because: str = "",
    **written: Any,
) -> Check:  # fmt: skip
    """Enter or renew one target, find hits, and issue a receipt.

    `written` describes the target: lists of texts by kind, and a person's sex and date of birth.
    """
    # Lock the OCG, then the officer, as a check of an OCG does, so two checks cannot deadlock.
    context, objections = _context(actor, ocg, matter, is_silent=is_silent)
    read_recent_use = recent_use.send_recent_checks(actor.officer)
    # Parse the target while the database counts. Matching starts only once the limit is known.
    content = {name: value for name, value in written.items() if value}
    targets, not_checked = targets_from([content | ({"because": because} if is_silent else {})])
    use = read_recent_use()
    objections += rate_limits.objections_to_check_target(
        actor.roles,
        use,
        is_theirs=context.unit == actor.unit,
        is_silent=is_silent,
        because=because,
        has_desk=is_silent and desk_of(actor.unit) is not None,
    )
    refuse_if(objections + ([] if targets else not_checked))

    receipt = receipts.new_number()
    result = find_hits(context, targets, receipt)
    check = Check(
        ref=receipt,
        unit=context.unit,
        matter=context.ocg_ref or matter,
        made_by=actor.officer,
        made_at=clock.now(),
        entries=len(targets),
        hit_count=len(result.told),
        hits=result.told,
        referred=result.referred,
        not_checked=as_notes([*not_checked, *result.notes]),
    )
    insert([check])
    [check.entered] = result.entered

    record(
        actor,
        "check.made",
        check.ref,
        dossier=None,
        kind=Event.Kind.COMBINATION,
        receipt=check.ref,
        entries=check.entries,
        hits=check.hit_count,
        referred=check.referred,
        matter=check.matter,
        silent_because=because if is_silent else None,
        past_the_wall=TO_MATCH,
    )
    announce(result, context.unit)
    is_referred = result.referred > 0
    use = use.with_one_more(check.matter, result.variants, is_referred=is_referred)
    flag_fishing(actor, use)
    ask_hits_told(check)
    return check


def _context(
    actor: Actor, ocg: Ocg | None, matter: str, *, is_silent: bool
) -> tuple[CheckContext, list[str]]:
    """Return who the target is entered for, and the objections to checking it."""
    if ocg is None:
        return CheckContext(actor.unit, "", matter, is_silent, actor.officer), []
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    context = CheckContext(leadership.owner, ocg.ref, matter, is_silent, actor.officer)
    return context, objections_to_check(ocg, leadership.parts_of(actor))

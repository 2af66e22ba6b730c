"""Update entries when their OCG is corrected or archived.

Not commands: the commands that correct or archive call them, in their own transaction.
"""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction.commands.check import issue
from broadhurst.capabilities.deconfliction.matching import following, recent_use
from broadhurst.capabilities.deconfliction.matching.stages import CheckContext
from broadhurst.capabilities.deconfliction.models import Check, Entry
from broadhurst.capabilities.deconfliction.queries.archiving import still_open
from broadhurst.capabilities.deconfliction.queries.trawling import added_in_a_day
from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    ADDED_A_DAY,
    ADDED_AN_HOUR,
    WITHDRAWN_WITHIN,
    RecentUse,
    objections_to_rate,
)
from broadhurst.capabilities.deconfliction.targets.of_ocg import contents_of, targets_added
from broadhurst.capabilities.deconfliction.targets.target import Target
from broadhurst.capabilities.deconfliction.writes.announce import (
    flag_fishing,
    flag_trawling,
)
from broadhurst.capabilities.register.corrections import Correction
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.audit.record import About, record_each
from broadhurst.foundation.workflow import refuse_if


def follow_correction(*, actor: Actor, ocg: Ocg, correction: Correction) -> Check | None:
    """Withdraw entries that are no longer recorded, and check corrected ones.

    A correction counts as an addition, so that changing one row repeatedly is no way round the
    limits. A victim's entry is withdrawn whatever the limit.
    """
    hour, day = recent_use.recent_targets_added(actor.officer)
    targets, not_checked = _targets(ocg, correction)
    owner = current_leadership(ocg).owner
    context = CheckContext(owner, ocg_ref=ocg.ref, officer=actor.officer)
    followed = following.follow(context, correction.was, contents_of(ocg), targets)
    _record_withdrawn(actor, followed.withdrawn)
    if not (followed.is_new if targets else not_checked):
        return None
    refuse_if(objections_to_rate(hour, day, ADDED_AN_HOUR, ADDED_A_DAY))
    check = issue(actor, ocg, owner, targets, not_checked, Check.Occasion.REGISTERED)
    if (use := RecentUse(this_hour=hour + 1, checks=day + 1)).is_looked_at:
        flag_fishing(actor, use)
        flag_trawling(actor, added_in_a_day(actor))
    return check


def _targets(ocg: Ocg, correction: Correction) -> tuple[list[Target], list[str]]:
    """Return the targets of the corrected rows, and notes on what cannot be checked."""
    by_text: dict[str, Target] = {}
    not_checked: list[str] = []
    for row in correction.now:
        targets, wrong = targets_added(ocg, row)
        by_text |= {target.written: target for target in targets}
        not_checked += wrong
    return [*by_text.values()], not_checked


def withdraw_entries(*, actor: Actor, ocg: Ocg) -> None:
    """Withdraw the entries of an archived OCG, because nobody works on its targets.

    It waits for checks of other units that are under way. A hit that they raise is open, and
    refuses the archiving.
    """
    recent_use.serialise_officer(actor.officer)
    withdrawn = following.withdraw_all([ocg.ref], lambda: refuse_if(still_open(ocg)))
    _record_withdrawn(actor, withdrawn)


def withdraw_entered_in_error(*, actor: Actor, ocgs: Sequence[Ocg]) -> None:
    """Withdraw the entries of OCGs that were entered in error. Hits stay with those who were told.

    It counts as withdrawing soon, so that nobody enters and undoes targets to look for hits.
    """
    recent_use.serialise_officer(actor.officer)
    _record_withdrawn(actor, following.withdraw_all([ocg.ref for ocg in ocgs]))


def _record_withdrawn(actor: Actor, withdrawn: Sequence[Entry]) -> None:
    recent = clock.now() - WITHDRAWN_WITHIN
    abouts = [
        About(
            entry.ref,
            [],
            {
                "soon": "yes" if entry.registered_at > recent else "no",
                "past_the_wall": following.TO_FOLLOW,
            },
        )
        for entry in withdrawn
    ]
    record_each(actor, "entry.withdrawn", abouts, dossier=None, kind=audit.Event.Kind.ERASURE)
    if withdrawn:
        flag_fishing(actor, RecentUse())

"""Correct the choice of a board pack."""

from collections.abc import Sequence
from typing import Any

from broadhurst.capabilities.board_packs import rules
from broadhurst.capabilities.board_packs.forms.pack import PackForm, upper
from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.queries.packs import locked, names_beside
from broadhurst.capabilities.board_packs.queries.summaries import hidden_among
from broadhurst.capabilities.inspections.queries.scopes import chosen_scope
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.workflow import refuse_if

KEPT = ("name", "scope", "period", "figures", "is_monthly")


class EditBoardPackForm(PackForm):
    prefills = True

    def narrow_choices(self) -> None:
        """Offer what may be chosen, and fill in what was."""
        super().narrow_choices()
        pack = self.subject["pack"]
        self.initial = {name: getattr(pack, name) for name in KEPT}
        self.initial["records"] = "\n".join(pack.records)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the pack."""
        return subject | {"pack": locked(subject["pack"])}


@for_roles(rules.objections_to_make)
@command
def edit_board_pack(
    *,
    actor: Actor,
    pack: BoardPack,
    name: str,
    scope: str,
    period: str,
    figures: Sequence[str] = (),
    records: Sequence[str] = (),
    is_monthly: bool = False,
) -> BoardPack:
    """Correct what a pack contains. A record that is in it already may be one you no longer see."""
    pack = locked(pack)
    refs = upper(records)
    refuse_if(
        rules.objections_to_make(actor.roles)
        + rules.objections_to_change(is_removed=pack.removed_at is not None)
    )
    refuse_if(
        rules.objections_to_content(
            name=name, names=names_beside(actor, pack), figures=figures, records=refs,
            hidden=hidden_among(ref for ref in refs if ref not in pack.records),
            is_scope_allowed=chosen_scope(actor, scope, clock.today()) is not None,
        )
    )  # fmt: skip

    pack.name, pack.scope, pack.period = name, scope, period
    pack.figures, pack.records, pack.is_monthly = list(figures), refs, is_monthly
    pack.save()

    record(actor, "board_pack.edited", pack.ref, dossier=None, name=name)
    return pack

"""Choose the figures and records of a board pack, and keep the choice under a name."""

from collections.abc import Sequence

from broadhurst.capabilities.board_packs import rules
from broadhurst.capabilities.board_packs.forms.pack import PackForm, upper
from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.queries.packs import names_beside
from broadhurst.capabilities.board_packs.queries.summaries import hidden_among
from broadhurst.capabilities.inspections.queries.scopes import chosen_scope
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


class MakeBoardPackForm(PackForm):
    """Asks what is in the pack."""


@command
def make_board_pack(
    *,
    actor: Actor,
    name: str,
    scope: str,
    period: str,
    figures: Sequence[str] = (),
    records: Sequence[str] = (),
    is_monthly: bool = False,
) -> BoardPack:
    """Keep a choice of figures and records. The pack is made each time that it is opened."""
    refuse_if(rules.objections_to_make(actor.roles))
    refs = upper(records)
    refuse_if(
        rules.objections_to_content(
            name=name, names=names_beside(actor), figures=figures, records=refs,
            hidden=hidden_among(refs),
            is_scope_allowed=chosen_scope(actor, scope, clock.today()) is not None,
        )
    )  # fmt: skip

    pack = BoardPack.objects.create(
        ref=new_reference("PCK"), name=name, scope=scope, period=period, figures=list(figures),
        records=refs, is_monthly=is_monthly, ready_on=clock.today(),
        made_by=actor.officer, made_at=clock.now(),
    )  # fmt: skip

    record(actor, "board_pack.made", pack.ref, dossier=None, name=name)
    return pack

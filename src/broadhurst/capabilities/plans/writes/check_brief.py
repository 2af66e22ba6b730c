"""Check a text for names and identifiers before a partner reads it.

If the author confirms that some must stay, record which. This is not a command: the commands that
send a text to a partner call it.
"""

from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.register.queries.text_check import Text
from broadhurst.capabilities.register.writes.check_text import (
    Confirmed,
    check_unless_confirmed,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import record

LABEL = "Reason to send these words"
HINT = "Only needed if we ask you to remove words that have to stay. We keep the reason."


def check_brief(
    actor: Actor, plan: Plan, *, title: str, brief: str, shared_under: str, because: str
) -> Confirmed:
    """Warn of names and identifiers in a partner's text; return those confirmed."""
    texts = [
        Text("the title", title, "title"),
        Text("the brief", brief, "brief"),
        Text("what it is shared under", shared_under, "shared_under"),
    ]
    return check_unless_confirmed(
        actor,
        plan.ref,
        plan.ocg.dossier,
        texts,
        confirmed=bool(because.strip()),
        then=f" If it has to stay, say why in “{LABEL}”.",
    )


def keep_confirmed(
    actor: Actor, action: Action, plan: Plan, confirmed: Confirmed, why: str
) -> None:
    """Record which words were sent to a partner, and why, for readers of the OCG.

    Words that match records hidden from the author are only counted. Naming them would tell the
    author which of their words are in the register.
    """
    if confirmed.seen or confirmed.hidden:
        record(
            actor,
            "action.words_confirmed",
            action.ref,
            dossier=plan.ocg.dossier,
            kind=Event.Kind.DISCLOSURE,
            words="; ".join(dict.fromkeys(item.words for item in confirmed.seen)),
            others=confirmed.hidden or "",
            unit=action.accountable_unit.name,
            because=why,
        )

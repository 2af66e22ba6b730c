"""Save messages about an action, and check those that another organisation will read."""

from typing import Any

from broadhurst.capabilities.plans.models import Action, Message, Plan
from broadhurst.capabilities.plans.queries.versions import live_version
from broadhurst.capabilities.plans.rules.messages import objections_to_name
from broadhurst.capabilities.plans.writes.check_brief import LABEL, keep_confirmed
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.text_check import Text
from broadhurst.capabilities.register.writes.check_text import check_unless_confirmed
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.workflow import refuse_if


def save_message(
    actor: Actor, action: Action, kind: Message.Kind, text: str, **more: Any
) -> Message:
    """Save a message about an action in the action's dossier."""
    return Message.objects.create(
        dossier=action.dossier,
        action=action,
        kind=kind,
        at=clock.now(),
        officer=actor.officer,
        unit=actor.unit,
        text=text,
        **more,
    )


def check_words(actor: Actor, action: Action, ocg: Ocg, text: str, because: str) -> None:
    """Refuse a message to another organisation that names the OCG, its people or identifiers.

    Names and identifiers of people may stay with a reason, which is kept.
    """
    plan: Plan = live_version(ocg)
    if action.accountable_unit.agency_id == plan.owner_unit.agency_id:
        return
    refuse_if(objections_to_name(text, (ocg.ref, ocg.name, ocg.national_ref, plan.ref)))
    confirmed = check_unless_confirmed(
        actor,
        action.ref,
        ocg.dossier,
        [Text("the text", text, "text")],
        confirmed=bool(because.strip()),
        then=f" If it has to stay, say why in “{LABEL}”.",
    )
    keep_confirmed(actor, action, plan, confirmed, because)

"""Read actions, with their plan or, as a partner does, alone; lock them; say what is open."""

from collections.abc import Collection

from django.db.models import QuerySet

from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.dependencies import waits_of
from broadhurst.capabilities.plans.queries.messages import open_proposal, open_question
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock


def open_actions(*ocgs: Ocg) -> QuerySet[Action]:
    """Return the open actions of the plans of OCGs: not complete, not cancelled."""
    return seen_actions().filter(objective__plan__ocg__in=ocgs, closed_at=None)


def seen_actions() -> QuerySet[Action]:
    """Return actions, joined only to rows that the accountable unit can see."""
    return Action.objects.select_related(
        "accountable_unit__agency", "asking_unit__agency", "asked_by"
    )


def planned_actions() -> QuerySet[Action]:
    """Return actions whose plan the reader can see. A partner gets none."""
    return seen_actions().filter(objective__plan__ocg__isnull=False)


def ocg_of(action: Action) -> Ocg | None:
    """Return the OCG of an action, or None for a partner, who sees the action alone."""
    return Ocg.objects.filter(plans__objectives__actions=action).first()


def roles_on(action: Action, actor: Actor) -> list[str]:
    """Return the roles of an actor on an action."""
    ocg = ocg_of(action)
    parts = current_leadership(ocg).parts_of(actor) if ocg else []
    return [*parts, *([rules.ACCOUNTABLE] if action.accountable_unit_id == actor.unit.pk else [])]


def verbs_on(action: Action, parts: Collection[str]) -> list[str]:
    """Return the verbs that these roles may use on an action, as it is now."""
    question, proposal = open_question(action), open_proposal(action)
    waits = {
        "ask_question": question is None,
        "answer_question": question is not None,
        "propose_date": proposal is None,
        "answer_date": proposal is not None,
        "remove_dependency": waits_of(action).exists(),
        "stop_repeating": bool(action.repeats),
    }
    return [verb for verb in rules.ACTION.open_to(action.stage, parts) if waits.get(verb, True)]


def lock_both(action: Action) -> tuple[Ocg, Action]:
    """Lock the OCG of an action that the actor can see, then the action; return both."""
    ocg = locked(Ocg.objects.get(plans__objectives__actions=action))
    return ocg, locked_action(action)


def locked_action(action: Action) -> Action:
    """Lock and return the action.

    A unit that can see only the action cannot lock the OCG.
    """
    return lock(Action.objects.all(), action)

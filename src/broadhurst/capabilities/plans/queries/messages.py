"""Messages about an action, and those that still need an answer."""

from django.db.models import QuerySet

from broadhurst.capabilities.plans.models import Action, Message


def messages_of(action: Action) -> QuerySet[Message]:
    """Return the messages about an action, oldest first."""
    return Message.objects.filter(action=action).select_related("officer", "unit__agency")


def open_question(action: Action) -> Message | None:
    """Return the question of an action that has no answer yet."""
    return _open(action, Message.Kind.QUESTION)


def open_proposal(action: Action) -> Message | None:
    """Return the proposed date of an action that has no answer yet."""
    return _open(action, Message.Kind.DATE_PROPOSED)


def _open(action: Action, kind: Message.Kind) -> Message | None:
    return messages_of(action).filter(kind=kind, answer=None).first()

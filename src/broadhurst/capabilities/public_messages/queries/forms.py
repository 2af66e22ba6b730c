"""Say which forms about a message somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.foundation.access.actor import Actor


def to_move(verb: str) -> Callable[[Actor, Message], list[str]]:
    """Return the rule of a form about a message."""

    def objections(actor: Actor, message: Message) -> list[str]:
        return rules.objections_to_verb(verb, actor, message)

    return objections


def to_correct(actor: Actor, message: Message) -> list[str]:
    """The rule of the form that corrects a message: only one correction is under way."""
    under_way = Message.objects.filter(corrects=message).exclude(stage=Message.Stage.WITHDRAWN)
    objections = rules.objections_to_verb("correct", actor, message)
    return objections + rules.objections_to_second_correction(is_under_way=under_way.exists())

"""Say which forms about a letter somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.letters.models import Letter, Recipient, Signatory, Template
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.capabilities.letters.rules.templates import objections_to_keep
from broadhurst.foundation.access.actor import Actor


def to_move(verb: str) -> Callable[[Actor, Letter], list[str]]:
    """Return the rule of a form about a letter."""

    def objections(actor: Actor, letter: Letter) -> list[str]:
        return rules.objections_to_verb(verb, actor, letter)

    return objections


def to_change_recipient(verb: str) -> Callable[[Actor, Recipient], list[str]]:
    """Return the rule of a form about a recipient of a letter."""

    def objections(actor: Actor, recipient: Recipient) -> list[str]:
        return rules.objections_to_verb(verb, actor, recipient.letter)

    return objections


def to_correct(actor: Actor, letter: Letter) -> list[str]:
    """The rule of the form that corrects a letter: only one correction is under way."""
    is_under_way = letter.corrected_by.exclude(stage=Letter.Stage.WITHDRAWN).exists()
    objections = rules.objections_to_verb("correct", actor, letter)
    return objections + rules.objections_to_second_correction(is_under_way=is_under_way)


def to_change_signatory(actor: Actor, signatory: Signatory) -> list[str]:
    """The rule of a form about a signatory."""
    return objections_to_keep(actor, signatory)


def to_change_template(actor: Actor, letter_template: Template) -> list[str]:
    """The rule of a form about a template."""
    return objections_to_keep(actor, letter_template)

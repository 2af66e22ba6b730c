"""The message about a missing answer is a sentence that people say, in every form."""

import re
from collections.abc import Iterator

import pytest
from django.forms.utils import pretty_name

from broadhurst.capabilities.register.commands.assess import AssessForm
from broadhurst.config.cli import main
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields.labelled import LabelledField
from tests.people import Cast

EVERY_COMMAND = [*main.commands.values()]  # imported, so that every form is there to be walked
# A label like "Made on" or "Return to" is no noun: "Enter a made on".
BROKEN = re.compile(
    r"\w+ (an? ([\w ]+ )?(on|by|from|until|since|to|due|needed|published)|an other .*|a p)$"
)


def forms_below(form: type[CommandForm]) -> Iterator[type[CommandForm]]:
    for one in form.__subclasses__():
        yield one
        yield from forms_below(one)


def message_of(name: str, field: LabelledField) -> str:
    if field.label is None:
        field.label = pretty_name(name)
    return str({**field.messages(), **field.given_messages}["required"])


@pytest.mark.parametrize(
    "message", ["Enter a made on", "Select an other OCG", "Select a p", "Enter a next check due"]
)
def test_what_nobody_says_is_found(message: str) -> None:
    assert BROKEN.match(message)


def test_every_form_says_what_is_missing_in_words_that_people_use() -> None:
    said = {
        f"{form.__name__}.{name}": message_of(name, field)
        for form in forms_below(CommandForm)
        for name, field in form.base_fields.items()
        if isinstance(field, LabelledField) and (field.required or name in form.needs)
    }
    assert len(said) > 400
    assert {where: text for where, text in said.items() if BROKEN.match(text)} == {}


def test_an_assessment_asks_for_a_score(cast: Cast) -> None:
    form = AssessForm({}, actor=cast.gail, ocg=cast.ocg())
    assert "Select a score for physical harm" in str(form.errors)

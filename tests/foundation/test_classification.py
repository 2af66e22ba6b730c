"""Every question that takes a text refuses a marking above OFFICIAL-SENSITIVE (rule 28)."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from broadhurst.capabilities.register.models import Archiving, Identifier
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.classification import find_marking
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.drafts.models import Draft
from broadhurst.foundation.govuk.fields import PasswordField
from tests.doors import Machine, browser, terminal
from tests.foundation.test_invisible_characters import forms_below
from tests.people import Cast


@pytest.mark.parametrize("text", ["SECRET", "UK SECRET: do not copy", "(TOP SECRET)", "a\nSECRET"])
def test_a_marking_is_found(text: str) -> None:
    assert "SECRET" in find_marking(text)


@pytest.mark.parametrize("text", ["a secret compartment", "Secret Garden", "SECRETARY", ""])
def test_an_ordinary_word_is_no_marking(text: str) -> None:
    assert find_marking(text) == ""


def test_every_question_of_every_form_that_takes_a_text_refuses_it() -> None:
    """New forms are found automatically."""
    taken = set()
    for form in forms_below(CommandForm):
        for name, field in form.base_fields.items():
            if isinstance(field, forms.CharField) and not isinstance(field, PasswordField):
                try:
                    field.clean("TOP SECRET 12")
                except ValidationError as refused:
                    if any(error.code == "marking" for error in refused.error_list):
                        continue
                taken.add(f"{form.__name__}.{name}")
    assert taken == set()


def test_a_page_says_what_to_do_beside_the_question(cast: Cast) -> None:
    ocg = cast.ocg()
    answer = browser(cast.gail).post(
        f"/ocgs/{ocg.ref}/propose-archive/",
        {"reason": "dismantled", "explanation": "TOP SECRET: the source said so."},
    )
    assert answer.status_code == 422
    assert (
        "Remove the marking “TOP SECRET”. Broadhurst holds OFFICIAL and "
        "OFFICIAL-SENSITIVE only. Enter a reference that reveals nothing instead."
    ) in answer.content.decode()
    with as_actor(cast.gail):
        assert not Archiving.objects.exists()


def test_the_api_and_the_terminal_refuse_it(cast: Cast) -> None:
    ocg = cast.ocg()
    answer = Machine(cast.gail).post(
        f"/ocgs/{ocg.ref}/add-identifier", kind="company", value="SECRET HERON LTD"
    )
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["field"], "write it in small letters" in error["message"]) == ("value", True)
    at_terminal = terminal(
        cast.gail, "register", "add-identifier", ocg.ref, "--kind", "company",
        "--value", "SECRET HERON LTD",
    )  # fmt: skip
    assert at_terminal.exit_code == 1
    assert "--value: Remove the marking “SECRET”" in at_terminal.output
    with as_actor(cast.gail):
        assert not Identifier.objects.exists()


def test_no_draft_keeps_it(cast: Cast) -> None:
    url = f"/ocgs/{cast.ocg().ref}/add-member/"
    sent = {"name": "Barnaby Ragwort", "aliases": "SECRET", "and_then": "draft"}
    page = browser(cast.gail)
    answer = page.post(url, sent, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert "“SECRET”" in answer.json()["message"]
    assert "“SECRET”" in page.post(url, sent).content.decode(), "without a script"
    with as_actor(cast.gail):
        assert not Draft.objects.exists()

"""Steps around a form: check the answers, add another, and questions that answers call for."""

import re
from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from broadhurst.capabilities.deconfliction.forms.target import CheckTargetForm
from broadhurst.capabilities.members.commands.add_member import AddMemberForm, add_member
from broadhurst.capabilities.planned_events.commands.go_live import GoLiveForm
from broadhurst.capabilities.register.commands.moderate import ModerateForm
from broadhurst.capabilities.register.models import Identifier, Membership
from broadhurst.capabilities.tasking.commands.decide import DecideForm
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.doors.check_answers import shown_to_check
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField, TextField
from tests.doors import Machine, browser
from tests.people import Cast

MEMBER = {"name": "Barnaby Ragwort", "category": "suspect", "part": "principal"}
REMOVAL = {"why": "error", "because": "Entered twice & by mistake"}


def member_of(cast: Cast, ocg: Any) -> Membership:
    return add_member(actor=cast.gail, ocg=ocg, is_exploited=False, **MEMBER)


def hidden(html: str) -> dict[str, str]:
    """Return what a page would send again, without the token."""
    inputs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html)
    return {name: value.replace("&amp;", "&") for name, value in inputs if "csrf" not in name}


def test_what_cannot_be_undone_is_shown_before_it_is_done(cast: Cast) -> None:
    member = member_of(cast, cast.ocg())
    page, url = browser(cast.gail), f"/people/{member.person.ref}/remove/"
    asked = page.get(url).content.decode()
    assert 'name="and_then" value="check"' in asked
    assert "Remove person</button>" not in asked, "only the next step removes"
    checked = page.post(url, {**REMOVAL, "and_then": "check"})
    html = checked.content.decode()
    assert checked.status_code == 200
    assert "Check your answers" in html
    assert "Entered twice &amp; by mistake" in html
    assert hidden(html) == REMOVAL, "it sends the same answers again"
    with as_actor(cast.gail):
        assert Membership.objects.filter(pk=member.pk, ended_at=None).exists(), "not done yet"
    changed = page.post(url, {**REMOVAL, "and_then": "change"}).content.decode()
    assert 'value="Entered twice &amp; by mistake"' in changed
    assert "There is a problem" not in changed
    assert page.post(url, hidden(html)).status_code == 302
    with as_actor(cast.gail):
        assert not Membership.objects.filter(pk=member.pk, ended_at=None).exists()


def test_wrong_answers_are_not_shown_to_be_checked(cast: Cast) -> None:
    member = member_of(cast, cast.ocg())
    url = f"/people/{member.person.ref}/remove/"
    wrong = browser(cast.gail).post(url, {"why": "error", "and_then": "check"})
    assert wrong.status_code == 422
    assert "There is a problem" in wrong.content.decode()


def test_a_form_that_can_be_undone_runs_at_once(cast: Cast) -> None:
    ocg = cast.ocg()
    assert (
        'value="check"'
        not in browser(cast.gail).get(f"/ocgs/{ocg.ref}/add-member/").content.decode()
    )


def test_another_person_can_be_added_at_once(cast: Cast) -> None:
    ocg = cast.ocg()
    page, url = browser(cast.gail), f"/ocgs/{ocg.ref}/add-member/"
    first = page.post(url, {**MEMBER, "and_then": "another"})
    assert (first.status_code, first["Location"]) == (302, f"{url}?another=1")
    again = page.get(first["Location"]).content.decode()
    assert "The person is added." in again
    assert "data-disable-auto-focus" in again, "or the message would take the focus"
    assert re.search(r'<input[^>]*name="name"[^>]*autofocus', again)
    assert 'value="Barnaby' not in again
    last = page.post(url, MEMBER | {"name": "Otis Furze"})
    assert last["Location"] == f"/ocgs/{ocg.ref}/people/"
    with as_actor(cast.gail):
        assert Membership.objects.count() == 2


def test_the_next_identifier_keeps_the_kind_and_nothing_else(cast: Cast) -> None:
    ocg = cast.ocg()
    page, url = browser(cast.gail), f"/ocgs/{ocg.ref}/add-identifier/"
    sent = {"kind": "phone", "value": "07700 900123", "and_then": "another"}
    first = page.post(url, sent)
    assert first["Location"] == f"{url}?another=1&kind=phone"
    again = page.get(first["Location"]).content.decode()
    assert re.search(r'value="phone"[^>]*checked', again)
    assert re.search(r'<input[^>]*name="value"[^>]*autofocus', again)
    assert "07700" not in page.get(first["Location"]).content.decode(), "the message is gone"
    refused = page.post(url, sent)
    assert refused.status_code == 409, "it is on the OCG already"
    with as_actor(cast.gail):
        assert Identifier.objects.count() == 1


class Answered(CommandForm):
    shows = {"outcome": {"returned": ("reason",)}}
    needs = ("reason",)

    outcome = ChoiceField(label="Outcome", choices=[("accepted", "Accepted"), ("returned", "Back")])
    reason = TextField(label="Reason", required=False)


def test_a_question_says_which_answers_call_for_it() -> None:
    form = Answered(actor=None)  # type: ignore[arg-type]
    reason = form["reason"].as_field_group()
    assert 'data-shown-by="outcome" data-shown-for="returned"' in reason
    assert "(optional)" not in reason
    assert "data-shown-by" not in form["outcome"].as_field_group()


@pytest.mark.parametrize("form", [DecideForm, ModerateForm, GoLiveForm, CheckTargetForm])
def test_the_questions_named_exist_and_no_field_alone_demands_them(
    form: type[CommandForm],
) -> None:
    named = {name for by in form.shows.values() for names in by.values() for name in names}
    assert named >= set(form.needs)
    assert form.shows.keys() | named <= form.base_fields.keys()
    assert not any(form.base_fields[name].required for name in named), "the rule demands them"
    for by, answers in form.shows.items():
        choices = {str(value) for value, _ in getattr(form.base_fields[by], "choices", ())}
        assert answers.keys() <= {*choices, "*"}


def test_the_rule_still_demands_a_hidden_answer(cast: Cast) -> None:
    """The page is only a help: a program that leaves the reason out is refused, at the field."""
    answer = Machine(cast.gail).post(
        "/deconfliction/checks", phone="07700 900123", is_silent=True, because=""
    )
    assert answer.status_code == 409
    fields = {error.get("field") for error in answer.json()["errors"]}
    assert "because" in fields


def test_a_form_that_is_mostly_optional_marks_what_is_required(cast: Cast) -> None:
    html = str(CheckTargetForm(actor=cast.gail))
    assert "Questions are optional unless" in html
    assert "(optional)" not in html
    person = AddMemberForm(QueryDict(), actor=cast.gail, ocg=None)
    assert "(required)" not in str(person)
    assert "Other names (optional)" in str(person)


def test_dates_choices_and_blanks_are_shown_in_words(cast: Cast) -> None:
    form = AddMemberForm(
        {"name": "Pip", "born_on": "1988-03-27", "category": "suspect", "part": "principal"},
        actor=cast.gail,
        ocg=None,
    )
    assert form.is_valid()
    assert form.cleaned_data["born_on"] == date(1988, 3, 27)
    request: Any = type("Sent", (), {"POST": QueryDict("name=Pip&csrfmiddlewaretoken=x")})
    shown = shown_to_check(request, form)
    assert shown["sent"] == [("name", "Pip")]
    answers = {field.name: text for field, text in shown["answers"]}
    assert answers["born_on"] == "27 March 1988"
    assert answers["category"] == "Suspect"
    assert answers["aliases"] == answers["sex"].replace("Not known", "Not entered")
    assert answers["is_exploited"] == "No"

"""Prefilled forms at the API: a field that is not sent keeps its value."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.test import RequestFactory

from broadhurst.capabilities.register.models import Membership
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.schemas import Schema
from tests.doors import Machine
from tests.foundation.test_terminal import kept
from tests.members.test_edit_member import ned
from tests.people import Cast
from tests.safeguarding.story import referral


@pytest.fixture(params=sorted(kept(), key=lambda each: str(each)))
def form(request: pytest.FixtureRequest) -> type[CommandForm]:
    given: type[CommandForm] = request.param
    return given


def sample(field: forms.Field) -> Any:
    """Return a possible current value of a field."""
    if isinstance(field, forms.BooleanField):
        return True
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return ["one", "two"]
    return date(2001, 2, 3) if isinstance(field, forms.DateField) else "held"


def test_every_form_keeps_what_is_not_sent(
    cast: Cast, form: type[CommandForm], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []

    def narrow_choices(self: CommandForm) -> None:
        for field in self.fields.values():
            field.initial = sample(field)

    def is_valid(self: CommandForm) -> bool:
        read.append(self)
        self.cleaned_data = {}
        return True

    monkeypatch.setattr(form, "narrow_choices", narrow_choices)
    monkeypatch.setattr(form, "lock_subject", staticmethod(lambda _actor, subject: subject))
    monkeypatch.setattr(form, "is_valid", is_valid)
    first, *others = (one for one in form.base_fields if one not in form.either)
    body = {first: "sent"}
    request: Any = RequestFactory().post("/api/v1/x", body, content_type="application/json")
    request.actor = cast.gail
    api.ask(request, form, lambda **_given: None, as_json=lambda _made: Schema())
    [made] = read
    assert made.data[first] == "sent"
    for name in others:
        field = made.fields[name]
        wanted = api.query_of({name: field.prepare_value(sample(field))})
        assert made.data.getlist(name) == wanted.getlist(name), name


def person(member: Membership) -> tuple[object, ...]:
    now = Membership.objects.select_related("person").get(ocg=member.ocg, ended_at=None)
    one = now.person
    return one.name, one.born_on, one.sex, one.aliases, now.is_exploited


def test_a_persons_other_details_stay(cast: Cast) -> None:
    member = ned(cast, cast.ocg(), category="suspect", is_exploited=True)
    machine = Machine(cast.gail)
    given = {"category": "suspect", "part": "principal", "because": "Custody record"}
    answer = machine.post(f"/people/{member.ref}/edit", name="Ned Larchbotham", **given)
    assert answer.status_code == 200, answer.content
    with as_actor(cast.gail):
        held = person(member)
    assert held == ("Ned Larchbotham", date(1988, 3, 27), "m", ["Neddy"], True)
    answer = machine.post(
        f"/people/{member.ref}/edit",
        sex=None, aliases=None, is_exploited=False, because="Not known after all",
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    with as_actor(cast.gail):
        held = person(member)
    assert held == ("Ned Larchbotham", date(1988, 3, 27), "", [], False)


def test_the_other_answers_of_a_referral_stay(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    answer = Machine(cast.gail).post(
        f"/referrals/{sent.ref}/edit", threat_to_life=True, because="Ticked the wrong box"
    )
    assert answer.status_code == 200, answer.content
    with as_actor(cast.gail):
        now = type(sent).objects.get(pk=sent.pk)
    assert (now.threat_to_life, now.consent) == (True, sent.consent)

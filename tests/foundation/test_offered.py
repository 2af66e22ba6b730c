"""What is offered to somebody works for them: every link opens, and no form is closed by role.

Each person of the cast walks from home by the links of each page, like a reader who clicks on all.
A page of every kind is opened twice at the most. Each form is sent with answers that fit it, and is
undone: it may be refused for what was answered, and never for who sent it.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils.choices import flatten_choices

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from tests.conftest import NOW, clone
from tests.doors import browser
from tests.people import Cast, load_cast
from tests.transfers.making import assessed, opened
from tests.walked import AFTERWARDS, set_out, walked

LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
BUTTON = re.compile(r'<form method="post" action="([^"]+)"')
# Refused for who somebody is, and not for what they typed.
BY_ROLE = re.compile(r"^(Only (a|an|the) .*can |Nobody |You need to be )")
AT_MOST = 2
# Where no walk goes: it would end the walker's session.
ENDS = {"/sign-out/", "/postings/", "/sign-in/"}
PEOPLE = (
    "gail", "len", "mo", "cora", "sid", "rita", "hal", "cass", "tess", "reg", "connie", "pol",
    "olive", "dot",
)  # fmt: skip


@pytest.fixture(scope="module")
def cast(worker: str, django_db_blocker: Any) -> Iterator[Cast]:
    """One OCG that was walked all the way, one whose handover is open, and one that is new."""
    with django_db_blocker.unblock(), clone(f"broadhurst_{worker}_offered"):
        with clock.set_to(NOW):
            cast = load_cast()
            region = set_out(cast)
            opened(cast, assessed(cast, name="Iron Lapwing"))
            region.stage.bid()
        walked(cast, region)
        yield cast


@pytest.fixture(autouse=True)
def afterwards(at_nine_on_the_first_of_march: None) -> Iterator[None]:
    with clock.set_to(AFTERWARDS):
        yield


@pytest.mark.parametrize("name", PEOPLE)
def test_whatever_is_offered_works(cast: Cast, name: str) -> None:
    wrong = list(faults(getattr(cast, name)))
    assert wrong == [], "\n".join(wrong)


def faults(actor: Actor) -> Iterator[str]:
    """What does not work, of all that is offered from home on."""
    page, opened = browser(actor), Counter[str]()
    ahead, met = [("home", "/")], {"/"}
    while ahead:
        where, path = ahead.pop(0)
        kind = resolve(path.partition("?")[0]).view_name
        if opened[kind] >= AT_MOST or path in ENDS:
            continue
        opened[kind] += 1
        answer = page.get(path)
        if answer.status_code != 200:
            yield f"{path} answers {answer.status_code}, and {where} offers it"
            continue
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        text = "".join(answer.content.decode().split("<main")[1:])
        yield from refused(page, path, answer, where)
        for action in BUTTON.findall(text):
            yield from sent(page, html.unescape(action), {}, path)
        for found in map(html.unescape, LINK.findall(answer.content.decode())):
            if found not in met:
                met.add(found)
                ahead.append((path, found))


def refused(page: Client, path: str, answer: Any, where: str) -> Iterator[str]:
    """Send the form of a page, if it has one that acts."""
    form = (answer.context or {}).get("form")
    if isinstance(form, forms.Form) and 'method="post" novalidate' in answer.content.decode():
        answers = {name: fitting(field) for name, field in form.fields.items()}
        yield from sent(page, path, {k: v for k, v in answers.items() if v is not None}, where)


def sent(page: Client, path: str, answers: dict[str, Any], where: str) -> Iterator[str]:
    """Send answers, and undo what came of them."""
    if path in ENDS:
        return
    with transaction.atomic():
        answer = page.post(path, answers)
        transaction.set_rollback(True)
    if answer.status_code in (403, 404, 500):
        yield f"{path} answers {answer.status_code} when sent, and {where} offers it"
    form = (answer.context or {}).get("form") if answer.status_code == 409 else None
    for objection in [one for errors in form.errors.values() for one in errors] if form else []:
        if BY_ROLE.match(str(objection)):
            yield f"{path} is refused ({objection}), and {where} offers it"


def fitting(field: forms.Field) -> Any:
    """An answer that fits a question."""
    if isinstance(field, forms.BooleanField):
        return None
    if isinstance(field, forms.ModelChoiceField | forms.ChoiceField):
        values = [value for value, _ in flatten_choices(field.choices) if str(value)]
        return str(values[0]) if values else None
    if isinstance(field, forms.DateField):
        return "2021-03-05T10:00" if "Time" in type(field).__name__ else "2021-03-05"
    if not field.required:
        return None
    return "12" if isinstance(field, forms.IntegerField) else "Some words."

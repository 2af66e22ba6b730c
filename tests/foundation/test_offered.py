"""Every link that a user sees opens, and no form they see is refused for their role.

Each person of the cast follows all links from home and from the palette on. Each kind of page is
opened twice at most. Each form is sent with valid answers and rolled back. It may be refused for
the answers, but never for the person who sent it. No list to choose from has more than 15 options,
though there are many officers and units.
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
from broadhurst.foundation.govuk.offered import MOST_OPTIONS
from tests.conftest import NOW, clone
from tests.crowd import officers_beside, units_like
from tests.doors import browser
from tests.people import load_cast
from tests.site_walk import AFTERWARDS, set_out, walked
from tests.transfers.making import assessed, opened

LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
SELECT = re.compile(r'<select [^>]*?name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
OPTION = re.compile(r'<option value="[^"]')  # an empty one is no choice
BUTTON = re.compile(r'<form method="post" action="([^"]+)"')
# Refusals for the person, not for the answers.
BY_ROLE = re.compile(r"^(Only (a|an|the) .*can |Nobody |You need to be |You read as )")
AT_MOST = 2
# Links not followed, because they would end the session.
ENDS = {"/sign-out/", "/postings/", "/sign-in/"}
PEOPLE = (
    "gail", "len", "mo", "cora", "sid", "rita", "hal", "cass", "tess", "reg", "connie", "pol",
    "olive", "dot", "ines",
)  # fmt: skip


@pytest.fixture(scope="module")
def actors(worker: str, django_db_blocker: Any) -> Iterator[dict[str, Actor]]:
    """A fully walked OCG, one with an open handover, and a new one."""
    with django_db_blocker.unblock(), clone(f"broadhurst_{worker}_offered"):
        with clock.set_to(NOW):
            cast = load_cast()
            for who in (cast.gail, cast.rita):
                officers_beside(cast, who, who.officer.username)
            for who in (cast.gail, cast.rita, cast.sid, cast.tess, cast.cass, cast.connie):
                units_like(cast, who)
            region = set_out(cast)
            opened(cast, assessed(cast, name="Iron Lapwing"))
            region.stage.bid()
        walked(cast, region)
        yield {"ines": region.ines, **vars(cast)}


@pytest.fixture(autouse=True)
def afterwards(at_nine_on_the_first_of_march: None) -> Iterator[None]:
    with clock.set_to(AFTERWARDS):
        yield


@pytest.mark.parametrize("name", PEOPLE)
def test_whatever_is_offered_works(actors: dict[str, Actor], name: str) -> None:
    wrong = list(faults(actors[name]))
    assert wrong == [], "\n".join(wrong)


def faults(actor: Actor) -> Iterator[str]:
    """Return the links and forms that do not work, of all that can be reached from home."""
    page, opened = browser(actor), Counter[str]()
    offered = [item["href"] for item in page.get("/palette/").json()["items"]]
    ahead = [("home", "/"), *(("the palette", href) for href in offered)]
    met = {href for _, href in ahead}
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
        yield from long_lists(answer.content.decode(), path)
        text = "".join(answer.content.decode().split("<main")[1:])
        yield from refused(page, path, answer, where)
        for action in BUTTON.findall(text):
            yield from sent(page, html.unescape(action), {}, path)
        for found in map(html.unescape, LINK.findall(answer.content.decode())):
            if found not in met:
                met.add(found)
                ahead.append((path, found))


def long_lists(page: str, path: str) -> Iterator[str]:
    """Return the drop-downs of a page that have too many options."""
    for name, options in SELECT.findall(page):
        many = len(OPTION.findall(options))
        if many > MOST_OPTIONS:
            yield f"{path} has a list “{name}” of {many} options"


def refused(
    page: Client, path: str, answer: Any, where: str, why: re.Pattern[str] = BY_ROLE
) -> Iterator[str]:
    """Send the form of a page, if it has one, and return refusals that match `why`."""
    form = (answer.context or {}).get("form")
    if isinstance(form, forms.Form) and 'method="post" novalidate' in answer.content.decode():
        answers = {name: fitting(field) for name, field in form.fields.items()}
        yield from sent(page, path, {k: v for k, v in answers.items() if v is not None}, where, why)


def sent(
    page: Client,
    path: str,
    answers: dict[str, Any],
    where: str,
    why: re.Pattern[str] = BY_ROLE,
) -> Iterator[str]:
    """Send answers, and roll back what they did."""
    if path in ENDS:
        return
    with transaction.atomic():
        answer = page.post(path, answers)
        transaction.set_rollback(True)
    if answer.status_code in (403, 404, 500):
        yield f"{path} answers {answer.status_code} when sent, and {where} offers it"
    form = (answer.context or {}).get("form") if answer.status_code == 409 else None
    for objection in [one for errors in form.errors.values() for one in errors] if form else []:
        if why.search(str(objection)):
            yield f"{path} is refused ({objection}), and {where} offers it"


def fitting(field: forms.Field) -> Any:
    """Return a valid answer to a field."""
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

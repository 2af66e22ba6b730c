"""A partner sees only its own action and the brief written for it.

Connie of the council is asked for one action. The test searches every answer she can get for words
of the OCG, its plan and its other actions. It covers pages, errors, notifications, events, the API
and the command line.
"""

from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.report_progress import report_progress
from broadhurst.capabilities.plans.commands.review import review
from broadhurst.capabilities.plans.models import Action, Background, Objective, Plan, Review
from broadhurst.capabilities.plans.queries.actions import ocg_of, planned_actions
from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import BRIEF, SECRETS, a_plan, an_action, for_council


@dataclass
class Shared:
    """Connie's action, and the words that she must not see."""

    ocg: Ocg
    plan: Plan
    mine: Action
    other: Action
    secrets: tuple[str, ...]

    def leaks(self, text: str) -> list[str]:
        return [secret for secret in self.secrets if secret.casefold() in text.casefold()]


@pytest.fixture
def shared(cast: Cast) -> Shared:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    mine, other = for_council(cast, plan), an_action(cast, plan)
    agree(actor=cast.gail, plan=plan)
    review(actor=cast.len, plan=plan, findings="Watch the heron closely.")
    with as_actor(cast.gail):
        objectives = list(Objective.objects.values_list("ref", flat=True))
    secrets = (
        *SECRETS, ocg.ref, ocg.description, plan.ref, other.ref, other.title, *objectives,
        "Watch the heron",
    )  # fmt: skip
    return Shared(ocg, plan, mine, other, secrets)


def addresses() -> list[str]:
    """Return every address of the site and the API that takes a reference."""

    def below(prefix: str, resolver: URLResolver) -> list[str]:
        found = []
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                found += below(route, pattern)
            elif isinstance(pattern, URLPattern) and "ref>" in route:
                found.append("/" + route.replace("<str:ref>", "{}").replace("<ref>", "{}"))
        return found

    return below("", get_resolver())


def test_the_addresses_of_plans_and_the_ocg_are_all_walked() -> None:
    found = addresses()
    assert {"/actions/{}/", "/plans/{}/", "/ocgs/{}/", "/ocgs/{}/plan/", "/ocgs/{}/draft/"} <= set(
        found
    )
    assert {"/api/v1/plans/{}", "/api/v1/actions/{}", "/api/v1/ocgs/{}"} <= set(found)


@pytest.mark.parametrize("verb", ["get", "post"])
def test_every_address_of_the_ocg_its_plan_and_its_other_actions_is_not_found(
    cast: Cast, shared: Shared, verb: str
) -> None:
    page, machine = browser(cast.connie), Machine(cast.connie)
    hidden = {"ocgs": shared.ocg.ref, "plans": shared.plan.ref, "actions": shared.other.ref}
    for address in addresses():
        kind, _, _ = address.removeprefix("/api/v1").strip("/").partition("/")
        if kind not in hidden:
            continue
        path = address.format(hidden[kind])
        if path.startswith("/api/"):
            answer = getattr(machine.client, verb)(path, content_type="application/json")
        else:
            answer = getattr(page, verb)(path)
        assert answer.status_code in (404, 405), (path, answer.status_code)
        text = answer.content.decode().replace(path, "")
        assert shared.leaks(text) == [], path


def test_her_own_action_is_hers_to_work_on_at_every_door_and_tells_nothing_more(
    cast: Cast, shared: Shared
) -> None:
    page, machine, ref = browser(cast.connie), Machine(cast.connie), shared.mine.ref
    read = [page.get("/"), page.get("/notices/"), page.get("/ocgs/"), page.get("/insight/")]
    for verb in ("", "accept-action/", "report-progress/", "complete-action/"):
        read.append(page.get(f"/actions/{ref}/{verb}"))
    read.append(page.post(f"/actions/{ref}/report-progress/", {"text": "Too early."}))
    read.append(page.post(f"/actions/{ref}/accept-action/"))
    read.append(page.post(f"/actions/{ref}/complete-action/", {"outcome": ""}))
    read.append(page.get(f"/actions/{ref}/cancel-action/"))
    read.append(machine.get("/actions"))
    read.append(machine.get(f"/actions/{ref}"))
    read.append(machine.post(f"/actions/{ref}/report-progress", text="Two are done."))
    read.append(machine.post(f"/actions/{ref}/accept-action"))
    read.append(machine.post(f"/actions/{ref}/accept-action", stranger="x"))
    read.append(page.get(f"/actions/{ref}/"))
    assert BRIEF in read[4].content.decode()
    assert "Two are done." in read[-1].content.decode()
    for answer in read:
        assert shared.leaks(answer.content.decode() + str(answer.headers)) == []
    assert shared.leaks(terminal(cast.connie, "plans", "actions").output) == []
    refused = terminal(cast.connie, "plans", "accept-action", ref)
    assert refused.exit_code == 1
    assert shared.leaks(refused.output) == []


# Commands of others, and the record to try each on.
OF_OTHERS = (
    ("draft", "ocg"), ("add-objective", "plan"), ("add-action", "plan"), ("agree", "plan"),
    ("review", "plan"), ("accept-action", "other"), ("report-progress", "other"),
    ("complete-action", "other"), ("cancel-action", "other"), ("cancel-action", "mine"),
    ("return-action", "other"), ("ask-question", "other"), ("propose-date", "other"),
    ("answer-question", "mine"), ("answer-date", "mine"), ("send-again", "mine"),
    ("add-dependency", "mine"), ("remove-dependency", "mine"), ("stop-repeating", "mine"),
    ("add-outcome", "plan"), ("open-gap", "plan"), ("close", "plan"), ("reopen", "plan"),
)  # fmt: skip


def test_the_terminal_finds_nothing_else(cast: Cast, shared: Shared) -> None:
    for command, which in OF_OTHERS:
        ref = getattr(shared, which).ref
        answer = terminal(cast.connie, "plans", command, ref)
        assert answer.exit_code == 1, (command, which)
        assert "does not exist, or you cannot see it." in answer.output, (command, which)
        assert shared.leaks(answer.output.replace(ref, "")) == [], (command, which)


def test_every_event_that_she_may_read_tells_nothing_of_the_ocg(cast: Cast, shared: Shared) -> None:
    accept_action(actor=cast.connie, action=shared.mine)
    report_progress(actor=cast.connie, action=shared.mine, text="Two are done.")
    complete_action(actor=cast.connie, action=shared.mine, outcome="All are done.")
    browser(cast.gail).post(f"/actions/{shared.mine.ref}/cancel-action/", {"reason": "x"})
    with as_actor(cast.connie):
        events = list(Event.objects.select_related("officer", "posting__unit"))
        assert {"action.added", "action.completed"} <= {event.verb for event in events}
        for event in events:
            told = f"{words(event)} {event.subject} {event.detail}"
            assert shared.leaks(told) == [], event.verb


def test_the_database_shows_her_the_action_alone(cast: Cast, shared: Shared) -> None:
    with as_actor(cast.connie):
        assert list(Action.objects.all()) == [shared.mine]
        for model in (Ocg, Plan, Objective, Background, Review):
            assert not model.objects.exists(), model.__name__
        assert list(Dossier.objects.values_list("about", flat=True)) == [shared.mine.ref]
        assert list(Grant.objects.values_list("because", flat=True)) == [shared.mine.ref]
        assert not planned_actions().exists()
        assert ocg_of(shared.mine) is None
        rows = [
            f"{row.__dict__}"
            for model in apps.get_models()
            if issubclass(model, Protected)
            for row in model._default_manager.all()
        ]
    assert rows
    assert shared.leaks(" ".join(rows)) == []


def test_when_she_has_reported_it_done_she_keeps_her_own_words_and_nothing_more(
    cast: Cast, shared: Shared
) -> None:
    accept_action(actor=cast.connie, action=shared.mine)
    report_progress(actor=cast.connie, action=shared.mine, text="Two are done.")
    complete_action(actor=cast.connie, action=shared.mine, outcome="All are done.")
    page, machine, ref = browser(cast.connie), Machine(cast.connie), shared.mine.ref
    record = page.get(f"/actions/{ref}/").content.decode()
    for words_kept in (BRIEF, "Two are done.", "All are done.", "22 March 2021"):
        assert words_kept in record
    for verb in ("accept-action", "report-progress", "complete-action", "ask-question"):
        assert (
            page.post(f"/actions/{ref}/{verb}/", {"text": "x", "outcome": "x"}).status_code == 409
        )
    answers = [page.get(f"/actions/{ref}/"), machine.get(f"/actions/{ref}"), page.get("/")]
    assert all(shared.leaks(answer.content.decode()) == [] for answer in answers)
    assert machine.get("/actions").json()["items"] == []
    with as_actor(cast.connie):
        assert list(Dossier.objects.values_list("about", flat=True)) == [ref]


def test_a_colleague_in_another_unit_of_the_council_sees_nothing(
    cast: Cast, shared: Shared
) -> None:
    page = browser(cast.pol)
    assert page.get(f"/actions/{shared.mine.ref}/").status_code == 404


def test_the_agreement_under_which_a_partner_was_let_in_is_never_changed(
    cast: Cast, shared: Shared
) -> None:
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="does not change"):  # noqa: SIM117
        with transaction.atomic():
            Action.objects.filter(pk=shared.mine.pk).update(shared_under="")
    with as_actor(cast.connie):
        assert Action.objects.get(pk=shared.mine.pk).shared_under == shared.mine.shared_under != ""

"""The loaded demo region: its words, its days, its trends, and the work that it leaves."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.liaison.models import LogEntry, Request
from broadhurst.capabilities.liaison.models import Meeting as LeadMeeting
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.register.models import Archiving, Assessment, Identifier, Ocg
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.tasking.models import Bid, Decision, Meeting
from broadhurst.capabilities.tasking.queries.bids import bids_of_open_interims
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Posting
from broadhurst.surfaces.demo.cast import TOUR
from broadhurst.surfaces.home.queries import waiting_for
from broadhurst_linkage.identifiers import KINDS
from tests.conftest import copied, named

# These see no OCG and decide nothing, so nothing can wait for them. The ROCU's chief officer, anya,
# reads about funding and posts, which make no tasks.
WITHOUT_TASKS = {"hope", "ada", "ivy", "anya", "asta"}
LONGEST_OVERDUE = timedelta(days=62)
TEXTS: tuple[tuple[Any, str], ...] = (
    (Ocg, "description"), (Request, "what"), (Request, "outcome"), (Action, "title"),
    (Action, "brief"), (Action, "outcome"), (Bid, "objective"), (Decision, "reason"),
    (LogEntry, "decision"), (LogEntry, "rationale"), (LeadMeeting, "note"), (HitSide, "reason"),
    (Archiving, "explanation"), (Assessment, "rationale"), (Plan, "aim"),
    (Referral, "external_reference"),
)  # fmt: skip
COUNTED: tuple[tuple[Any, str], ...] = (
    (Ocg, "registered_at"), (Hit, "raised_at"), (Bid, "submitted_at"),
    (Transfer, "accepted_at"), (Referral, "sent_at"), (Action, "asked_at"),
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(region: str, worker: str, django_db_blocker: Any) -> Iterator[datetime]:
    """Read a copy of the demo region. Return the instant when it was loaded, or just after."""
    with (
        copied(f"broadhurst_{worker}_life", region) as name,
        django_db_blocker.unblock(),
        named(name),
    ):
        yield datetime.now(UTC)


def everything(model: Any) -> QuerySet[Any]:
    """Return all rows of a model, as the database's owner sees them."""
    manager = getattr(model, "with_ended", model.objects)
    return manager.using("owner")


@pytest.mark.parametrize(("model", "field"), TEXTS)
def test_no_text_is_written_twice(loaded: datetime, model: Any, field: str) -> None:
    texts = everything(model).exclude(**{field: ""}).values_list(field, flat=True)
    # A plan that is handed over is a new version with the same aim.
    rows = texts.filter(version=1) if model is Plan else texts
    assert len(rows) > 10
    assert [text for text, times in Counter(rows).items() if times > 1] == []


@pytest.mark.parametrize(("model", "field"), COUNTED)
def test_the_second_year_has_more_than_the_first(loaded: datetime, model: Any, field: str) -> None:
    """Each quarter of the two years has something, and the second year has more."""
    quarters = [0] * 8
    instants = everything(model).exclude(**{field: None}).values_list(field, flat=True)
    for instant in instants:
        ago = (loaded - instant).days * 8 // 730
        if 0 <= ago < 8:
            quarters[7 - ago] += 1
    assert sum(quarters[4:]) > 1.2 * sum(quarters[:4]), quarters
    assert sum(number > 0 for number in quarters) >= 6, quarters


def finds_work(username: str, loaded: datetime) -> None:
    """Check that a person has work when the demo is loaded, and none that is long overdue."""
    posting = Posting.objects.select_related("officer", "unit__agency").get(
        officer__username=username
    )
    with clock.set_to(loaded):
        actor = actor_in(posting)
        with as_actor(actor):
            tasks = waiting_for(actor)
            late = [task for task in tasks if task.is_overdue]
    assert bool(tasks) == (username not in WITHOUT_TASKS), tasks
    longest = loaded - LONGEST_OVERDUE
    assert [(task.task, task.due) for task in late if task.ends_at < longest] == []


def finds_interim_decision(loaded: datetime) -> None:
    """Check that the next meeting of GMP's Level 2 has an interim decision to ratify."""
    posting = Posting.objects.get(officer__username="tess", unit__board__level="level_2")
    with clock.set_to(loaded):
        actor = actor_in(posting)
        with as_actor(actor):
            assert bids_of_open_interims(posting.unit.board).exists()


@pytest.mark.parametrize("username", sorted(TOUR))
def test_each_person_of_the_tour_finds_work(loaded: datetime, username: str) -> None:
    finds_work(username, loaded)


def test_an_interim_decision_waits_for_the_next_meeting(loaded: datetime) -> None:
    finds_interim_decision(loaded)


def test_boards_meet_on_working_days(loaded: datetime) -> None:
    days = {
        at.astimezone(clock.LONDON).date()
        for at in everything(Meeting).values_list("at", flat=True)
    }
    assert len(days) > 100
    assert [day for day in sorted(days) if not clock.is_working_day(day)] == []


def test_members_share_phones_cars_and_addresses(loaded: datetime) -> None:
    users: dict[tuple[int, str, str], set[int]] = {}
    ocgs: dict[tuple[str, str], set[int]] = {}
    for one in everything(Identifier).exclude(person=None):
        form = KINDS[one.kind].normalise(one.value)
        users.setdefault((one.ocg_id, one.kind, form), set()).add(one.person_id)
        ocgs.setdefault((one.kind, form), set()).add(one.ocg_id)
    shared = Counter(kind for (_ocg, kind, _form), people in users.items() if len(people) > 1)
    assert min(shared[kind] for kind in ("phone", "vehicle", "address")) > 5, shared
    across = Counter(kind for (kind, _form), many in ocgs.items() if len(many) > 1)
    assert min(across[kind] for kind in ("phone", "vehicle", "address")) > 1, across

"""A figure counted in PostgreSQL is the figure of its records, for every reader and period."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.inspections.commands.count_figures import (
    Line,
    count_figures,
    count_months,
)
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, FOR_EVERYONE
from broadhurst.capabilities.inspections.queries.scopes import parts_of, scopes_of
from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.commands.reopen_plan import reopen_plan
from broadhurst.capabilities.plans.commands.review import review
from broadhurst.capabilities.plans.queries.versions import actions_of
from broadhurst.capabilities.tasking.commands.bid import bid
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.figure import SEEN, Scope, side_by_side
from broadhurst.surfaces.insight import queries
from tests.archiving.test_archive import archived
from tests.conftest import NOW
from tests.deconfliction.targets import a_hit
from tests.inspections.answering import People, referred, region_of
from tests.liaison.story import asked
from tests.people import Cast
from tests.plans.written import (
    a_closed_plan,
    a_plan,
    an_action,
    an_agreed_plan,
    an_objective,
    for_council,
)
from tests.safeguarding.story import referral
from tests.tasking.stage import set_the_stage
from tests.transfers.making import assessed, moved, opened, ready

LATER = NOW + timedelta(days=60)
FIRST = NOW.date() - timedelta(days=3)


def periods(random: Random, many: int) -> Iterator[tuple[date | None, date]]:
    """Yield periods around the time of the records, and all time."""
    yield None, LATER.date()
    for _ in range(many):
        days = sorted(random.sample(range(65), 2))
        since, as_of = (FIRST + timedelta(days=one) for one in days)
        yield random.choice((None, since)), as_of


@pytest.fixture
def people(cast: Cast) -> People:
    """Return people whose records are of every kind, some of them ended."""
    stage = set_the_stage(cast)
    plan = a_plan(cast, assessed(cast))
    an_action(cast, plan)
    for_council(cast, plan)
    bid(actor=cast.gail, ocg=stage.ocg(), **stage.asks())
    opened(cast, assessed(cast))
    moved(cast, ready(cast))
    gails, _ = a_hit(cast)
    acknowledge(actor=cast.gail, hit=gails)
    asked(cast, cast.ocg())
    archived(cast, stage.ocg(is_checked=False))
    referred(cast, 5)
    return region_of(cast)


def everybody(people: People) -> list[Actor]:
    return [
        *(one for one in vars(people.cast).values() if isinstance(one, Actor)),
        people.chief,
        people.head,
        people.inspector,
    ]


def test_it_is_the_number_of_its_records(people: People) -> None:
    random, counted = Random(1), set()  # noqa: S311 - no secret
    for actor in everybody(people):
        for since, as_of in periods(random, 1):
            with clock.set_to(LATER), as_actor(actor):
                quick = {one.name: one for one in queries.seen(since, as_of)}
                with one_pass():
                    by_records = {
                        name: measure(SEEN, since, as_of) for name, measure in FIGURES.items()
                    }
                for name, listed in by_records.items():
                    assert quick[name].value == listed.value, (name, actor, since, as_of)
                    assert quick[name].behind == listed.behind == len(listed.records)
                    assert quick[name].in_words == listed.in_words
                    counted |= {name} if listed.records else set()
    assert {
        "active_ocgs", "with_both_leads", "not_assessed", "transferred_in_full",
        "transfers_waiting", "bids_made", "answered_in_time", "days_since_contact",
        "pursue_actions_on_time", "referrals_made", "checks_made", "hits_acknowledged_in_time",
        "met_in_time",
    } <= counted  # fmt: skip


def test_it_is_the_same_for_organisations(people: People) -> None:
    random = Random(3)  # noqa: S311 - no secret
    for since, as_of in periods(random, 2):
        for scope in scopes_of(people.inspector, as_of):
            with clock.set_to(LATER):
                lines = counted_for(people.inspector, scope, since, as_of)
                with as_actor(people.inspector), elevated("a test"), one_pass():
                    for line in lines:
                        measure = line.measure
                        if not measure.of_people:  # small counts of people are hidden
                            rows = list(measure.rows(scope, since, as_of))
                            parts = parts_of(scope)
                            listed = side_by_side(measure, rows, scope, parts, since, as_of)
                            assert line.whole.in_words == listed[0].in_words, (
                                measure.name,
                                scope.key,
                            )
                            said = [part.in_words for part in listed[1]]
                            assert [part.in_words for part in line.parts] == said, measure.name


def counted_for(actor: Actor, scope: Scope, since: date | None, as_of: date) -> list[Line]:
    names = [name for name in FIGURES if name not in FOR_EVERYONE]
    counted = count_figures(actor=actor, names=names, scope=scope.key, since=since, as_of=as_of)
    return counted.lines


def test_a_trend_counts_each_month_as_its_records(people: People) -> None:
    periods = [(day - timedelta(days=9), day) for day in (FIRST, NOW.date(), LATER.date())]
    names = ("open_channel", "met_in_time", "answered_in_time")
    with clock.set_to(LATER), CaptureQueriesContext(connection) as sent:
        counted = count_months(
            actor=people.head, names=names, scope="region:northern", periods=periods
        )
    reads = [one["sql"] for one in sent if one["sql"].startswith("SELECT")]
    for table in ("liaison_meeting", "register_lead"):
        assert sum(f'FROM "{table}"' in sql for sql in reads) == 1, table
    with clock.set_to(LATER):
        [scope] = [one for one in scopes_of(people.head, NOW.date()) if "region" in one.key]
        with as_actor(people.head), elevated("a test"):
            for period, figures in zip(periods, counted, strict=True):
                for name, figure in zip(names, figures, strict=True):
                    listed = FIGURES[name](scope, *period)
                    assert (figure.in_words, figure.numerator) == (
                        listed.in_words,
                        listed.numerator,
                    )
    assert counted[-1][0].behind, "the last day has OCGs"


def with_plans_of_each_kind(cast: Cast) -> None:
    """Make agreed plans: one reviewed, one replaced, one closed and reopened; and a referral."""
    couriers, closed = cast.ocg(name="Copper Twite"), an_agreed_plan(cast)
    an_agreed_plan(cast, couriers)
    reviewed = a_plan(cast, cast.ocg(name="Slate Dunnock"))
    an_action(cast, reviewed, objective=an_objective(cast, reviewed, "prevent"))
    reviewed = agree(actor=cast.gail, plan=reviewed)
    referral(cast, cast.ocg())
    with clock.set_to(NOW + timedelta(days=12)):
        with as_actor(cast.gail):
            action = actions_of(closed).get()
        accept_action(actor=cast.gail, action=action)
        complete_action(actor=cast.gail, action=action, outcome="Nothing was found.")
        a_closed_plan(cast, closed)
    with clock.set_to(NOW + timedelta(days=20)):
        next_on = (NOW + timedelta(days=30)).date()
        review(actor=cast.len, plan=reviewed, findings="It works.", next_review_on=next_on)
        draft(actor=cast.len, ocg=couriers, aim="Stop its couriers.")
    with clock.set_to(NOW + timedelta(days=40)):
        reopen_plan(actor=cast.len, plan=closed, because="It sells again.")


def test_spans_that_follow_each_other_count_each_as_its_records(people: People) -> None:
    cast, counted = people.cast, set()
    with_plans_of_each_kind(cast)
    begins = [FIRST + timedelta(days=14 * number) for number in range(5)]
    spans = [(day, day + timedelta(days=13)) for day in begins]
    for actor in (cast.gail, cast.sid):
        with clock.set_to(LATER), as_actor(actor), one_pass():
            for name, measure in FIGURES.items():
                if measure.series is None and measure.months is None:
                    continue
                together = measure.count_periods(SEEN, spans)
                for span, figure in zip(spans, together, strict=True):
                    listed = measure(SEEN, *span)
                    assert (figure.in_words, figure.behind) == (listed.in_words, listed.behind), (
                        name,
                        span,
                    )
                    counted |= {name} if listed.behind else set()
    assert {
        "active_ocgs", "with_both_leads", "not_assessed", "with_untrained_lro", "open_channel",
        "met_in_time", "reviewed_jointly", "answered_in_time", "plans_reviewed_in_time",
        "pursue_actions_on_time", "prevent_actions_on_time", "hits_acknowledged_in_time",
        "referrals_acknowledged_in_time", "bids_made", "transferred_in_full", "transfers_waiting",
    } <= counted  # fmt: skip


def test_the_number_of_queries_does_not_grow_with_the_records(people: People) -> None:
    cast, numbers = people.cast, []
    for _ in range(2):
        with clock.set_to(LATER), as_actor(cast.gail), CaptureQueriesContext(connection) as sent:
            queries.seen(None, LATER.date())
        numbers.append(len(sent))
        for _ in range(4):
            an_action(cast, a_plan(cast, assessed(cast)))
            asked(cast, cast.ocg())
    assert numbers[0] == numbers[1] <= 35

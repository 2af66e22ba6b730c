"""Totals of disruptions: counted once, and the same a year later (rules 13 and 14)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.disruptions.commands.moderate import moderate
from broadhurst.capabilities.disruptions.commands.regrade import regrade
from broadhurst.capabilities.disruptions.commands.revise import revise
from broadhurst.capabilities.disruptions.commands.withdraw import withdraw
from broadhurst.capabilities.disruptions.figures import FIGURES
from broadhurst.capabilities.disruptions.models import Disruption, DisruptionPolicy, Grade
from broadhurst.capabilities.disruptions.queries.counted import Ledger, ledger
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Region, RegionMember
from broadhurst.foundation.figure import SEEN, Scope
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.disruptions.making import accepted, answers, claimed
from tests.doors import Machine, browser, terminal
from tests.lengths import examples
from tests.people import SINCE, Cast

TODAY = NOW.date()
LATER = NOW + timedelta(days=1)
MEASURES = {measure.name: measure for measure in FIGURES}


def lines(found: Ledger, title: str) -> dict[str, int]:
    return {
        line.label: line.total for part in found.parts if part.title == title for line in part.lines
    }


def test_counted_once_for_its_lead_and_supporters_apart(cast: Cast) -> None:
    region = Region.objects.create(key="north", name="The North")
    RegionMember.objects.create(region=region, agency=cast.gail.agency, from_on=SINCE)
    ocg = cast.ocg(threat_types=["drugs", "firearms"])
    accepted(cast, ocg, supporters=[cast.rita.agency])
    claimed(cast, ocg, happened_on=date(2021, 1, 4))
    with clock.set_to(LATER), as_actor(cast.gail):
        found = ledger(None, TODAY)
        assert found.total.grades == {"major": 1, "moderate": 0, "minor": 0}
        assert lines(found, "By P") == {"Pursue": 1}
        assert lines(found, "By type") == {"Seizure of drugs, weapons or goods": 1}
        assert lines(found, "By lead organisation") == {"Northshire Police": 1}
        assert lines(found, "By region") == {"The North": 1}
        assert lines(found, "By threat type") == {"Illegal drugs": 1, "Illegal firearms": 1}
        assert found.supported == [("Northern ROCU", 1)]
        assert ledger(date(2021, 2, 11), TODAY).total.total == 0


def test_threat_types_and_region_are_those_of_the_day_it_was_accepted(cast: Cast) -> None:
    ocg = cast.ocg()
    accepted(cast, ocg)
    with as_actor(cast.gail):
        Ocg.objects.filter(pk=ocg.pk).update(threat_types=["fraud"])
    with clock.set_to(LATER), as_actor(cast.gail):
        assert lines(ledger(None, TODAY), "By threat type") == {"Illegal drugs": 1}


def test_figures_count_the_lead_alone_and_list_the_same_records(cast: Cast) -> None:
    ocg = cast.ocg()
    accepted(cast, ocg, supporters=[cast.rita.agency])
    accepted(cast, ocg, grade="minor", happened_on=date(2021, 1, 5), kind="target_hardening")
    claimed(cast, ocg, happened_on=date(2021, 1, 6))
    force, rocu = (
        Scope(agency.key, agency.name, frozenset({agency.pk}))
        for agency in (cast.gail.agency, cast.rita.agency)
    )
    expected = {
        "disruptions": (2, 0), "disruptions_major": (1, 0), "disruptions_moderate": (0, 0),
        "disruptions_minor": (1, 0), "disruptions_pursue": (1, 0), "disruptions_protect": (1, 0),
        "disruptions_prevent": (0, 0), "disruptions_prepare": (0, 0),
        "disruptions_supported": (0, 1), "disruptions_to_moderate": (1, 0),
    }  # fmt: skip
    assert expected.keys() == MEASURES.keys()
    with clock.set_to(LATER), as_actor(cast.gail):
        for name, values in expected.items():
            for scope, value in zip((force, rocu), values, strict=True):
                listed = MEASURES[name](scope, None, TODAY)
                assert (listed.value, len(listed.records)) == (value, value), name
                assert MEASURES[name].count(scope, None, TODAY).value == value, name
        assert MEASURES["disruptions"](SEEN, date(2021, 2, 1), TODAY).value == 1


def test_page_api_and_terminal_give_the_same_totals(cast: Cast) -> None:
    accepted(cast, supporters=[cast.rita.agency])
    with clock.set_to(LATER):
        page = browser(cast.gail)
        shown = page.get("/disruption-ledger/?as_of=2021-03-01").content.decode()
        assert "By lead organisation" in shown
        assert "Supported, and counted for another organisation" in shown
        wrong = page.get("/disruption-ledger/?since=2021-03-01&as_of=2021-02-01")
        assert wrong.status_code == 422
        answer = Machine(cast.gail).get("/disruption-ledger?as_of=2021-03-01").json()
        assert (answer["total"]["major"], answer["supported"][0]["disruptions"]) == (1, 1)
        done = terminal(cast.gail, "disruptions", "ledger", "--as-of=2021-03-01")
        assert "All: 1 (1 major, 0 moderate, 0 minor)" in done.output
        assert "Northern ROCU: 1" in done.output


def test_wording_of_grades_is_marked_as_an_example(cast: Cast) -> None:
    page = browser(cast.connie).get("/disruption-grades/").content.decode()
    assert "The national definitions of major, moderate and minor disruption are not public" in page
    assert "Example wording, version 1" in page
    (policy,) = Machine(cast.gail).get("/disruption-grades").json()["items"]
    assert policy["is_example"]
    assert [row["grade"] for row in policy["grades"]] == list(Grade)


def test_claim_keeps_the_wording_that_was_in_force(cast: Cast) -> None:
    old = DisruptionPolicy.objects.get()
    one = claimed(cast)
    DisruptionPolicy.objects.create(
        version="2", name="Second", grades=old.grades, kinds=old.kinds,
        from_on=TODAY, source="made up",
    )  # fmt: skip
    two = claimed(cast, happened_on=date(2021, 1, 7))
    assert (one.policy, two.policy.version) == (old, "2")


@dataclass
class Story:
    """A history that a test plays, with the totals of each day as they were then."""

    cast: Cast
    ocgs: list[Ocg]
    claims: list[Disruption] = field(default_factory=list)

    def play(self, verb: str, which: int, grade: str) -> None:
        """Do one thing to one claim. What the rules refuse changes nothing."""
        cast = self.cast
        if verb == "claim" or not self.claims:
            day = clock.today() - timedelta(days=which)
            given = {"grade": grade, "happened_on": day, "another_because": f"No. {clock.now()}"}
            given["lead"] = (cast.gail.agency, cast.rita.agency)[which % 2]
            self.claims.append(claimed(cast, self.ocgs[which % 2], **given))
            return
        one = self.claims[which % len(self.claims)]
        steps: dict[str, Callable[[], object]] = {
            "accept": lambda: moderate(
                actor=cast.mo, disruption=one, outcome="accepted", grade=grade, reason="Read."
            ),
            "return": lambda: moderate(
                actor=cast.mo, disruption=one, outcome="returned", reason="Which?"
            ),
            "refuse": lambda: moderate(
                actor=cast.mo, disruption=one, outcome="not_accepted", reason="None."
            ),
            "regrade": lambda: regrade(actor=cast.mo, disruption=one, grade=grade, reason="New."),
            "withdraw": lambda: withdraw(actor=cast.gail, disruption=one, reason="Wrong."),
            "revise": lambda: revise(
                actor=cast.gail, disruption=one, answer="Better.",
                **answers(cast, grade=grade, another_because=f"No. {clock.now()}"),
            ),
        }  # fmt: skip
        try:
            steps[verb]()
        except Refused:
            return


VERBS = ("claim", "claim", "accept", "accept", "return", "refuse", "regrade", "withdraw", "revise")
STEP = st.tuples(
    st.sampled_from(VERBS), st.integers(0, 6), st.sampled_from(list(Grade)), st.integers(1, 40)
)


def as_seen(story: Story, day: date) -> Ledger:
    with as_actor(story.cast.gail):
        return ledger(None, day)


@pytest.fixture
def ocgs(cast: Cast) -> list[Ocg]:
    """Make the OCGs of all histories once."""
    return [cast.ocg(), cast.ocg(threat_types=["fraud"])]


@settings(
    max_examples=examples(10),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=st.lists(STEP, min_size=3, max_size=12))
def test_totals_of_a_past_day_never_change_through_later_acts(
    history: list[tuple[str, int, str, int]], cast: Cast, ocgs: list[Ocg]
) -> None:
    """Play a history, and count each of its days again a year later."""
    with transaction.atomic():
        story = Story(cast, ocgs)
        now: datetime = NOW
        kept: dict[date, Ledger] = {}
        for verb, which, grade, days in history:
            with clock.set_to(now):
                story.play(verb, which, grade)
            then, now = now, now + timedelta(days=days)
            with clock.set_to(now):
                kept[then.date()] = as_seen(story, then.date())
        with clock.set_to(now + timedelta(days=365)):
            for day, was in kept.items():
                assert as_seen(story, day) == was
                for title in ("By P", "By type", "By lead organisation", "By region"):
                    assert sum(lines(was, title).values()) == was.total.total
            as_stored = Disruption.objects.exclude(grade="").values_list("grade", flat=True)
            with as_actor(cast.gail):
                stored = sorted(as_stored)
            found = as_seen(story, clock.today())
            counted = [grade for grade, many in found.total.grades.items() for _ in range(many)]
            assert sorted(counted) == stored
        transaction.set_rollback(True)


def test_no_page_or_list_asks_more_for_more_rows(cast: Cast) -> None:
    ocg = cast.ocg()
    accepted(cast, ocg, supporters=[cast.rita.agency])
    page = browser(cast.gail)
    addresses = (
        "/disruptions/?tab=all", f"/ocgs/{ocg.ref}/disruptions/", "/disruption-ledger/",
        "/insight/disruptions/", "/insight/disruptions_supported/",
    )  # fmt: skip

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert page.get(address).status_code == 200, address
            counts.append(len(queries))
        return counts

    asked()
    few = asked()
    for number in range(4):
        accepted(cast, ocg, supporters=[cast.rita.agency], happened_on=date(2021, 1, 3 + number))
    assert asked() == few

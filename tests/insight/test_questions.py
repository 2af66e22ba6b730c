"""The questions of a role and the catalogue: who gets them, what they say, and at what price."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.inspections.commands.count_figures import count_months
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, FOR_EVERYONE, ROOM_OF
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Role
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.figure import SEEN, Figure
from broadhurst.surfaces.insight import catalogue
from broadhurst.surfaces.insight.answers import answers
from broadhurst.surfaces.insight.question import MET, NOT_MET, TOO_FEW
from broadhurst.surfaces.insight.questions import (
    PAGE_OF,
    QUESTIONS,
    ROLE_PAGES,
    pages_of,
)
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.answering import People, region_of
from tests.people import Cast

LATER = NOW + timedelta(days=40)
TODAY = LATER.date()
REGION = "region:northern"


@pytest.fixture
def people(cast: Cast) -> People:
    return region_of(cast)


def read(who: Actor, path: str) -> Any:
    with clock.set_to(LATER):
        return browser(who).get(path)


def asked(who: Actor, path: str) -> Any:
    with clock.set_to(LATER):
        return Machine(who).get(path)


def share(numerator: int, many: int, **changes: Any) -> Figure:
    figure = Figure("open_channel", "x", numerator, "OCGs", TODAY, behind=many,
                    numerator=numerator, one="OCG", of=("OCGs", "OCG"))  # fmt: skip
    return replace(figure, **changes)


def test_visible_records_are_read_once_for_a_figure_and_its_months(cast: Cast) -> None:
    cast.ocg()
    for key in ("sio", "lro"):
        capture = CaptureQueriesContext(connection)
        with clock.set_to(LATER), as_actor(cast.gail), one_pass(), capture as asked:
            found = answers(cast.gail, ROLE_PAGES[key], SEEN, None, TODAY)
        statements = [query["sql"] for query in asked.captured_queries]
        twice = {one for one in statements if statements.count(one) > 1}
        assert not twice, (key, twice)
        for answer in found:
            count = FIGURES[answer.question.figure].count
            with clock.set_to(LATER), as_actor(cast.gail):
                assert answer.figure == count(SEEN, None, TODAY)
                for _, figure in answer.months:
                    alone = count(SEEN, figure.as_of.replace(day=1), figure.as_of)
                    assert (figure.value, figure.behind) == (alone.value, alone.behind)


def test_each_role_of_a_posting_has_six_questions_about_figures_of_the_catalogue() -> None:
    assert set(PAGE_OF) == {str(role) for role in Role}
    for page in ROLE_PAGES.values():
        assert len(set(page.figures)) == 6
        for question in page.questions:
            assert question.figure in FIGURES
            assert question.text.endswith("?")
    assert all(
        FIGURES[name].is_open or name in FOR_EVERYONE
        for name in ROLE_PAGES["administrator"].figures
    ), "an administrator sees no OCG"


@pytest.mark.parametrize(
    ("roles", "kind", "leading", "keys"),
    [
        ({"investigator"}, "police_force", set(), ["sio"]),
        ({"investigator"}, "police_force", {"lro"}, ["lro", "sio"]),
        ({"investigator"}, "police_force", {"sio", "lro"}, ["sio", "lro"]),
        ({"partner"}, "council", {"lro"}, ["lro", "partner"]),
        ({"chief_officer"}, "police_force", {"sio"}, ["chief_officer", "sio"]),
        ({"chief_officer"}, "rocu", set(), ["manager", "chief_officer"]),
        ({"administrator"}, "police_force", {"sio"}, ["administrator"]),
        (set(), "council", set(), ["sio"]),
    ],
)
def test_an_officer_starts_with_the_page_of_their_work(
    roles: set[str], kind: str, leading: set[str], keys: list[str]
) -> None:
    pages = pages_of(frozenset(roles), kind, frozenset(leading))
    assert [page.key for page in pages] == keys


def test_an_answer_is_a_sentence_with_its_target() -> None:
    channel, answered = QUESTIONS["open_channel"], QUESTIONS["answered_in_time"]
    assert channel.sentence(share(3, 8)) == "There is an open channel on 3 of 8 OCGs."
    assert channel.sentence(share(0, 0)) == "There are no OCGs to count."
    assert channel.sentence(share(0, 0, hidden="fewer than 5 OCGs")) == "Fewer than 5 OCGs."
    assert channel.verdict(share(8, 8)) == MET
    assert channel.verdict(share(199, 200)) == NOT_MET, "never rounded up"
    assert channel.verdict(share(0, 0)) == ""
    percent = {"unit": "per cent", "value": 90, "of": ("requests", "request")}
    assert answered.verdict(share(18, 20, **percent)) == MET
    assert answered.verdict(share(179, 200, **percent)) == NOT_MET, "89.5 is not 90"
    assert answered.verdict(share(4, 4, **percent)) == TOO_FEW
    both = QUESTIONS["with_both_leads"]
    assert both.sentence(share(2, 3)) == "There is an SIO and an LRO on 2 of 3 OCGs."
    assert (both.share_of(share(2, 3)), both.verdict(share(2, 3))) == (66.7, NOT_MET)
    assessed = QUESTIONS["not_assessed"]
    assert assessed.sentence(share(0, 3)) == "Every OCG has a moderated assessment."
    assert assessed.sentence(share(0, 0)) == "There are no OCGs to count."
    assert assessed.sentence(share(2, 3)) == "There is no moderated assessment on 2 of 3 OCGs."
    assert (assessed.verdict(share(0, 3)), assessed.verdict(share(2, 3))) == (MET, NOT_MET)
    none = share(0, 0, of=("", ""))
    assert QUESTIONS["disruptions"].verdict(none) == "", "no policy sets a target"


def test_page_api_and_terminal_answer_the_same_and_only_what_the_reader_may_see(
    people: People, cast: Cast
) -> None:
    ocg = cast.ocg()
    page = read(cast.gail, "/insight/").content.decode()
    sentence = "There is an open channel on none of 1 OCG."
    for words in (sentence, "Do SIOs and LROs keep an open channel?", "Target", "Not met",
                  "Records counted", "the records you can see", "How it is counted",
                  "We do not compare organisations", 'role="img"', "Mar 2021",
                  FIGURES["open_channel"].method[:60], 'id="question-open_channel"'):  # fmt: skip
        assert words in page, words
    answer = asked(cast.gail, "/questions").json()
    assert (answer["role"], answer["scope"]) == ("sio", "seen")
    first = answer["items"][0]
    assert (first["answer"], first["verdict"]) == (sentence, NOT_MET)
    assert [one["month"] for one in first["trend"]][-2:] == ["Mar 2021", "Apr 2021"]
    records = asked(cast.gail, first["records"].removeprefix("/api/v1")).json()
    assert [one["ref"] for one in records["records"]] == [ocg.ref]
    with clock.set_to(LATER):
        assert sentence in terminal(cast.gail, "questions").output
    hidden = asked(cast.olive, "/questions").json()["items"][0]
    assert hidden["answer"] == "There are no OCGs to count."
    empty = read(cast.olive, "/insight/").content.decode()
    assert "No records to answer from" in empty
    assert ocg.ref not in empty
    with as_actor(cast.gail):
        assert not Event.objects.filter(verb="figures.counted").exists(), "only what they see"


def test_nobody_gets_the_page_of_another_role_or_scope(people: People, cast: Cast) -> None:
    for who, role in ((cast.gail, "chief_officer"), (cast.olive, "inspector"),
                      (cast.connie, "manager"), (people.inspector, "sio")):  # fmt: skip
        assert read(who, f"/insight/?role={role}").status_code == 404
        assert asked(who, f"/questions?role={role}").status_code == 404
        with clock.set_to(LATER):
            refused = terminal(who, "questions", "--role", role)
        assert (refused.exit_code, "You do not have that role" in refused.output) == (1, True)
    for who in (cast.gail, cast.olive, cast.connie):
        for path in ("questions", "figure-catalogue"):
            assert asked(who, f"/{path}?scope={REGION}").status_code == 404
        for path in ("/insight/", "/insight/catalogue/"):
            assert read(who, f"{path}?scope={REGION}").status_code == 404
        with clock.set_to(LATER):
            for command in ("questions", "catalogue"):
                refused = terminal(who, command, "--scope", REGION)
                assert "You cannot count that scope" in refused.output
    system = read(cast.system, "/insight/").content.decode()
    assert "Administrators see no OCGs" in system
    assert "open channel" not in system


def test_an_inspector_compares_forces_and_each_count_is_recorded(
    people: People, cast: Cast
) -> None:
    for _ in range(5):
        cast.ocg()
    answer = asked(people.inspector, "/questions").json()
    assert (answer["role"], answer["scope"]) == ("inspector", REGION)
    both, channel = answer["items"][:2]
    assert both["answer"] == "There is an SIO and an LRO on 5 of 5 OCGs."
    assert both["verdict"] == MET
    for one in (both, channel):
        assert [(c["name"], c["many"]) for c in one["compared"]] == [("Northshire Police", 5)]
        assert one["figure"]["parts"]
    with as_actor(people.inspector):
        kinds = set(Event.objects.filter(verb="figures.counted").values_list("kind", flat=True))
    assert kinds == {"combination", "consultation"}, "the organisations, and the trend"
    html = read(people.inspector, "/insight/").content.decode()
    assert "all forces of the North region and its ROCU" in html
    assert "Show the records" in html
    assert f"scope={REGION.replace(':', '%3A')}" in html
    body = {one["figure"]["name"]: one for one in asked(cast.pol, "/questions").json()["items"]}
    assert body["referrals_acknowledged_in_time"]["trend"] == []
    html = read(cast.pol, "/insight/").content.decode()
    assert "small counts of people could be worked out from the months" in html
    alone = asked(people.chief, "/questions").json()
    assert alone["role"] == "chief_officer"
    assert "one organisation" in alone["items"][0]["not_compared"]


def test_a_figure_in_the_catalogue_equals_that_of_the_role_page(people: People, cast: Cast) -> None:
    for _ in range(2):
        cast.ocg()
    for who in (cast.gail, people.chief, people.head, people.inspector, cast.pol, cast.connie):
        answer = asked(who, "/questions").json()
        scope = f"scope={answer['scope']}"
        entries = asked(who, f"/figure-catalogue?{scope}").json()
        items = list(entries["items"])
        while entries["next"]:
            entries = asked(who, entries["next"].removeprefix("/api/v1")).json()
            items += entries["items"]
        assert {one["name"] for one in items} == set(FIGURES)
        assert len(items) == len(FIGURES)
        by_name = {one["name"]: one for one in items}
        for one in answer["items"]:
            entry = by_name[one["figure"]["name"]]
            for key in ("in_words", "value", "since", "as_of", "scope", "behind"):
                assert one["figure"][key] == entry[key], (who, entry["name"], key)


def test_the_catalogue_is_found_by_word_and_room(people: People, cast: Cast) -> None:
    cast.ocg()
    assert catalogue.matching("open CHANNEL", "") == ["open_channel"]
    assert set(map(ROOM_OF.get, catalogue.matching("", "plans"))) == {"plans"}
    assert catalogue.matching("zebra", "") == []
    first = read(cast.gail, "/insight/catalogue/").content.decode()
    assert first.count('<tr class="govuk-table__row"><th scope="row"') == catalogue.SIZE
    assert "Next page" in first
    assert ">Active OCGs</a>" in first
    names = list(FIGURES)
    second = read(cast.gail, f"/insight/catalogue/?after={names[catalogue.SIZE - 1]}")
    assert f"/insight/{names[catalogue.SIZE]}/" in second.content.decode()
    found = read(cast.gail, "/insight/catalogue/?words=channel&room=liaison").content.decode()
    assert "1 figure<" in found
    assert "none of 1 OCG" in found
    nothing = read(cast.gail, "/insight/catalogue/?words=zebra").content.decode()
    assert "No figure has all these words" in nothing
    with clock.set_to(LATER):
        listed = terminal(cast.gail, "catalogue", "--words", "channel").output
        assert "open_channel" in listed
        more = terminal(cast.gail, "catalogue").output
        assert f"--after={names[catalogue.SIZE - 1]}" in more
        assert "No figure has" in terminal(cast.gail, "catalogue", "--words", "zebra").output
    assert asked(cast.gail, "/figure-catalogue?room=nowhere").status_code == 404


def test_any_figure_on_two_days_or_why_not(people: People, cast: Cast) -> None:
    cast.ocg()
    before = (NOW - timedelta(days=3)).date().isoformat()
    query = f"compare={before}"
    rows = asked(cast.gail, f"/figure-catalogue?words=active&room=register&{query}").json()
    entry = next(one for one in rows["items"] if one["name"] == "active_ocgs")
    assert (entry["in_words"], entry["then"]["in_words"], entry["change"]) == (
        "1 OCG",
        "none",
        "1 OCG more",
    )
    page = read(cast.gail, f"/insight/catalogue/?room=register&{query}").content.decode()
    assert "1 OCG more" in page
    undated = [name for name, one in FIGURES.items() if one.undated]
    assert undated == ["never_asked", "rocu_funding"]
    plain = asked(cast.gail, f"/figure-catalogue?words=never+asked&{query}").json()["items"]
    assert [(one["then"], bool(one["undated"])) for one in plain] == [(None, True)]
    said = "cannot count this figure for an earlier day"
    assert said in read(cast.gail, "/insight/never_asked/").content.decode()
    assert (
        "Compare with the end of" not in read(cast.gail, "/insight/never_asked/").content.decode()
    )
    refused = asked(cast.gail, f"/figures/never_asked?{query}")
    assert (refused.status_code, said in refused.content.decode()) == (422, True)
    with clock.set_to(LATER):
        told = terminal(cast.gail, "figures", "never_asked", "--compare", before)
        assert (told.exit_code, said in told.output) == (1, True)
        listed = terminal(cast.gail, "catalogue", "--room", "tasking", "--compare", before).output
        assert "Cannot be counted for an earlier day" in listed
        assert "Change:" in listed
    future = (TODAY + timedelta(days=1)).isoformat()
    assert asked(cast.gail, f"/figure-catalogue?compare={future}").status_code == 422
    assert read(cast.gail, f"/insight/catalogue/?compare={future}").status_code == 422


def test_queries_do_not_grow_with_records(people: People, cast: Cast) -> None:
    readers = [(browser(cast.gail), "/insight/", 55), (browser(people.inspector), "/insight/", 85),
               (browser(people.inspector), "/insight/catalogue/", 60)]  # fmt: skip
    numbers: dict[int, list[int]] = {}
    for _ in range(2):
        cast.ocg()
        for page, path, most in readers:
            with clock.set_to(LATER), CaptureQueriesContext(connection) as sent:
                assert page.get(path).status_code == 200
            numbers.setdefault(most, []).append(len(sent))
    assert all(first == second <= most for most, (first, second) in numbers.items()), numbers


def test_trends_of_findings_and_leads_count_as_each_day_alone(people: People, cast: Cast) -> None:
    cast.ocg()
    periods = [(date(2021, 2, 1), date(2021, 2, 27)), (date(2021, 3, 1), TODAY)]
    names = ("active_ocgs", "with_both_leads", "findings_not_closed", "findings_not_complete")
    with clock.set_to(LATER):
        months = count_months(actor=people.head, names=names, scope=REGION, periods=periods)
        for (since, as_of), figures in zip(periods, months, strict=True):
            [alone] = [
                count_months(actor=people.head, names=names, scope=REGION,
                             periods=[(since, as_of)])
            ]  # fmt: skip
            assert [one.value for one in figures] == [one.value for one in alone[0]]
    assert [one.value for one in months[1]][:2] == [1, 1]
    assert [one.value for one in months[0]][:2] == [0, 0]

"""Planned events near a place: on the map, at the API and at the terminal."""

import json
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.planned_events.commands.cancel import cancel_event
from broadhurst.capabilities.planned_events.commands.load_postcodes import load_postcodes
from broadhurst.capabilities.planned_events.queries.near import events_near, events_on_map
from broadhurst.capabilities.planned_events.rules.near import objections_to_distance
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.geography.sphere import Point, area
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import DAY, FAR_AWAY, HOUR, MARKET, TOMORROW, an_event, near_by

MAP = "/deconfliction/events/map/"
# The market is 1.2 km from here, to the south.
PLACE = "53.4902, -2.2453"


def test_the_nearest_comes_first_and_the_edge_counts(cast: Cast) -> None:
    market, field = an_event(cast.gail), an_event(cast.gail, ground=FAR_AWAY)
    other = an_event(cast.gail, ground=near_by(), starts_at=TOMORROW + 3 * HOUR,
                     ends_at=TOMORROW + 5 * HOUR)  # fmt: skip
    wide = an_event(
        cast.gail,
        ground=area([[-2.30, 53.40], [-2.20, 53.40], [-2.20, 53.44], [-2.30, 53.44]]),
        starts_at=TOMORROW + DAY, ends_at=TOMORROW + DAY + HOUR,
    )  # fmt: skip
    here = Point(53.4902, -2.2453)
    with as_actor(cast.gail):
        rows = events_on_map()
        assert {row.pk for row in rows} == {market.pk, field.pk, other.pk, wide.pk}
        # The circle of 290 m around the market begins 911 m from here.
        assert [one.event for one in events_near(rows, here, 700)] == [other]
        near = events_near(rows, here, 1_000)
        assert [one.event for one in near] == [other, market]
        assert [(one.metres, one.distance) for one in near] == [(701, "700 m"), (1201, "1.2 km")]
        # The middle of the area is 8 km away, and its edge 5.6 km.
        assert wide not in [one.event for one in events_near(rows, here, 5_500)]
        assert wide in [one.event for one in events_near(rows, here, 5_700)]
        cancel_event(actor=cast.gail, event=market, reason="The warrant was refused.")
        assert market not in events_on_map()


def test_kind_and_days_narrow_what_is_shown(cast: Cast) -> None:
    warrant = an_event(cast.gail)
    later = an_event(cast.gail, kind="surveillance", ground=FAR_AWAY, starts_at=TOMORROW + 5 * DAY,
                     ends_at=TOMORROW + 5 * DAY + HOUR)  # fmt: skip
    tomorrow = TOMORROW.date()
    with as_actor(cast.gail):
        assert events_on_map(kind="warrant") == [warrant]
        assert events_on_map(since=tomorrow + DAY) == [later]
        assert events_on_map(until=tomorrow) == [warrant]
        assert events_on_map(since=tomorrow, until=tomorrow + 5 * DAY) == [warrant, later]


def test_page_api_and_terminal_say_the_same(cast: Cast) -> None:
    event = an_event(cast.gail)
    page = browser(cast.gail).get(MAP, {"near": PLACE, "within_km": "1"}).content.decode()
    assert "1 event of your unit within 1 km of 53.4902, -2.2453, nearest first." in page
    assert "1.2 km" in page
    assert event.ref in page
    asked = {"near": PLACE, "within_km": "1"}
    row = Machine(cast.gail).get(f"/events/map?{urlencode(asked)}").json()["items"][0]
    assert (row["ref"], row["metres"]) == (event.ref, 1201)
    [row] = Machine(cast.gail).get("/events/map").json()["items"]
    assert (row["ref"], row["metres"]) == (event.ref, None)
    told = terminal(
        cast.gail, "deconfliction", "events-map", "--near", PLACE, "--within", "1"
    ).output
    assert told.startswith(f"{event.ref}  1.2 km  2 March 2021 at 9:00am")


def test_a_postcode_is_a_place(cast: Cast) -> None:
    load_postcodes(actor=cast.system, lines=['"M4 4AA",10,384000,399000'], source="codepo_m.csv")
    event = an_event(cast.gail)
    assert event.ref in browser(cast.gail).get(MAP, {"near": "m4 4aa"}).content.decode()


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({"near": "Bolton"}, "near", "Enter one of these: a full postcode"),
        ({"near": "BL1"}, "near", "Enter the full postcode. BL1 is part of one."),
        ({"near": "BL1 1AA"}, "near", "Postcode BL1 1AA is not known here."),
        ({"near": PLACE, "since": "2021-03-05", "until": "2021-03-04"}, "until",
         "Enter a last day on or after the first day."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_alike(
    cast: Cast, asked: dict[str, str], field: str, said: str
) -> None:
    an_event(cast.gail)
    answer = Machine(cast.gail).get(f"/events/map?{urlencode(asked)}")
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["field"] == field
    assert error["message"].startswith(said)
    page = browser(cast.gail).get(MAP, asked)
    assert page.status_code == 422
    assert said in page.content.decode()
    options = [f"--{name}={value}" for name, value in asked.items()]
    assert said in terminal(cast.gail, "deconfliction", "events-map", *options).output


def test_a_distance_is_1_to_100_kilometres() -> None:
    said = ["Enter 1 to 100 kilometres."]
    assert [objections_to_distance(km) for km in (0, 1, 100, 101)] == [said, [], [], said]


def test_another_unit_finds_nothing_of_it(cast: Cast) -> None:
    event = an_event(cast.gail)
    for other in (cast.olive, cast.rita, cast.dot):
        page = browser(other).get(MAP, {"near": PLACE})
        assert page.status_code == 200
        assert event.cover_name not in page.content.decode()
        for asked in ("", f"?{urlencode({'near': PLACE})}"):
            assert Machine(other).get(f"/events/map{asked}").json()["items"] == []
        for options in ((), ("--near", PLACE)):
            assert terminal(other, "deconfliction", "events-map", *options).output == ""


def test_an_empty_map_says_why(cast: Cast) -> None:
    assert "No planned events" in browser(cast.gail).get(MAP).content.decode()
    an_event(cast.gail)
    page = browser(cast.gail).get(MAP, {"near": "51.5, -0.12"}).content.decode()
    assert "Your unit has no planned event at this place" in page
    assert "map-data" not in page


def test_the_data_of_the_map_has_events_borders_and_the_place(cast: Cast) -> None:
    event = an_event(cast.gail)
    page = browser(cast.gail).get(MAP, {"near": PLACE, "within_km": "2"}).content.decode()
    [text] = re.findall(r'<script id="map-data" type="application/json">(.*?)</script>', page)
    data = json.loads(text)
    [drawn] = data["events"]
    assert drawn["at"] == [MARKET[1], MARKET[0]]
    assert drawn["since"] == event.starts_at.timestamp() * 1000
    assert data["near"] == {"at": [-2.2453, 53.4902], "radius_m": 2_000}
    names = {one["properties"]["name"] for one in data["borders"]["features"]}
    assert {"Manchester", "Bolton"} <= names
    assert "Cornwall" not in names
    for feature in data["borders"]["features"]:
        for ring in feature["geometry"]["coordinates"]:
            assert ring[0] == ring[-1]
            assert all(-6 < longitude < 2 and 52 < latitude < 56 for longitude, latitude in ring)


def test_more_events_need_no_more_queries(cast: Cast) -> None:
    client = browser(cast.gail)
    an_event(cast.gail)
    client.get(MAP, {"near": PLACE})
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            client.get(MAP, {"near": PLACE})
        counts.append(len(queries))
        start = TOMORROW + (number + 1) * DAY
        an_event(cast.gail, starts_at=start, ends_at=start + HOUR)
    assert len(set(counts)) == 1

"""Figures of practice: published, in use, and evaluated, as of a day and by organisation."""

from datetime import timedelta

from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, ROOM_OF
from broadhurst.capabilities.plans.models import P
from broadhurst.capabilities.practice.commands.record_adoption import record_adoption
from broadhurst.capabilities.practice.commands.withdraw_note import withdraw_note
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN, Scope
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.practice.making import a_draft, published

TODAY = NOW.date()
DAY = timedelta(days=1)


def value(cast: Cast, name: str, days: int, scope: Scope = SEEN) -> int | float | None:
    """Return a figure for the reader Connie at the end of a day, some days from today."""
    with clock.set_to(NOW + 40 * DAY), as_actor(cast.connie):
        return FIGURES[name](scope, None, TODAY + days * DAY).value


def test_practice_counts_as_of_a_day_and_by_organisation(cast: Cast) -> None:
    used = published(cast)
    wrong = published(cast, title="Posters in pubs", topic="prevent")
    a_draft(cast, title="A draft that only its unit sees")
    with clock.set_to(NOW + 5 * DAY):
        record_adoption(actor=cast.olive, note=used, result="planned")
    with clock.set_to(NOW + 10 * DAY):
        record_adoption(actor=cast.olive, note=used, result="adopted", came_of_it="3 farms found.")
        record_adoption(actor=cast.rita, note=used, result="adapted", came_of_it="It helps.")
    with clock.set_to(NOW + 20 * DAY):
        record_adoption(actor=cast.rita, note=used, result="stopped", came_of_it="No money.")
    with clock.set_to(NOW + 30 * DAY):
        withdraw_note(actor=cast.gail, note=wrong, because="The numbers were wrong.")

    assert [value(cast, "practice_published", days) for days in (0, 30)] == [2, 1]
    for topic, counts in (("pursue", [1, 1]), ("prevent", [1, 0]), ("prepare", [0, 0])):
        name = f"practice_published_{topic}"
        assert [value(cast, name, days) for days in (0, 30)] == counts, topic
    assert [value(cast, "practice_adopted", days) for days in (5, 10, 20)] == [0, 2, 1]
    assert [value(cast, "practice_evaluated", days) for days in (5, 10, 30)] == [0, 50, 100]
    north = Scope("north", "Northshire", frozenset({cast.gail.agency.pk}))
    east = Scope("east", "Eastshire", frozenset({cast.olive.agency.pk}))
    assert value(cast, "practice_published", 10, north) == 2
    assert value(cast, "practice_published", 10, east) == 0
    assert value(cast, "practice_adopted", 10, east) == 1
    assert value(cast, "practice_adopted", 10, north) == 0
    with clock.set_to(NOW + 40 * DAY), as_actor(cast.connie):
        later = FIGURES["practice_adopted"](SEEN, TODAY + 8 * DAY, TODAY + 10 * DAY)
        assert {record.href for record in later.records} == {f"/practice-notes/{used.ref}/"}


def test_the_catalogue_has_them_at_each_door(cast: Cast) -> None:
    published(cast)
    assert ROOM_OF["practice_published"] == "practice"
    page = browser(cast.gail).get("/insight/catalogue/?room=practice").content.decode()
    assert "Practice notes published" in page
    found = Machine(cast.gail).get("/figure-catalogue?room=practice").json()["items"]
    assert {one["name"] for one in found} == {
        "practice_published", "practice_adopted", "practice_evaluated",
        *(f"practice_published_{topic}" for topic in P),
    }  # fmt: skip
    said = terminal(cast.gail, "catalogue", "--room", "practice")
    assert "Practice notes published" in said.output

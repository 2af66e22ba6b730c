"""OCGs by district: a map and a table, from the records that the reader can see."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.register.figures import InDistrict
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.surfaces.insight.district_map import SHADES, drawn, shade_of, steps_of
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast


@pytest.mark.parametrize(
    ("numbers", "steps"),
    [
        ([], []),
        ([0, 0], []),
        ([0, 4, 4], [4]),
        ([1, 2, 3], [1, 2, 3]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 90], [2, 4, 6, 8, 90]),
    ],
)
def test_shades_hold_about_as_many_numbers_each(numbers: list[int], steps: list[int]) -> None:
    assert steps_of(numbers) == steps
    assert all(0 <= shade_of(number, steps) <= SHADES for number in numbers)
    assert all((shade_of(number, steps) == 0) == (number == 0) for number in numbers)


def test_the_map_has_the_whole_region_and_names_what_is_not_on_it() -> None:
    found = drawn(
        [
            InDistrict("bolton", "Bolton", "gmp", 3),
            InDistrict("st-helens", "St Helens", "merseyside", 1),
            InDistrict("airport", "Airport division", "gmp", 2),
        ]
    )
    assert found is not None
    said = {shape.in_words: shape for shape in found.shapes}
    assert len(said) == 41
    assert said["Bolton: 3 OCGs"].shade == 2
    assert said["St. Helens: 1 OCG"].shade == 1
    assert said["Bury: no OCG"].shade == 0
    assert found.missing == ["Airport division"]
    assert [shade.in_words for shade in found.shades] == ["None", "1", "2 to 3"]
    numbers = [
        int(number)
        for shape in found.shapes
        for pair in shape.path.replace("M", "L").replace("Z", "").split("L")[1:]
        for number in pair.split()
    ]
    assert min(numbers) >= 0
    assert max(numbers) <= max(found.width, found.height)
    assert drawn([InDistrict("x", "Nowhere", "gmp", 1)]) is None


def test_the_reader_counts_only_what_they_can_see_at_every_door(cast: Cast) -> None:
    ocg = cast.ocg()
    Agency.objects.filter(pk=cast.gail.agency.pk).update(key="gmp")
    with clock.set_to(NOW + timedelta(hours=1)):
        seen = browser(cast.gail).get("/insight/districts/").content.decode()
        assert "<title>Bolton: 1 OCG</title>" in seen
        assert "<title>Bury: no OCG</title>" in seen
        assert 'href="/ocgs/?district=Bolton"' in seen
        assert "Office for National Statistics" in seen
        listed = browser(cast.gail).get("/ocgs/?district=Bolton").content.decode()
        assert ocg.ref in listed
        assert ocg.ref not in browser(cast.gail).get("/ocgs/?district=Bury").content.decode()
        hidden = browser(cast.olive).get("/insight/districts/").content.decode()
        assert "No district has an OCG" in hidden
        assert "bh-map__svg" not in hidden

        answer = Machine(cast.gail).get("/ocgs-by-district").json()
        assert [(row["district"], row["ocgs"]) for row in answer["items"]] == [("bolton", 1)]
        assert Machine(cast.olive).get("/ocgs-by-district").json()["items"] == []
        said = terminal(cast.gail, "ocgs-by-district").output
        assert "1  Bolton" in said
        before = terminal(cast.gail, "ocgs-by-district", "--as-of", f"{NOW:2020-%m-%d}").output
        assert "Bolton" not in before


def test_a_day_that_is_no_day_is_refused_beside_its_field(cast: Cast) -> None:
    answer = browser(cast.gail).get("/insight/districts/?as_of=40")
    assert answer.status_code == 422

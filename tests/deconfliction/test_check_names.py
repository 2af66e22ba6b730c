"""A person in several spellings and scripts is a hit for each force."""

from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Entry, Hit, HitSide, Key, Reasons
from broadhurst.capabilities.deconfliction.targets.target import EXACT
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst_linkage.encoding.version import VERSION
from tests.deconfliction.targets import far_ocg, side_of, with_suspect
from tests.people import Cast

IN_TWO_SCRIPTS = [
    ("Михаил Горшковский", "Mikhail Gorshkovsky"),
    ("Горшковский Михаил Сергеевич", "Mikhail Gorshkovskiy"),
    ("Оксана Щербаненко", "Oksana Shcherbanenko"),
    ("محمد القسماري", "Mohammed al-Qasmari"),
    ("عبد الرحمن الشماخي", "Abdulrahman Shammakhi"),
    ("משה זילברפרבן", "Moshe Zilberfarben"),
    ("Γιώργος Παπαδρίτης", "Giorgos Papadritis"),
    ("გიორგი ბერიკაშვილი", "Giorgi Berikashvili"),
    ("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ ਧਾਲੀਵਾਰ", "Gurpreet Singh Dhaliwar"),
    ("刘建国", "Liu Jianguo"),
    ("刘建国", "Jianguo Liu"),
    ("김민준", "Kim Min-jun"),
    ("محمد القسماري", "Мохаммед Касмари"),
]


def rocus_ocg(cast: Cast) -> Ocg:
    return register(
        actor=cast.rita, name="Ochre Wheatear", threat_types=["drugs"], districts=[],
        urgent_because="An arrest is planned.",
        description="Supplies Class A drugs across the region.", lro=cast.hal.officer,
        sio=cast.rita.officer,
    )  # fmt: skip


def meets(cast: Cast, one: str, other: str, **known: Any) -> HitSide | None:
    """Return what Gail's force is told when Olive's force enters the other name."""
    near, far = cast.ocg(), far_ocg(cast)
    with_suspect(cast.gail, near, one, **known)
    with_suspect(cast.olive, far, other, **known)
    check(actor=cast.gail, ocg=near)
    check(actor=cast.olive, ocg=far)
    with as_actor(cast.gail):
        return HitSide.objects.select_related("hit").first()


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize(("one", "other"), IN_TWO_SCRIPTS)
def test_a_person_meets_in_another_script_whoever_was_first(
    cast: Cast, one: str, other: str, is_turned: bool
) -> None:
    side = meets(cast, *((other, one) if is_turned else (one, other)))
    assert side
    assert (side.hit.strength, side.hit.kind) == (Hit.Strength.PROBABLE, "person")


def test_a_nominal_of_three_forces_in_three_spellings_and_two_scripts(cast: Cast) -> None:
    near, far, regional = cast.ocg(), far_ocg(cast), rocus_ocg(cast)
    with_suspect(cast.gail, near, "Дмитрий Хворостенко")
    with_suspect(cast.olive, far, "Dmytro Khvorostenko")
    with_suspect(cast.rita, regional, "KHVOROSTENKO, Dmitri")
    found = [
        check(actor=actor, ocg=ocg).hit_count
        for actor, ocg in ((cast.gail, near), (cast.olive, far), (cast.rita, regional))
    ]
    assert found == [2, 2, 2]
    for actor in (cast.gail, cast.olive, cast.rita):
        with as_actor(actor):
            assert HitSide.objects.count() == 2, "each is told of both others"


def test_a_rare_name_meets_without_a_date_of_birth(cast: Cast) -> None:
    assert meets(cast, "Хворостенко Пантелей", "Panteley Khvorostenko", born_on=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Дмитрий Хворостенко", "Denis Hvorostenko"),
        ("محمد القسماري", "Mahmoud Shammakhi"),
        ("משה זילברפרבן", "Menachem Rabinovich"),
    ],
)
def test_another_name_in_another_script_is_another_person(cast: Cast, one: str, other: str) -> None:
    assert meets(cast, one, other, born_on=None) is None
    with elevated("to see what went to a desk"):
        assert not Hit.objects.exists()


@pytest.mark.parametrize(
    ("one", "other", "hits"),
    [
        ("Жубровский Михаил Сергеевич", "Михаил Жубровский", 1),
        ("رشيد لخم", "رشدي لخم", 0),
        ("索畅", "隋畅", 0),
    ],
)
def test_names_in_one_other_script_are_compared_as_written(
    cast: Cast, one: str, other: str, hits: int
) -> None:
    near, far = cast.ocg(), far_ocg(cast)
    with_suspect(cast.gail, near, one, born_on=None)
    with_suspect(cast.olive, far, other, born_on=None)
    check(actor=cast.gail, ocg=near)
    assert check(actor=cast.olive, ocg=far).hit_count == hits


def test_the_waterfall_says_that_a_name_was_read_in_another_script(cast: Cast) -> None:
    meets(cast, "Михаил Горшковский", "Mikhail Gorshkovsky")
    with elevated("to read the waterfall"):
        bars = {bar["name"]: bar for bar in Reasons.objects.get().waterfall["bars"]}
    assert bars["Surname"]["words"] == "the same, in another script"
    assert bars["Surname"]["weight"] > 0


def test_a_name_in_another_script_is_kept_as_it_was_written(cast: Cast) -> None:
    ocg = cast.ocg()
    with_suspect(cast.gail, ocg, "Михаил Горшковский", born_on=None)
    check(actor=cast.gail, ocg=ocg)
    with as_actor(cast.gail):
        entry = Entry.objects.get()
    assert entry.title == "Михаил Горшковский"
    assert len(entry.feature_vectors) > 1, "one for each way of reading it"


def test_an_alias_in_another_script_counts_for_the_person(cast: Cast) -> None:
    near, far = cast.ocg(), far_ocg(cast)
    with_suspect(cast.gail, near, "Ned Larchbottom", aliases="Михаил Горшковский")
    with_suspect(cast.olive, far, "Mikhail Gorshkovsky")
    check(actor=cast.gail, ocg=near)
    assert check(actor=cast.olive, ocg=far).hit_count == 1
    assert side_of(cast.gail).hit.kind == "person"


def test_an_entry_of_an_older_version_is_keyed_again_when_it_is_checked(cast: Cast) -> None:
    near, far = cast.ocg(), far_ocg(cast)
    with_suspect(cast.gail, near, "Михаил Горшковский")
    check(actor=cast.gail, ocg=near)
    with elevated("to make the entry an old one"):
        Key.objects.filter(kind__lt=EXACT).delete()
        Entry.objects.update(version=VERSION - 1, feature_vectors=[])
    check(actor=cast.gail, ocg=near)
    with as_actor(cast.gail):
        entry = Entry.objects.get()
    assert (entry.version, len(entry.feature_vectors) > 1) == (VERSION, True)
    with_suspect(cast.olive, far, "Mikhail Gorshkovsky")
    assert check(actor=cast.olive, ocg=far).hit_count == 1

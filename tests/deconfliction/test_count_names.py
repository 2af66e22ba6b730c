"""Names more common in the entries than in the population count less in a match."""

from datetime import timedelta
from threading import Event

import numpy as np
import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.commands.count_names import count_names
from broadhurst.capabilities.deconfliction.matching import name_counts
from broadhurst.capabilities.deconfliction.matching.hits import _same_person
from broadhurst.capabilities.deconfliction.models import Check, CommonName
from broadhurst.capabilities.deconfliction.rules.checking import ENTRY_LIFE_DAYS
from broadhurst.config.cli import main
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.workflow import Refused
from broadhurst_linkage.encoding.rows import RARITIES, SURNAME, TOWN, encode
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.explain import disclosed_waterfall
from broadhurst_linkage.scoring.frequencies import (
    NO_OVERRIDES,
    FrequencyOverrides,
    names_of,
    steps_of,
    with_register_frequencies,
)
from tests.at_once import PATIENCE, at_once, while_it_waits
from tests.bulk_checks.tables import checked
from tests.bulk_checks.tables import rows as bulk_rows
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.doors import terminal
from tests.people import Cast

BORN = "1988-03-27"
KNOWN = {"person": ["Barnabie Crickmere"], "born": BORN, "phone": [], "matter": "A"}
MEANT = {"person": ["Barnaby Crickmere"], "born": "1988", "phone": [], "matter": "B"}
FAMILY = (
    "Ada", "Bertram", "Cosmo", "Dulcie", "Edwin", "Flora", "Gideon", "Hester", "Ivor", "Jemima",
    "Keziah", "Lionel",
)  # fmt: skip
# The position of each name in `FREQUENT`.
SURNAMES, SURNAME_SOUNDS = 3, 4


@pytest.fixture(autouse=True)
def _of_five(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let five people be enough to count a name as common, besides those of one unit."""
    monkeypatch.setattr(name_counts, "COMMON", 5)
    monkeypatch.setattr(name_counts, "UNITS", 1)
    monkeypatch.setattr(name_counts, "LEAST", 5)


def enter(cast: Cast, *firsts: str) -> None:
    """Enter people of one surname, by two units in turn."""
    for number, first in enumerate(firsts):
        actor = (cast.olive, cast.rita)[number % 2]
        asked(actor, person=[f"{first} Crickmere"], phone=[], matter="OP-BRAMBLE")


def names() -> dict[tuple[int, int], int]:
    with elevated("to prove in a test what was counted"):
        found = CommonName.objects.values_list("of_name", "word", "steps")
        return {(of_name, word): steps for of_name, word, steps in found}


def hits_of(actor: Actor, table: str) -> int:
    """Return how many hits the rows of a spreadsheet have."""
    return sum(len(row.hits) for row in bulk_rows(actor, checked(actor, table)))


def test_a_name_that_many_entries_have_is_as_common_as_it_is_among_them(cast: Cast) -> None:
    enter(cast, *FAMILY)
    assert count_names(actor=cast.system) == 2, "the surname, and the sound of it"
    row = encode(Record.of_name("Ada Crickmere"))
    (steps,) = steps_of(np.array([6]), 12).tolist()
    assert names()[SURNAMES, int(row[SURNAME])] == steps
    assert set(names().values()) == {steps}


def test_fewer_than_so_many_entries_count_for_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_counts, "LEAST", 1)
    enter(cast, *FAMILY[:8])
    assert count_names(actor=cast.system) == 0, "of four people a count tells of a family"
    enter(cast, *FAMILY[8:])
    monkeypatch.setattr(name_counts, "LEAST", 13)
    assert count_names(actor=cast.system) == 0, "of a store so small it tells nothing"


def test_an_entry_counts_once_however_often_it_has_the_name(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_counts, "LEAST", 1)
    aliases = [f"{first} Crickmere" for first in FAMILY]
    for actor in (cast.olive, cast.rita):
        asked(actor, person=aliases, phone=[], matter="OP-BRAMBLE")
    assert count_names(actor=cast.system) == 0


def test_a_person_counts_once_however_many_entries_they_have(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_counts, "LEAST", 1)
    for number in range(12):
        actor = (cast.olive, cast.rita)[number % 2]
        asked(actor, **(KNOWN | {"matter": f"OP-{number}"}))
    assert count_names(actor=cast.system) == 0, "whom many follow is no common name"


def test_no_unit_makes_a_name_common_by_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a unit could hide another's target with invented people."""
    monkeypatch.setattr(name_counts, "LEAST", 1)
    for first in FAMILY:
        asked(cast.olive, person=[f"{first} Crickmere"], phone=[], matter="OP-BRAMBLE")
    for actor in (cast.gail, cast.rita):
        asked(actor, **KNOWN)
    assert count_names(actor=cast.system) == 0


def test_a_name_in_entries_of_too_few_units_is_not_counted(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_counts, "UNITS", 3)
    enter(cast, *FAMILY)
    assert count_names(actor=cast.system) == 0
    asked(cast.gail, person=["Gwendolen Crickmere"], phone=[], matter="OP-SEDGE")
    assert count_names(actor=cast.system) == 2


def test_a_silent_entry_is_not_counted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a name's count would reveal the silent entry."""
    enter(cast, *FAMILY[:8])
    monkeypatch.setattr(name_counts, "LEAST", 1)
    asked(cast.dot, person=["Zebedee Crickmere"], phone=[], is_silent=True, because="A threat.")
    assert count_names(actor=cast.system) == 0


def test_what_expires_is_not_counted_any_more(cast: Cast) -> None:
    enter(cast, *FAMILY)
    assert count_names(actor=cast.system) == 2
    with clock.set_to(NOW + timedelta(days=ENTRY_LIFE_DAYS)):
        assert count_names(actor=cast.system) == 0
    assert names() == {}


def test_a_likeness_of_common_names_tells_less(cast: Cast) -> None:
    asked(cast.olive, **KNOWN)
    enter(cast, *FAMILY)
    count_names(actor=cast.system)
    assert asked(cast.gail, **MEANT).hit_count == 0
    with elevated("to undo in a test what was counted"):
        CommonName.objects.all().delete()
    assert asked(cast.gail, **MEANT).hit_count == 1, "of a name so rare it would be one person"


def test_its_waterfall_adds_up(cast: Cast) -> None:
    enter(cast, *FAMILY)
    count_names(actor=cast.system)
    rare = Matcher.default()
    one, other = (
        encode(Record.of_name(who["person"][0], born=who["born"])) for who in (KNOWN, MEANT)
    )
    before, after = (
        matcher.explain(one, other)
        for matcher in (rare, rare.within(rare.size, FrequencyOverrides(names())))
    )
    assert after["weight"] < before["weight"] - 5
    weights = [bar["weight"] for bar in after["bars"]]
    assert after["prior"] + sum(weights) == pytest.approx(after["weight"])
    (kept, shown) = (
        next(bar for bar in waterfall["bars"] if bar["name"] == "Surname: how rare")
        for waterfall in (after, disclosed_waterfall(after))
    )
    assert shown["words"].startswith("common among the entries, more than one in")
    assert shown["weight"] == pytest.approx(kept["weight"], abs=1.0), "near what was weighed"


def test_it_is_the_same_whoever_was_first(cast: Cast) -> None:
    """Two spellings, of which only one is common in the entries."""
    enter(cast, *FAMILY)
    count_names(actor=cast.system)
    common = Matcher.default().within(10**6, FrequencyOverrides(names()))
    one, other = (
        encode(Record.of_name(name, born=BORN)) for name in ("Ada Crickmere", "Ada Crickmare")
    )
    ((there,), (back,)) = (
        common.weights(mine, theirs.reshape(1, -1)) for mine, theirs in ((one, other), (other, one))
    )
    assert there == back
    assert there < Matcher.default().weights(one, other.reshape(1, -1))[0]


def test_who_is_alike_only_by_the_population_is_not_looked_into(cast: Cast) -> None:
    """Their check runs as many statements as a check without candidates."""
    asked(cast.olive, **KNOWN)
    enter(cast, *FAMILY)
    count_names(actor=cast.system)
    nobody = MEANT | {"person": ["Quentin Ambleforth"]}
    asked(cast.gail, **nobody)  # runs the queries that each process runs once
    statements = []
    for number, one in enumerate((nobody, MEANT)):
        with CaptureQueriesContext(connection) as captured:
            assert asked(cast.gail, **(one | {"matter": f"OP-{number}"})).hit_count == 0
        statements.append(len(captured))
    assert statements[0] == statements[1]


def test_another_of_a_unit_is_told_apart_by_what_the_store_knows(cast: Cast) -> None:
    """Two people of one unit with a common name stay two entries with a hit each."""
    enter(cast, *FAMILY)
    count_names(actor=cast.system)
    rare = Matcher.default()
    one, other = (
        encode(Record.of_name(*who["person"], born=who["born"])).tobytes() for who in (KNOWN, MEANT)
    )
    assert _same_person(one, other, rare)
    assert not _same_person(one, other, rare.within(rare.size, FrequencyOverrides(names())))


def test_a_table_is_answered_as_a_check_is(cast: Cast) -> None:
    asked(cast.olive, **KNOWN)
    enter(cast, *FAMILY)
    count_names(actor=cast.system)
    table = "Name,DOB\nBarnaby Crickmere,1988\n"
    assert hits_of(cast.gail, table) == 0
    with elevated("to undo in a test what was counted"):
        CommonName.objects.all().delete()
    assert hits_of(cast.gail, table) == 1


def test_who_asks_reads_no_counts(cast: Cast) -> None:
    enter(cast, *FAMILY)
    count_names(actor=cast.system)
    for who in (cast.gail, cast.olive, cast.dot, cast.system):
        with as_actor(who):
            assert not CommonName.objects.exists()


@pytest.mark.parametrize(
    "write",
    [
        "INSERT INTO deconfliction_commonname (of_name, word, steps) VALUES (0, 1, 1)",
        "UPDATE deconfliction_commonname SET steps = 255",
    ],
)
def test_who_asks_writes_no_counts(cast: Cast, write: str) -> None:
    enter(cast, *FAMILY)
    count_names(actor=cast.system)
    before = names()
    with (
        as_actor(cast.gail),
        pytest.raises(DatabaseError, match=r"row-level security|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(write)
    assert names() == before


def test_who_asks_deletes_no_counts(cast: Cast) -> None:
    enter(cast, *FAMILY)
    count_names(actor=cast.system)
    with as_actor(cast.gail):
        assert CommonName.objects.all()._raw_delete("default") == 0
    assert len(names()) == 2


def test_only_the_system_or_an_administrator_counts(cast: Cast) -> None:
    with pytest.raises(Refused, match="administrator"):
        count_names(actor=cast.gail)
    assert terminal(cast.gail, "deconfliction", "count-names").exit_code == 1
    done = terminal(cast.system, "deconfliction", "count-names")
    assert "0 names are more common among entries than in the population." in done.output
    with as_actor(cast.system):
        event = audit.Event.objects.get(verb="names.counted")
        assert event.detail["count"] == "0"


def test_two_who_count_at_once_wait_for_each_other(committed: Cast) -> None:
    enter(committed, *FAMILY)
    counts = while_it_waits(
        lambda: count_names(actor=committed.system), lambda: count_names(actor=committed.system)
    )
    assert counts == [2, 2]
    assert len(names()) == 2


def test_a_check_does_not_wait_for_a_count(committed: Cast) -> None:
    """The check uses the earlier counts while a count has not committed."""
    asked(committed.olive, **KNOWN)
    enter(committed, *FAMILY)
    answered = Event()

    def count() -> bool:
        with transaction.atomic():
            count_names(actor=committed.system)
            return answered.wait(PATIENCE)

    def check() -> Check:
        made = asked(committed.gail, **MEANT)
        answered.set()
        return made

    was_answered, made = at_once(count, check)
    assert was_answered
    assert made.hit_count == 1


def test_rows_are_changed_where_a_name_is_common_and_nowhere_else() -> None:
    rows = np.array(
        [encode(Record.of_name(name)) for name in ("Ada Crickmere", "Ada Windle", "Ada")]
    )
    place = np.uint64(RARITIES["surname"])
    common = FrequencyOverrides({(SURNAMES, int(rows[0, SURNAME])): 9})
    made = common.apply(rows)
    others = np.arange(rows.shape[1]) != TOWN
    assert (made[:, others] == rows[:, others]).all()
    assert (made[1:, TOWN] == rows[1:, TOWN]).all()
    assert int(made[0, TOWN] >> place) & 255 == 9
    kept = ~(np.uint64(255) << place)
    assert made[0, TOWN] & kept == rows[0, TOWN] & kept
    commoner = FrequencyOverrides({(SURNAMES, int(rows[0, SURNAME])): 255})
    assert (commoner.apply(rows) == rows).all(), "never rarer than in the population"
    assert NO_OVERRIDES.apply(rows) is rows


def test_the_names_of_a_row_are_those_that_it_has() -> None:
    (row,) = rows = np.array([encode(Record.of_name("Ada Crickmere"))])
    found = names_of(rows)
    assert (SURNAMES, int(row[SURNAME])) in found
    assert len(found) == 4, "two names, and the sound of each; no middle name"


def test_a_register_counts_names_of_as_many_as_it_is_asked() -> None:
    rows = np.array([encode(Record.of_name(f"{first} Crickmere")) for first in FAMILY])
    place = np.uint64(RARITIES["surname"])

    def rarity(least: int) -> set[int]:
        counted = with_register_frequencies(rows, least=least)
        return set((counted[:, TOWN] >> place & np.uint64(255)).tolist())

    assert rarity(13) == set((rows[:, TOWN] >> place & np.uint64(255)).tolist())
    assert rarity(12) == set(steps_of(np.array([12]), 12).tolist())


def test_an_operator_is_told_when_names_were_last_counted(cast: Cast) -> None:
    told = CliRunner().invoke(main, ["check"])
    assert (told.exit_code, "Names were never counted" in told.output) == (0, True)
    count_names(actor=cast.system)
    with clock.set_to(NOW + timedelta(days=1, hours=3)):
        count_names(actor=cast.system)
    told = CliRunner().invoke(main, ["check"])
    assert (told.exit_code, told.output.splitlines()[-2]) == (
        0,
        "Names were last counted by the system on 2 March 2021 at midday.",
    )

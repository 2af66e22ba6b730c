"""Candidates come exact first, are never cut silently, and are found by index."""

import pytest
from django.db import connection

from broadhurst.capabilities.deconfliction.matching import candidates
from broadhurst.capabilities.deconfliction.matching.payload import EntryBatch
from broadhurst.capabilities.deconfliction.matching.scoring import CUT
from broadhurst.capabilities.deconfliction.matching.stages import CheckContext
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.targets.reading import targets_from
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.bulk_checks.tables import checked, rows
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE
from tests.doors import browser
from tests.people import Cast

NAME = "Barnaby Crickmere"


def told(actor: Actor) -> list[HitSide]:
    with as_actor(actor):
        return list(HitSide.objects.filter(is_disclosed=True).select_related("hit"))


def test_what_shares_an_exact_key_is_looked_at_before_what_shares_most(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "MOST_CANDIDATES", 1)
    asked(cast.olive, person=[NAME], phone=[], matter="A")
    asked(cast.rita, person=[], phone=[PHONE], matter="B")
    made = asked(cast.gail, person=[NAME], phone=[PHONE], matter="C")
    assert [side.hit.kind for side in told(cast.gail)] == ["phone"]
    assert CUT in made.not_checked


def test_nothing_is_said_of_a_cut_that_there_was_not(cast: Cast) -> None:
    asked(cast.olive, person=[NAME], phone=[], matter="A")
    assert CUT not in asked(cast.gail, person=[NAME], phone=[PHONE], matter="C").not_checked


def test_a_row_of_a_table_of_whom_more_is_known_than_is_looked_at_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        asked(cast.olive, person=[NAME], phone=[f"07700 90040{number}"], matter="A")
    monkeypatch.setattr(candidates, "MOST_A_KEY", 0)  # each row is matched on its own
    whole = checked(cast.gail, f"Name\n{NAME}\n")
    monkeypatch.setattr(candidates, "MOST_CANDIDATES", 1)
    cut = checked(cast.gail, f"Name\n{NAME}\n")
    assert [CUT in row.why for bulk in (whole, cut) for row in rows(cast.gail, bulk)] == [
        False, True,
    ]  # fmt: skip
    page = browser(cast.gail).get(f"/deconfliction/bulk-checks/{cut.ref}/").content.decode()
    assert CUT in page


def looked_at(actor: Actor, *, even_full: bool = False, **content: object) -> int:
    targets, _ = targets_from([content])
    with elevated("to count in a test what is looked at"):
        context = CheckContext(actor.unit, officer=actor.officer)
        search = candidates._send_search(context, targets, even_full=even_full)
        return len(candidates._read_columns(search).ids)


def test_who_shares_one_key_with_more_than_a_few_is_not_looked_at(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(cast.olive, person=["B Crickmere"], phone=[PHONE], matter="A")
    whole = {"person": [NAME]}
    assert looked_at(cast.gail, **whole) == 1
    monkeypatch.setattr(candidates, "FEWER", 0)
    assert looked_at(cast.gail, **whole) == 0, "they share that a surname alone is known"
    assert looked_at(cast.gail, **whole, even_full=True) == 1
    asked(cast.rita, person=[NAME], phone=[], matter="B")
    assert looked_at(cast.gail, **whole) == 1, "the two whole names share more keys than one"
    monkeypatch.setattr(candidates, "MOST_AN_EXACT_KEY", 0)
    assert looked_at(cast.gail, phone=[PHONE]) == 1, "what is exact is always looked at"


def test_by_a_date_of_birth_alone_is_looked_for_where_few_have_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a large register many share each birth date, so skipping it is not reported."""
    asked(cast.olive, person=["Wendy Othersson"], born="1988-03-27", phone=[], matter="A")
    born = {"person": [NAME], "born": "1988-03-27"}
    assert looked_at(cast.gail, **born) == 1
    monkeypatch.setattr(candidates, "FEW_OF_A_DAY", 0)
    assert looked_at(cast.gail, **born) == 0
    assert asked(cast.gail, **born, phone=[], matter="B").not_checked == []


def test_a_look_goes_by_index_however_small_the_store_was_when_it_was_planned(cast: Cast) -> None:
    """A query plan made for a small register would still scan it after it grew."""
    targets, _ = targets_from([{"person": [NAME], "born": "1988-03-27"}])
    with elevated("to prove in a test how it is planned"):
        context = CheckContext(cast.gail.unit, officer=cast.gail.officer)
        candidates.find_candidates(EntryBatch(context, targets))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM pg_prepared_statements WHERE statement LIKE '%WITH met AS%'"
            )
            [(name,)] = cursor.fetchall()
            given = "'{7}', '{3}', '{4}', '{}', 0, 9, 1, 1, 1, now(), now(), '{0}', '{1}'"
            cursor.execute(f"EXPLAIN EXECUTE {name}({given})")
            plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan using deconfliction_entry_pkey" in plan
    assert "Index Scan using deconfliction_commonname_pkey" in plan
    assert "Seq Scan" not in plan


def test_what_has_no_name_meets_a_name_in_another_script(cast: Cast) -> None:
    asked(cast.olive, person=["Михаил Горшковский"], phone=[PHONE], matter="A")
    assert asked(cast.gail, person=[], phone=[PHONE], matter="B").hit_count == 1
    done = checked(cast.rita, f"Name,Phone\nMikhail Gorshkovsky,\n,{PHONE}\n", only_targets=True)
    assert [row.answer for row in rows(cast.rita, done)][1] == "hit"


def test_nor_does_it_tell_of_a_silent_entry_by_failing(cast: Cast) -> None:
    silent = {"person": ["Михаил Горшковский"], "is_silent": True, "because": "A source."}
    asked(cast.dot, phone=[PHONE], matter="A", **silent)
    made = asked(cast.olive, person=[], phone=[PHONE], matter="B")
    assert (made.hit_count, made.referred) == (0, 1)


def test_the_parts_of_a_name_that_is_not_known_are_not_those_of_another(cast: Cast) -> None:
    table = "First name,Surname,Aliases,DOB\nUnknown,Male,{},01/01/1990\n"
    for actor, alias in ((cast.olive, "Perry Windle"), (cast.gail, "Juniper Ashdown")):
        [row] = rows(actor, checked(actor, table.format(alias)))
        assert row.answer == "no_hit"


@pytest.mark.parametrize("said", ["unknown", "N/K", "None", "TBC."])
def test_what_says_that_it_is_not_known_is_nobodys(cast: Cast, said: str) -> None:
    table = f"Name,DOB,Vehicle\nUnknown male,01/01/1990,{said}\nPerry Windle,27/03/1988,{said}\n"
    for actor in (cast.olive, cast.gail):
        nobody, somebody = rows(actor, checked(actor, table))
        assert nobody.answer == "not_checked"
        assert f"“{said}”. This means that it is not known" in somebody.why
    assert [side.hit.kinds for side in told(cast.gail)] == [["person"]]

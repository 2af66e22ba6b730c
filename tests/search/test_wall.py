"""Search finds only records that its reader may see, and tells nothing of the others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.archiving.commands.approve_archive import approve_archive
from broadhurst.capabilities.archiving.commands.propose_archive import propose_archive
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.search.asked import asked
from broadhurst.foundation.search.candidates import candidates
from broadhurst.foundation.search.models import Document
from broadhurst.surfaces.search.queries import KEYS
from tests.conftest import NOW
from tests.people import Cast
from tests.search.finding import found, searched

# Documents of records that nobody of the tests may see, as if other units had them.
CROWD = """
INSERT INTO access_dossier (about, readers, lapses_at)
VALUES ('OCG-HIDDEN', '{999999}', '9999-01-01');
INSERT INTO search_document
    (kind, record_id, dossier_id, readers, keys, text, words, described)
SELECT kind, 900000000 + n, (SELECT max(id) FROM access_dossier), '{999999}',
       ARRAY['ref:ocghidden', 'n:07700900555'], ' copper heron 07700900555',
       array_to_tsvector('{copper,heron,07700900555}'), to_tsvector('english', 'Supplies drugs.')
FROM generate_series(1, 4000) n, unnest(ARRAY['ocg', 'person', 'identifier']) kind;
ANALYZE search_document;
"""
WORK = """
EXPLAIN (ANALYZE, FORMAT JSON, COSTS OFF, TIMING OFF)
SELECT 1 FROM search_document d WHERE d.readers && '{1,0}'::bigint[] AND d.words @@ 'copper'
"""
TEXTS = ("copper heron", "copper", "cop", "opper", "coper herom", "supplies", "07700 900555")
STATEMENTS = pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_document",
        "UPDATE search_document SET readers = '{0}'",
        "SELECT register_ocg_searched(ARRAY(SELECT id FROM register_ocg))",
        "SELECT register_person_terms(ARRAY(SELECT id FROM register_person))",
    ],
)
EXPLANATION = "All of its members are convicted."
Crowd = Callable[[], None]


def test_others_find_nothing(cast: Cast) -> None:
    ocg = cast.ocg()
    add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value="07700 900555")
    for actor in (cast.olive, cast.connie, cast.sid, cast.pol, cast.rita, cast.system):
        for text in (*TEXTS, ocg.ref, ocg.ref[4:9]):
            kinds = found(actor, text)
            assert not {"ocg", "person", "identifier"} & set(kinds), (actor, text)
    for actor in (cast.gail, cast.len, cast.mo):
        assert found(actor, "copper heron")["ocg"] == [ocg.ref]


def test_who_has_not_signed_in_finds_nothing_not_even_what_is_open(cast: Cast) -> None:
    with as_actor(None):
        assert candidates(asked("northshire"), [], KEYS, 5) == []
    with as_actor(cast.olive):
        assert candidates(asked("northshire"), [], KEYS, 5)


def test_elevated_code_finds_no_more(cast: Cast) -> None:
    cast.ocg()
    with elevated("to prove in a test that search does not look past the wall"):
        assert candidates(asked("copper"), [], KEYS, 5) == []


def test_nobody_reads_the_index_itself(cast: Cast) -> None:
    cast.ocg()
    with as_actor(cast.gail):
        assert not Document.objects.exists()
    with elevated("to prove in a test that the index is closed to elevated code too"):
        assert not Document.objects.exists()


@STATEMENTS
def test_nobody_writes_the_index_itself(cast: Cast, statement: str) -> None:
    cast.ocg()
    with as_actor(cast.gail), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_only_the_application_may_search(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proacl::text, prosecdef, proconfig FROM pg_proc"
            " WHERE proname = 'search_candidates'"
        )
        [(rights, is_definer, settings)] = cursor.fetchall()
    granted = {part.split("=")[0] for part in rights.strip("{}").split(",")}
    assert granted == {"postgres", "broadhurst_app"}, "and not PUBLIC, which has no name"
    assert is_definer
    assert "search_path=public, pg_temp" in settings


@pytest.fixture
def crowd(committed: Cast) -> Crowd:
    """Return a function that adds 12,000 matching records which nobody in the tests may see."""

    def come() -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(CROWD)

    return come


def test_a_hidden_crowd_changes_no_answer(committed: Cast, crowd: Crowd) -> None:
    """It neither adds a result nor pushes one out."""
    ocg = committed.ocg()
    add_identifier(actor=committed.gail, ocg=ocg, kind="phone", value="07700 900555")
    actors = (committed.gail, committed.olive)
    before = {(a.officer.pk, text): searched(a, text) for a in actors for text in TEXTS}
    assert all(before[committed.gail.officer.pk, text].groups for text in TEXTS)
    crowd()
    for actor in actors:
        for text in TEXTS:
            assert searched(actor, text) == before[actor.officer.pk, text], text


def test_a_search_reads_no_document_of_a_hidden_crowd(committed: Cast, crowd: Crowd) -> None:
    """The index leaves them out before a row is read, so no time tells of them."""
    committed.ocg()
    crowd()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(WORK)
        [plan] = cursor.fetchone()[0]
        cursor.execute("RESET enable_seqscan")
    scan = plan["Plan"]
    assert scan["Node Type"] == "Bitmap Heap Scan"
    assert "readers" in scan["Plans"][0]["Index Cond"]
    assert scan.get("Exact Heap Blocks", 0) + scan.get("Lossy Heap Blocks", 0) <= 1
    assert scan.get("Rows Removed by Index Recheck", 0) == 0


def test_a_grant_begins_and_ends_in_search_too(cast: Cast) -> None:
    ocg = cast.ocg()
    until = NOW + timedelta(hours=1)
    sight = Sight(cast.olive.unit, Grant.Level.SEE, Grant.Why.EXCEPTION, "a reason", until)
    with as_actor(cast.gail):
        grants.give(ocg.dossier, sight)
    assert found(cast.olive, "copper heron")["ocg"] == [ocg.ref]
    with clock.set_to(NOW + timedelta(hours=2)):
        assert "ocg" not in found(cast.olive, "copper heron"), "no job has run since"


def test_an_ended_grant_ends_the_search_at_once(cast: Cast) -> None:
    ocg = cast.ocg()
    sight = Sight(cast.olive.unit, Grant.Level.SEE, Grant.Why.EXCEPTION, "a reason")
    with as_actor(cast.gail):
        grants.give(ocg.dossier, sight)
    assert "ocg" in found(cast.olive, "copper heron")
    with as_actor(cast.gail):
        grants.end(ocg.dossier, cast.olive.unit, Grant.Why.EXCEPTION)
    assert "ocg" not in found(cast.olive, "copper heron")


def test_an_archived_ocg_is_found_and_says_so(cast: Cast) -> None:
    ocg = cast.ocg()
    propose_archive(actor=cast.gail, ocg=ocg, reason="dismantled", explanation=EXPLANATION)
    approve_archive(actor=cast.cora, ocg=ocg)
    [group] = searched(cast.gail, "copper heron").groups
    assert group.results[0].context.startswith("Archived. ")


def test_the_number_of_queries_does_not_grow_with_the_results(cast: Cast) -> None:
    def queries(actor: Actor) -> int:
        with CaptureQueriesContext(connection) as captured:
            searched(actor, "copper heron")
        return len(captured)

    cast.ocg()
    one = queries(cast.gail)
    for _ in range(4):
        cast.ocg()
    assert queries(cast.gail) == one

"""A list of 5,000 OCGs: sorted, filtered, the filter saved, and forty OCGs reassigned at once."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Browser

from broadhurst.config import database
from tests.conftest import copied
from tests.server_process import served
from tests.stories.conftest import Walker

pytestmark = pytest.mark.story
NEW_SIO = "gmp-bury"  # the unit of the officer who takes over

# OCGs of Challenger Bolton: Gail is the SIO and Len the LRO. Forty of them are to have another SIO.
# He is already the LRO of the seventh, and nobody is both. Only here, he has Gail's password.
FILL = """
CREATE TEMP TABLE made AS
SELECT n, format('OCG-%%s', lpad(n::text, 6, '0')) AS ref,
       nextval(pg_get_serial_sequence('access_dossier', 'id')) AS dossier,
       nextval(pg_get_serial_sequence('register_ocg', 'id')) AS ocg,
       now() - interval '3 days' - n * interval '2 hours' AS since,
       owner.id AS owner, owner.agency_id AS agency, keeper.id AS keeper, gail.id AS sio,
       CASE WHEN n = 7 THEN heir.id ELSE len.id END AS lro
FROM generate_series(1, 5000) n
JOIN agencies_unit owner ON owner.key = 'gmp-bolton'
JOIN agencies_unit keeper ON keeper.key = 'gmp-occu'
JOIN agencies_officer gail ON gail.username = 'gail'
JOIN agencies_officer len ON len.username = 'len'
JOIN agencies_officer heir ON heir.username = %(heir)s;

INSERT INTO access_grant (dossier_id, unit_id, officer_id, level, why, because, from_at)
SELECT dossier, v.unit, v.officer, 'manage', v.why, '', since
FROM made CROSS JOIN LATERAL (VALUES
    (owner, NULL::bigint, 'owner'), (keeper, NULL, 'coordination'),
    (NULL, sio, 'sio'), (NULL, lro, 'lro')) v(unit, officer, why);
INSERT INTO access_dossier (id, about, readers, lapses_at)
SELECT dossier, ref, ARRAY[owner, keeper, -sio, -lro], '9999-01-01' FROM made;
INSERT INTO register_ocg (id, dossier_id, ref, name, national_ref, threat_types, description, state,
    registered_at, kind, place, "group", due_on, adopted_at, is_archive_proposed)
SELECT ocg, dossier, ref,
       CASE WHEN n <= 40 THEN 'Hazel Shrike ' ELSE
           (ARRAY['Copper', 'Silver', 'Amber', 'Slate', 'Ivory'])[1 + n %% 5] || ' ' ||
           (ARRAY['Heron', 'Plover', 'Curlew', 'Siskin'])[1 + n / 5 %% 4] || ' ' END || n,
       '', ARRAY['drugs'], format('Supplies drugs from place number %%s.', n), 'active',
       since, 'ocg', '', '', current_date + 10, since, false
FROM made;
INSERT INTO register_stage (dossier_id, ocg_id, state, reason, explanation, begun_by_id, from_at)
SELECT dossier, ocg, 'active', '', 'An arrest is planned.', sio, since FROM made;
INSERT INTO register_ownership (dossier_id, ocg_id, agency_id, unit_id, from_at, because)
SELECT dossier, ocg, agency, owner, since, 'registered it' FROM made;
INSERT INTO register_lead (dossier_id, ocg_id, role, officer_id, unit_id, from_at, because)
SELECT dossier, ocg, v.role, v.officer, owner, since, 'named on registration'
FROM made CROSS JOIN LATERAL (VALUES ('sio', sio), ('lro', lro)) v(role, officer);
UPDATE agencies_officer SET password = gail.password
FROM agencies_officer gail WHERE gail.username = 'gail' AND agencies_officer.username = %(heir)s;
"""
HEIR = """
SELECT o.username, o.name FROM agencies_officer o
JOIN agencies_posting p ON p.officer_id = o.id JOIN agencies_unit u ON u.id = p.unit_id
WHERE u.key = %s ORDER BY o.username LIMIT 1
"""


@pytest.fixture(scope="module")
def filled(region: str, worker: str) -> Iterator[tuple[str, str, str]]:
    """Fill a copy of the demo region. Return its name, and the heir's username and name."""
    with copied(f"broadhurst_{worker}_five_thousand", region) as name:
        with psycopg.connect(database.renamed(settings.STORE.owner_url, name)) as owner:
            heir = owner.execute(HEIR, [NEW_SIO]).fetchone()
            assert heir
            with psycopg.ClientCursor(owner) as cursor:
                cursor.execute(FILL, {"heir": heir[0]})
                cursor.execute("ANALYZE")  # nothing else does in a test's database
        yield name, *heir


@pytest.fixture(scope="module")
def site(chromium: Browser, filled: tuple[str, str, str]) -> Iterator[str]:
    """Serve the filled region."""
    with served(filled[0]) as (address, _server):
        yield address


def first_words(walker: Walker) -> list[str]:
    """Return the first word of each name on the page of the list."""
    names = walker.page.locator("main td[data-label='Name']").all_inner_texts()
    return [name.split()[0] for name in names]


def sort_and_filter(walker: Walker) -> None:
    walker.go("/ocgs/")
    walker.sees("1,000+ OCGs")
    walker.press("Name")
    up = first_words(walker)
    assert up == sorted(up)
    walker.picture("five-thousand-sorted")
    walker.press("Name")
    down = first_words(walker)
    assert down == sorted(down, reverse=True)
    assert down[0] > up[-1]
    walker.page.get_by_text("Columns and page size").click()
    walker.answer(q="Hazel Shrike", size="100")
    walker.send("Filter")
    walker.sees("40 OCGs")


def save(walker: Walker) -> None:
    """Save the filter for the unit. It is then above the list, and the list is as it was."""
    walker.press("Save this filter")
    walker.answer(name="Hazel Shrikes", shared="on")
    walker.picture("save-a-filter")
    walker.send("Save filter")
    walker.sees("“Hazel Shrikes” is saved.", "40 OCGs")
    walker.go("/ocgs/")
    walker.press("Hazel Shrikes")
    walker.sees("40 OCGs")
    walker.picture("a-saved-filter")


def reassign(walker: Walker, name: str) -> None:
    """Choose all forty, and name another SIO. One is refused, and says why."""
    walker.press("Select all on this page")
    walker.send("Name an SIO")
    walker.sees("You selected 40 OCGs")
    walker.answer(role="sio", because="Challenger Bury takes these groups over")
    assert walker.look_up("officer", name).startswith(name)
    walker.picture("name-an-sio-of-forty")
    walker.send("Continue to preview")
    walker.sees("Nothing is changed yet. 39 of 40 will be changed.")
    walker.picture("a-preview-of-forty")
    walker.send("Name lead")
    walker.sees("39 of 40 changed. 1 refused.", "The SIO and the LRO must be different people.")
    assert walker.page.locator("main tbody tr").count() == 40
    walker.picture("a-result-for-each")


def test_forty_of_five_thousand_are_reassigned(
    walker: Walker, filled: tuple[str, str, str]
) -> None:
    walker.taken = 100
    _, username, name = filled
    walker.sign_in("cora")
    sort_and_filter(walker)
    save(walker)
    reassign(walker, name)
    walker.sign_in(username)
    walker.go("/ocgs/?tab=mine&q=Hazel+Shrike")
    walker.sees("40 OCGs")  # 39, and the one whose LRO he is
    walker.go("/notices/")
    walker.sees(f"Cora Plumstead named {name} as SIO of")
    walker.picture("notices-of-the-new-sio")

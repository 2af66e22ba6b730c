"""Every table that needs row-level security has it, and the application cannot bypass it."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, models, transaction
from django.urls import get_resolver

from broadhurst.config.operate import role_objection
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.lists.declared import LISTS
from broadhurst.foundation.lists.state import starts_from_dossiers
from tests.people import Cast

SRC = Path(__file__).parents[2] / "src" / "broadhurst"
# Tables that every signed-in user may read, and why.
OPEN = {
    "agencies": "organisations, units, officers and chief officers' posts are known to all users",
    "notices.notificationread": "only says that a notification, known by a number, was read",
    "register.actinglead": "a view of leads and cover, with the access of its reader",
    "register.cadence": "how often things are reviewed is policy, published to all who score",
    "register.scheme": "scoring schemes are published to all who score",
    "deconfliction.stopped": "the stop list is policy, and anyone may ask for reasons",
    "deconfliction.postcode": "published by Ordnance Survey",
    "deconfliction.duty": "who to call at which hour: a unit's duty contact is known to all",
    "disruptions.disruptionpolicy": "the wording of grades is known to all who claim",
    "tasking.board": "the list of boards is known to everyone who bids",
    "tasking.attendee": "who attends a board regularly, like its members",
    "tasking.boardchange": "what changed of a board, which is known to everyone who bids",
    "tasking.capability": "the catalogue of capabilities",
    "tasking.meeting": "the dates of board meetings",
    "tasking.booking": "when a team of a capability is booked, not by whom",
    "tasking.demand": "that an organisation made a bid to a board on a day, not for what",
    "plans.outcomelist": "the list of outcomes is known to all who plan",
    "plans.tacticlibrary": "published guidance, known to all who plan",
    "plans.engagement": "that an organisation gave a partner an action on a day, not which",
    "operations": "published statistics",
    "clearance.policy": "who clears what an organisation publishes, like postings",
    "clearance.delegation": "who takes a step of clearance for whom, like postings",
    "funding.publishedtotal": "published statistics",
    "inspections.report": "published by the inspectorate",
    "inspections.finding": "published by the inspectorate",
    "inspections.addressee": "published by the inspectorate",
    "inspections.inspectorateact": "published by the inspectorate",
    "inspections.history": "corrections of what the inspectorate published",
    "inspections.ourstatus": "each organisation's own status, for all that answer the findings",
    "inspections.publication": "published by the policing body",
    "inspections.sharedpublication": "published by the policing body",
    "inspections.practiceuse": "a view of published practice, with the access of its reader",
    "practice.publicnote": "the copy of a note that its unit made public",
    "public_messages.publicmessage": "the copy of a message that its unit published",
    "tracking": "each organisation's work on the findings, as open as its own status",
    "public_site.storedpage": "public pages as they are sent",
    "public_site.look": "how an organisation's public pages look",
    "public_site.publicwelsh": "the copy of a Welsh version that its unit published",
    "procrastinate": "a job carries the reference of its subject, never content",
}
# Calls of `elevated` in each module. docs/access-model.md gives the reason of each.
ELEVATED = {
    "capabilities/bulk_checks/matching/rows.py": 3,
    "capabilities/bulk_checks/matching/run_queue.py": 2,
    "capabilities/deconfliction/matching/entry_lifecycle.py": 5,
    "capabilities/deconfliction/matching/event_store.py": 3,
    "capabilities/deconfliction/matching/federated.py": 2,
    "capabilities/deconfliction/matching/recent_use.py": 3,
    "capabilities/deconfliction/matching/following.py": 2,
    "capabilities/deconfliction/matching/hits.py": 2,
    "capabilities/deconfliction/matching/match_key.py": 1,
    "capabilities/deconfliction/matching/ocg_merge.py": 3,
    "capabilities/deconfliction/matching/rekeying.py": 3,
    "capabilities/duty_desks/disclosure.py": 2,
    "capabilities/inspections/commands/count_figures.py": 1,
    "capabilities/leavers/queries/rehomings.py": 1,
    "capabilities/leavers/queries/still_held.py": 1,
    "capabilities/liaison/commands/escalate_requests.py": 1,
    "capabilities/public_messages/commands/publish_due_message.py": 1,
    "capabilities/register/queries/text_check.py": 1,
    "capabilities/tasking/commands/lapse_interims.py": 1,
    "surfaces/administration/queries.py": 1,
}


def rooms() -> list[type[models.Model]]:
    ours = [
        app
        for app in apps.get_app_configs()
        if app.name.startswith("broadhurst.") or app.label == "procrastinate"
    ]
    return [model for app in ours for model in app.get_models(include_auto_created=True)]


def is_open(model: type[models.Model]) -> bool:
    return model._meta.app_label in OPEN or model._meta.label_lower in OPEN


@pytest.mark.parametrize("model", [m for m in rooms() if not is_open(m)], ids=lambda m: m.__name__)
def test_every_table_that_is_not_open_has_a_policy(db: None, model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, (SELECT count(*) FROM pg_policies WHERE tablename = relname)"
            " FROM pg_class WHERE relname = %s",
            [model._meta.db_table],
        )
        is_on, policies = cursor.fetchone()
    assert is_on, f"{model.__name__} has no policy: protect its table, or add it to OPEN"
    assert policies


def test_functions_find_the_postings_of_the_actor_by_an_index(db: None) -> None:
    """A comparison with the principals alone reads the postings of every officer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, position('p.officer_id = (SELECT wall_officer())' IN prosrc) > 0"
            " FROM pg_proc"
            " WHERE prosrc LIKE '%agencies_posting%' AND prosrc LIKE '%wall_principals%'"
        )
        by_index = dict(cursor.fetchall())
    assert "funding_postings" in by_index
    assert [name for name, is_by_index in by_index.items() if not is_by_index] == []


def test_a_list_starts_from_dossiers_if_no_other_policy_shows_a_row(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname FROM pg_policies WHERE cmd IN ('ALL', 'SELECT')"
        )
        policies = cursor.fetchall()
    started = set()
    assert get_resolver().url_patterns  # lists are declared as the addresses are loaded
    for declared in LISTS.values():
        with as_actor(cast.gail):
            rows = declared.rows(cast.gail)
        names = [name for table, name in policies if table == rows.model._meta.db_table]
        if starts_from_dossiers(declared, rows):
            started.add(declared.key)
            assert names == ["wall"], f"say is_beyond_dossiers of {declared.key}"
        assert not declared.is_beyond_dossiers or len(names) > 1, declared.key
    assert {"ocgs", "bids", "transfers"} <= started


def test_every_open_table_is_named_because_it_exists() -> None:
    known = {m._meta.app_label for m in rooms()} | {m._meta.label_lower for m in rooms()}
    assert set(OPEN) <= known


def test_the_application_role_cannot_bypass_and_owns_nothing(db: None) -> None:
    assert role_objection() == ""


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_access_model_lists_the_functions_that_the_application_runs_past_the_wall(
    db: None,
) -> None:
    """A function is closed to the application unless a migration grants it, or it is a helper."""
    page = (SRC.parents[1] / "docs" / "access-model.md").read_text()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " AND prosecdef AND prorettype <> 'trigger'::regtype"
            " AND has_function_privilege(current_user, oid, 'EXECUTE')"
        )
        functions = {name for (name,) in cursor.fetchall()}
    assert functions >= {"search_candidates", "wall_reach"}
    assert [name for name in sorted(functions) if f"`{name}" not in page] == []
    assert functions.isdisjoint({"wall_refresh", "register_ocg_searched"}), "for triggers alone"


def test_a_role_that_can_bypass_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadhurst.config.operate.connection", connections["owner"])
    assert "may bypass row-level security" in role_objection()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_log_is_never_changed(cast: Cast, change: str) -> None:
    cast.ocg()
    with as_actor(cast.gail):
        events = Event.objects.filter(verb="ocg.registered")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            events.update(verb="x") if change == "update" else events._raw_delete("default")


def test_grants_are_written_by_the_database_functions_alone(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            Grant.objects.create(
                dossier=ocg.dossier, unit=cast.olive.unit, level="see", why="exception",
                from_at=ocg.registered_at,
            )  # fmt: skip


def test_nobody_can_let_themselves_in(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.olive), pytest.raises(DatabaseError, match="not open to you"):  # noqa: SIM117
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT wall_give(%s, %s, 'see', 'exception', '', now(), NULL)",
                [ocg.dossier_id, cast.olive.unit.principal],
            )


def test_the_readers_are_those_of_the_grants(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        readers = Dossier.objects.get(pk=ocg.dossier_id).readers
        grants = Grant.objects.filter(dossier=ocg.dossier_id, until_at=None)
        assert readers == sorted({grant.principal for grant in grants})


def test_each_module_looks_past_the_wall_as_often_as_it_says() -> None:
    """A new call needs a reason in the access model. If one goes, its number goes down for good."""
    calls = Counter(
        str(path.relative_to(SRC))
        for path in SRC.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "elevated"
    )
    assert calls == ELEVATED


def test_the_access_model_lists_each_module_and_its_calls() -> None:
    page = (SRC.parents[1] / "docs" / "access-model.md").read_text()
    rows = [f"| `{module}` | {calls} |" for module, calls in ELEVATED.items()]
    assert [row for row in rows if row not in page] == []

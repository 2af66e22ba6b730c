"""Notes and files are found by those who can read the record they are on, and by nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.files.commands.add_file import add_file
from broadhurst.capabilities.files.commands.withdraw_file import withdraw_file
from broadhurst.capabilities.notes.commands.add_note import add_note
from broadhurst.capabilities.notes.commands.correct_note import correct_note
from broadhurst.capabilities.notes.commands.withdraw_note import withdraw_note
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from tests.deconfliction.targets import a_hit
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import an_event
from tests.plans.written import a_plan, for_council
from tests.register.partner import led_by_council
from tests.search.finding import found, searched

READERS = {"gail", "len"}
OTHERS = {"olive", "sid", "pol", "rita", "dot", "system"}


def test_readers_of_the_record_find_its_notes_and_files_and_nobody_else(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    note = add_note(actor=cast.gail, about=plan, text="The letting agent remembers two tenants.")
    file = add_file(
        actor=cast.gail, about=ocg, file=SimpleUploadedFile("letting-agreement.txt", b"Two rooms."),
        description="Signed in the name of a cousin.",
    )  # fmt: skip
    texts = {
        "note": ("remember tenant", "letting agents", note.ref, note.ref[4:9]),
        "file": ("letting-agreement", "signed cousin", file.ref, file.ref[4:9]),
    }
    for kind, ways in texts.items():
        ref = ways[2]
        for text in ways:
            for name in READERS:
                assert ref in found(getattr(cast, name), text)[kind], (name, text)
            for name in OTHERS | {"connie"}:
                assert kind not in found(getattr(cast, name), text), (name, text)

    # A reader of an action alone finds the notes on it, and a reader of an OCG in part finds none.
    action = for_council(cast, plan)
    add_note(actor=cast.gail, about=action, text="The lodger moved to Radcliffe.")
    led_by_council(cast, ocg)
    assert set(found(cast.connie, "lodger Radcliffe")) == {"note"}
    assert not {"note", "file"} & set(found(cast.connie, "tenants") | found(cast.connie, "cousin"))

    # At the three doors, and gone with the grant.
    sight = Sight(cast.rita.unit, Grant.Level.SEE, Grant.Why.EXCEPTION)
    with as_actor(cast.gail):
        grants.give(ocg.dossier, sight)
    page = browser(cast.rita).get("/search/?q=cousin").content.decode()
    assert f'href="/records/{ocg.ref}/files/"' in page
    assert "letting-agreement.txt" in page
    [group] = Machine(cast.rita).get("/search?q=remembers&kind=note").json()["groups"]
    assert [(one["title"], one["ref"]) for one in group["items"]] == [
        (f"Note on plan {plan.ref}", note.ref)
    ]
    assert f"Copper Heron {ocg.ref}" in terminal(cast.rita, "search", "cousin").output
    with as_actor(cast.gail):
        grants.end(ocg.dossier, cast.rita.unit, Grant.Why.EXCEPTION)
    assert found(cast.rita, "cousin") == found(cast.rita, note.ref) == {}


def test_a_correction_is_found_and_what_was_withdrawn_is_not(cast: Cast) -> None:
    ocg = cast.ocg()
    note = add_note(actor=cast.gail, about=ocg, text="Seen at the bakery.")
    correct_note(actor=cast.gail, note=note, text="Seen at the brewery.", because="Misheard.")
    assert "note" not in found(cast.gail, "bakery")
    assert found(cast.gail, "brewery")["note"] == [note.ref]
    withdraw_note(actor=cast.gail, note=note, because="Another man.")
    file = add_file(
        actor=cast.gail, about=ocg, file=SimpleUploadedFile("lease.txt", b"x"), description="Lease."
    )
    withdraw_file(actor=cast.gail, file=file, because="The wrong lease.")
    assert not {"note", "file"} & set(found(cast.gail, "brewery") | found(cast.gail, "lease"))


def test_notes_on_hits_and_events_cannot_be_searched(cast: Cast) -> None:
    side, _ = a_hit(cast)
    for row in (side, an_event(cast.gail)):
        add_note(actor=cast.gail, about=row, text="The greenhouse is watched.")
    for actor in (cast.gail, cast.olive):
        assert found(actor, "greenhouse") == {}


@pytest.mark.parametrize("kind", ["note", "file"])
def test_more_results_take_the_same_queries(cast: Cast, kind: str) -> None:
    def enter(number: int) -> None:
        about = cast.ocg(name=f"Copper {number}")
        add_note(actor=cast.gail, about=about, text="Paint.")
        add_file(
            actor=cast.gail, about=about, description="Paint.",
            file=SimpleUploadedFile("a.txt", b"x"),
        )  # fmt: skip

    enter(1)
    searched(cast.gail, "paint", kind)
    with CaptureQueriesContext(connection) as few:
        searched(cast.gail, "paint", kind)
    enter(2)
    with CaptureQueriesContext(connection) as more:
        assert len(searched(cast.gail, "paint", kind).groups[0].results) == 2
    assert len(more) == len(few)

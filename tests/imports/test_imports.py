"""A spreadsheet becomes people and identifiers of an OCG: all or nothing, and undone in a day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.models import Check, Entry, Hit
from broadhurst.capabilities.deconfliction.writes import check_added
from broadhurst.capabilities.imports import rules
from broadhurst.capabilities.imports.commands.discard import discard_import
from broadhurst.capabilities.imports.commands.expire import expire_imports
from broadhurst.capabilities.imports.commands.map_columns import map_import
from broadhurst.capabilities.imports.commands.run import run_import
from broadhurst.capabilities.imports.commands.undo import undo_import
from broadhurst.capabilities.imports.jobs import expire_abandoned_imports
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.writes import add_rows
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.edit_member import edit_member
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.queries.people import members
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import far_ocg, with_phone, with_suspect
from tests.doors import Machine, browser, terminal
from tests.imports.making import imported, importing, mapped
from tests.imports.table import TABLE
from tests.people import Cast


def counts(cast: Cast, ocg: Ocg) -> tuple[int, int]:
    with as_actor(cast.gail):
        return (
            Membership.objects.filter(ocg=ocg).count(),
            Identifier.objects.filter(ocg=ocg).count(),
        )


def test_every_row_is_added_and_checked_as_always(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = mapped(cast.gail, ocg)
    assert (sent.stage, sent.problems) == ("Ready to import", [])
    assert counts(cast, ocg) == (0, 0), "a trial leaves nothing"
    with as_actor(cast.gail):
        assert not Entry.objects.exists()
        assert not Event.objects.filter(verb="ocg.member_added").exists()
    sent = run_import(actor=cast.gail, upload=sent)
    assert (sent.stage, sent.cells) == ("Imported", [])
    assert "Crickmere" not in str(sent.added), "the import keeps no names"
    assert counts(cast, ocg) == (2, 3)
    with as_actor(cast.gail):
        barnaby = Membership.objects.get(person__name="Barnaby Crickmere")
        assert barnaby.person.aliases == ["Barney", "The Finch"]
        assert {str(one) for one in barnaby.person.identifiers.all()} == {
            "Phone number 07700 900123",
            "Vehicle registration AB12 CDE",
        }
        assert Entry.objects.count() >= 3
    with pytest.raises(Refused, match="already imported or discarded"):
        run_import(actor=cast.gail, upload=sent)


def test_a_trial_does_the_same_whatever_other_units_have_entered(cast: Cast) -> None:
    """Its time must not tell: nobody is told of it, and it counts for no limit."""
    ocg = cast.ocg()
    sent = importing(cast.gail, ocg)

    def statements() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            map_import(actor=cast.gail, upload=sent, columns=sent.columns)
        return [query["sql"].partition(" ")[0] for query in captured.captured_queries]

    before = statements()
    theirs = far_ocg(cast)
    with_suspect(cast.olive, theirs, "Barnaby Crickmere", born_on=date(1988, 3, 27))
    with_phone(cast.olive, theirs, "07700 900123")
    assert statements() == before


def test_one_wrong_row_adds_none_and_says_what_to_do(cast: Cast) -> None:
    ocg = cast.ocg()
    table = "Name,Category,Part,Mobile\nJo Ash,suspect,associate,07700 900123\n"
    sent = mapped(cast.gail, ocg, table + "Al Ash,victim,associate,07700 900123\n,,,12\n")
    assert sent.stage == "Rows to correct"
    assert [(row, column) for row, column, _ in sent.problems] == [
        (3, ""), (3, "Mobile"), (4, "Mobile"),
    ]  # fmt: skip
    assert "A victim is recorded as exploited" in sent.problems[0][2]
    assert sent.problems[1][2] == "This is already on the OCG."
    with pytest.raises(Refused, match="Some rows have errors"):
        run_import(actor=cast.gail, upload=sent)
    assert counts(cast, ocg) == (0, 0)


def test_an_ocg_that_changed_since_refuses_every_row(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = mapped(cast.gail, ocg)
    add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value="07700 900456")
    with pytest.raises(Refused, match="Row 4, Mobile: This is already on the OCG"):
        run_import(actor=cast.gail, upload=sent)
    assert counts(cast, ocg) == (0, 1)


def test_columns_are_remembered_for_the_unit(cast: Cast) -> None:
    ocg, table = cast.ocg(), "Who,Mobile,Notes\nJo Ash,07700 900123,07700 900456\n"
    chosen = {"columns": ["name", "phone", "phone"], "category": "suspect", "part": "associate"}
    first = mapped(cast.gail, ocg, table, **chosen)
    assert first.problems == []
    assert importing(cast.gail, cast.ocg(), table).columns == ["name", "phone", "phone"]
    other = importing(cast.gail, cast.ocg(), table.replace("Notes", "More"))
    assert other.columns == ["", "phone", ""]
    with pytest.raises(Refused, match="Choose at least one column"):
        map_import(actor=cast.gail, upload=other, columns=["", "", ""])


def test_undo_removes_what_is_unchanged_within_a_day(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = imported(cast.gail, ocg)
    with as_actor(cast.gail):
        juniper = members().get(person__name="Juniper Ashdown")
    edit_member(
        actor=cast.gail, member=juniper, name="Juniper Ashdowne", category="convicted",
        part="associate", because="Her name has an e.",
    )  # fmt: skip
    with clock.set_to(NOW + timedelta(hours=23)):
        undone = undo_import(actor=cast.gail, upload=sent)
    assert (undone.stage, undone.kept) == ("Undone", [3])
    assert counts(cast, ocg) == (1, 0)
    with as_actor(cast.gail):
        ended = Membership.with_ended.get(person__name="Barnaby Crickmere")
        assert ended.ended_because == "Added in error: Import undone"
        assert Event.objects.filter(verb="ocg.identifier_removed").count() == 1
    with pytest.raises(Refused, match="already been undone"):
        undo_import(actor=cast.gail, upload=sent)


def test_undo_keeps_a_person_who_was_given_a_number_since_and_ends_after_a_day(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = imported(cast.gail, ocg)
    with as_actor(cast.gail):
        juniper = members().get(person__name="Juniper Ashdown")
    add_identifier(
        actor=cast.gail, ocg=ocg, kind="phone", value="07700 900789", person=juniper.person
    )
    with clock.set_to(NOW + timedelta(days=1, minutes=1)), pytest.raises(Refused, match="a day"):
        undo_import(actor=cast.gail, upload=sent)
    assert undo_import(actor=cast.gail, upload=sent).kept == [3]
    assert counts(cast, ocg) == (1, 1)


def test_hits_stay_with_those_who_were_told(cast: Cast) -> None:
    with_phone(cast.olive, far_ocg(cast), "07700 900456")
    sent = imported(cast.gail, cast.ocg())
    with as_actor(cast.olive):
        [told] = Hit.objects.values_list("ref", flat=True)
    undo_import(actor=cast.gail, upload=sent)
    for unit in (cast.olive, cast.gail):
        with as_actor(unit):
            assert list(Hit.objects.values_list("ref", flat=True)) == [told]


def test_who_must_not_is_refused_and_others_find_nothing(cast: Cast) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused):
        importing(cast.hal, ocg)
    sent = imported(cast.gail, ocg)
    with as_actor(cast.olive):
        assert not Import.objects.exists()
    for path in (f"/imports/{sent.ref}/", f"/imports/{sent.ref}/undo/", f"/ocgs/{ocg.ref}/import/"):
        assert browser(cast.olive).get(path).status_code == 404
    assert Machine(cast.olive).get(f"/imports/{sent.ref}").status_code == 404


def test_only_who_works_on_the_ocg_sees_cells_that_are_left_out(cast: Cast) -> None:
    sent = importing(cast.gail, cast.ocg(), "Name,Remarks\nJo Ash,Seen by the mill\n")
    path = f"/imports/{sent.ref}/map/"
    assert "Seen by the mill" in browser(cast.gail).get(path).content.decode()
    answer = browser(cast.mo).get(path)
    assert answer.status_code == 403
    assert browser(cast.mo).post(path, {}).status_code in (409, 422)
    assert "Seen by the mill" not in answer.content.decode()


def test_a_spreadsheet_takes_the_place_of_one_under_way_and_is_discarded(cast: Cast) -> None:
    ocg = cast.ocg()
    first = importing(cast.gail, ocg)
    second = importing(cast.gail, ocg)
    with as_actor(cast.gail):
        first.refresh_from_db()
    assert (first.stage, first.cells) == ("Discarded", [])
    second = discard_import(actor=cast.gail, upload=second)
    assert (second.stage, second.cells) == ("Discarded", [])
    with pytest.raises(Refused, match="already imported or discarded"):
        map_import(actor=cast.gail, upload=second, columns=second.columns)
    with pytest.raises(Refused, match="nothing to undo"):
        undo_import(actor=cast.gail, upload=second)


def test_rows_are_limited(cast: Cast) -> None:
    table = "Mobile\n" + "".join(f"07700 9{n:05}\n" for n in range(rules.MOST_ROWS + 1))
    with pytest.raises(Refused, match=f"more than {rules.MOST_ROWS} rows"):
        importing(cast.gail, cast.ocg(), table)


def test_pages_from_the_file_to_undo(cast: Cast) -> None:
    ocg, gail = cast.ocg(), browser(cast.gail)
    page = f"/ocgs/{ocg.ref}/import/"
    assert gail.get(page).status_code == 200
    wrong = gail.post(page, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")})
    assert wrong.status_code == 422
    file = SimpleUploadedFile("nominals.csv", TABLE.encode())
    at_map = gail.post(page, {"file": file}).headers["Location"]
    html = gail.get(at_map).content.decode()
    assert "Barnaby Crickmere, Juniper Ashdown" in html
    columns = ["name", "aliases", "born", "sex", "category", "part", "phone", "vehicle"]
    answers = {f"column_{n}": column for n, column in enumerate(columns, start=1)}
    at_import = gail.post(at_map, answers).headers["Location"]
    html = gail.get(at_import).content.decode()
    assert "Ready to import" in html
    for words in ("Barney, The Finch", "27 March 1988", "Suspect, Principal"):
        assert words in html
    for verb, after in (("run", "2 people and 3 identifiers"), ("undo", "Undone")):
        assert gail.get(f"{at_import}{verb}/").status_code == 200
        assert gail.post(f"{at_import}{verb}/").status_code == 302
        assert after in gail.get(at_import).content.decode()
    assert counts(cast, ocg) == (0, 0)
    assert at_import in gail.get(page).content.decode(), "so that it can be found again"


def test_api_and_terminal(cast: Cast, tmp_path: Path) -> None:
    ocg, gail = cast.ocg(), Machine(cast.gail)
    file = SimpleUploadedFile("nominals.csv", TABLE.encode())
    sent = gail.client.post(f"/api/v1/ocgs/{ocg.ref}/import", {"file": file})
    assert sent.status_code == 201, sent.content
    ref = sent.json()["ref"]
    assert sent.json()["columns"][0] == {
        "name": "column_1", "heading": "Full name", "holds": "name",
    }  # fmt: skip
    assert gail.post(f"/imports/{ref}/run").status_code == 409
    assert gail.get(f"/imports/{ref}/rows").json()["items"] == [], "nothing is read yet"
    assert gail.post(f"/imports/{ref}/map").json()["stage"] == "Ready to import"
    first, *others = gail.get(f"/imports/{ref}/rows").json()["items"]
    said = terminal(cast.gail, "register", "people-import", ref).output
    assert f"Row {first['row']}: {first['name']}; " in said
    assert said.count("  Row ") == 1 + len(others)
    assert Machine(cast.olive).get(f"/imports/{ref}/rows").status_code == 404
    for verb in ("people-import", "run-import"):
        unseen = terminal(cast.olive, "register", verb, ref)
        assert unseen.exit_code == 1
        assert "you cannot see it" in unseen.output
        assert "sent" not in unseen.output
    done = gail.post(f"/imports/{ref}/run").json()
    assert (len(done["people"]), len(done["identifiers"])) == (2, 3)
    assert gail.post(f"/imports/{ref}/undo").json()["stage"] == "Undone"
    path = tmp_path / "more.csv"
    path.write_text("Mobile\n12\n")
    printed = terminal(cast.gail, "register", "send-import", ocg.ref, "--file", str(path))
    assert printed.exit_code == 0, printed.output
    ref = printed.output.split()[0]
    printed = terminal(cast.gail, "register", "map-import", ref)
    assert "Row 2, Mobile: Enter a phone number" in printed.output
    assert "Discarded" in terminal(cast.gail, "register", "discard-import", ref).output
    assert gail.get(f"/imports/{ref}").json()["stage"] == "Discarded"


def test_too_many_checks_are_refused_before_the_first_row(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ocg = cast.ocg()
    sent = mapped(cast.gail, ocg)
    monkeypatch.setattr(check_added, "ADDED_A_DAY", 4)
    monkeypatch.setattr(add_rows, "COMMANDS", None)
    with pytest.raises(Refused, match="needs up to 5 checks, and you have 4 left"):
        run_import(actor=cast.gail, upload=sent)
    assert counts(cast, ocg) == (0, 0)


def test_nothing_is_checked_if_a_row_is_refused(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = mapped(cast.gail, ocg)
    add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value="07700 900456", person=None)
    with as_actor(cast.gail):
        before = Check.objects.count()
    with pytest.raises(Refused, match="Row 4"):
        run_import(actor=cast.gail, upload=sent)
    with as_actor(cast.gail):
        assert Check.objects.count() == before


def test_an_abandoned_import_expires_with_its_headings(cast: Cast) -> None:
    ocg, other = cast.ocg(), cast.ocg()
    sent, done = importing(cast.gail, ocg), imported(cast.gail, other)
    with clock.set_to(NOW + timedelta(days=6)):
        expire_abandoned_imports()
        with as_actor(cast.gail):
            assert Import.objects.get(pk=sent.pk).is_under_way
    with clock.set_to(NOW + timedelta(days=7)):
        expire_abandoned_imports()
        with as_actor(cast.gail):
            gone, kept = Import.objects.get(pk=sent.pk), Import.objects.get(pk=done.pk)
            page = browser(cast.gail).get(f"/imports/{sent.ref}/")
        assert (gone.stage, gone.headings, gone.cells, gone.columns) == ("Discarded", [], [], [])
        assert (kept.stage, kept.headings != []) == ("Imported", True)
        assert page.status_code == 200
        assert expire_imports(actor=actor_of_system()) == 0
    with pytest.raises(Refused, match="Only an administrator"):
        expire_imports(actor=cast.gail)

"""Tests for importing OCGs from a tracker: preview, all or nothing, matching, checks and undo."""

from datetime import date, timedelta
from functools import partial

import pytest

from broadhurst.capabilities.deconfliction.models import Check, Entry
from broadhurst.capabilities.lifecycle.commands.reopen import reopen
from broadhurst.capabilities.ocg_imports import rules
from broadhurst.capabilities.ocg_imports.commands.discard import discard_ocgs
from broadhurst.capabilities.ocg_imports.commands.expire import expire_ocg_imports
from broadhurst.capabilities.ocg_imports.commands.map_columns import map_ocgs
from broadhurst.capabilities.ocg_imports.commands.run import run_ocgs
from broadhurst.capabilities.ocg_imports.commands.undo import undo_ocgs
from broadhurst.capabilities.ocg_imports.jobs import check_ocgs, expire, import_ocgs, undo_import
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import criteria
from broadhurst.capabilities.ocg_imports.writes import numbered
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.register.models import (
    Assessment,
    Identifier,
    Lead,
    Membership,
    Ocg,
    ToldApart,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.doors.references import new_references
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.deconfliction.targets import far_ocg, side_of, with_phone
from tests.doors import browser
from tests.ocg_imports.making import HEADINGS, TABLE, imported, mapped, sending
from tests.people import Cast


def checked(sent: OcgImport) -> None:
    """Run the job that checks an import."""
    check_ocgs(sent.ref, lambda: False)


def refused_of(sent: OcgImport) -> list[tuple[int, str]]:
    return [(row, text) for row, _, text in sent.problems]


def test_ocgs_are_added_with_their_people_and_leads(cast: Cast) -> None:
    sent = imported(cast.cora)
    assert (sent.stage, [one["rows"] for one in sent.added]) == ("Imported", [[2, 3], [4]])
    assert sent.cells == []
    with as_actor(cast.gail):
        curlew, dunnock = Ocg.objects.get(name="Amber Curlew"), Ocg.objects.get(name="Blue Dunnock")
        assert (curlew.state, curlew.threat_types) == ("active", ["drugs", "firearms"])
        assert (dunnock.state, dunnock.threat_types) == ("reported", ["fraud"])
        leads = {lead.role: lead.officer for lead in Lead.objects.filter(ocg=curlew)}
        assert leads == {"sio": cast.gail.officer, "lro": cast.len.officer}
        people = Membership.objects.filter(ocg=curlew).order_by("pk")
        assert [(one.person.name, one.person.born_on, one.part) for one in people] == [
            ("Carl Example", date(1988, 3, 27), "principal"),
            ("Dee Example", date(1990, 2, 1), "significant"),
        ]
        assert people[0].person.aliases == ["Caz"]
        assert people[0].person.identifiers.count() == 3
        assert Identifier.objects.get(ocg=dunnock).person is None
        verbs = list(Event.objects.filter(subject=curlew.ref).values_list("verb", flat=True))
        assert verbs.count("ocg.member_added") == 2
        assert verbs.count("ocg.identifier_added") == 4
        assert Event.objects.get(subject=curlew.ref, verb="ocg.imported").dossier == curlew.dossier
        told = Notification.objects.filter(event__verb="ocg_import.lead_named")
        assert told.filter(principal=cast.gail.officer.principal).count() == 1
    with as_actor(cast.olive):
        assert not Ocg.objects.exists()
        assert not OcgImport.objects.exists()


def test_one_row_for_each_ocg_and_several_people_in_a_cell(cast: Cast) -> None:
    table = (
        "OCG,Crime type,Area,Summary,SIO,LRO,Members\n"
        "Amber Curlew,county lines,Bolton,Supplies.,gail-fernsby,Len Oakapple,"
        "Ann Roe (27/03/1988); Bob Lee\n"
    )
    imported(cast.cora, table, category="suspect", part="associate")
    with as_actor(cast.cora):
        assert [
            (one.person.name, str(one.person.born_on), one.category)
            for one in Membership.objects.order_by("pk")
        ] == [("Ann Roe", "1988-03-27", "suspect"), ("Bob Lee", "None", "suspect")]
    sent = mapped(cast.cora, table.replace("27/03/1988", "1988"), part="associate")
    assert len(sent.problems) == 3
    assert [text for _, text in refused_of(sent)][::2] == [
        "“1988” is not a whole date. Write the day, month and year, like 27/03/1988.",
        "Bob Lee has no category. Write it, or choose one for such people where you confirm the "
        "columns.",
    ]


BAD = {
    3: (",Drugs,Bolton,x,,,,,,,,,,", "The row names no OCG."),
    4: ("B,,Drugs,Bolton,x,,DI Nobody Here,Len Oakapple,,,,,,,", "No officer of your organisation"),
    5: ("C,,Stamps,Bolton,x,,,,,,,,,,", "“Stamps” is not known here. Write one of: Child sexual"),
    6: ("D,,Drugs,Bury,x,,,,,,,,,,", "“Bury” is no district of yours. Write one of: Bolton."),
    7: ("E,,Drugs,Bolton,,,,,,,,,,,", "The OCG has no description."),
    8: ("F,,Drugs,Bolton,x,Nowhere,,,,,,,,,", "Your organisation has no unit “Nowhere”."),
    9: ("G,,Drugs,Bolton,x,,Gail Fernsby,,,,,,,,", "The OCG has an SIO and no LRO."),
    10: ("H,,Drugs,Bolton,x,,Gail Fernsby,Gail Fernsby,,,,,,,", "must be different people"),
    11: ("I,,Drugs,Bolton,x,,,,Al Roe,,31/02/1988,Suspect,Principal,,", "31/02/1988"),
    12: ("J,,Drugs,Bolton,x,,,,Al Roe,,,Villain,Principal,,", "“Villain” is not known here."),
    13: ("K,,Drugs,Bolton,x,,,,Al Roe,,,Victim,Principal,,", "A victim is recorded as exploited."),
    14: ("L,,Drugs,Bolton,x,,,,Al Roe,,,Suspect,Principal,12,", "“12”: Enter a phone number"),
    15: ("M,,Drugs,Bolton,TOP SECRET,,,,,,,,,,", "This looks like SECRET or above."),
    16: ("Amber Curlew,,Fraud,,,,,,,,,,,,", "Row 2 says “Drugs” about the same OCG."),
    17: ("N,N-1,Drugs,Bolton,x,Challenger Bolton,,,,,,,,,", "Row 2 has another OCG with this."),
    18: ("O,,Drugs,Bolton,x,,Olive Thistledown,Len Oakapple,,,,,,,", "No officer of your"),
}
GOOD = "Amber Curlew,N-1,Drugs,Bolton,x,Challenger Bolton,,,,,,,,,\n"


def test_each_bad_row_says_what_to_do_and_nothing_is_added(cast: Cast) -> None:
    table = HEADINGS + GOOD + "".join(f"{cells}\n" for cells, _ in BAD.values())
    table += "P,,Drugs,Bolton,x,,,,Al Roe,,,Suspect,Principal,07700 900555,\n"
    table += "P,,,,,,,,Bo Roe,,,Suspect,Principal,07700 900555,\n"
    sent = mapped(cast.cora, table)
    said = refused_of(sent)
    for row, (_, text) in BAD.items():
        assert any(one == row and text in why for one, why in said), (row, text, said)
    assert any(row == 20 and "for someone else in this OCG" in why for row, why in said)
    assert {row for row, _ in said} == {*BAD, 20}
    with pytest.raises(Refused, match="Some rows have errors"):
        run_ocgs(actor=cast.cora, upload=sent)
    with as_actor(cast.cora):
        assert not Ocg.objects.exists()
    bare = mapped(cast.cora, "Cover name,Threat\nAmber Curlew,Drugs\n")
    assert {column for _, column, _ in bare.problems} == {""}, (
        "no key of a field that has no column"
    )


def test_what_is_on_the_register_is_matched_and_not_added_twice(cast: Cast) -> None:
    first = imported(cast.cora)
    more = "Amber Curlew,,,,,Challenger Bolton,,,carl example,,,Suspect,Principal,07700 900559,\n"
    new = "Amber Curlew,,,,,Challenger Bolton,,,Ed Example,,,Witness,Associate,,\n"
    second = imported(cast.cora, TABLE + more + new)
    assert [(one["is_new"], one["people"], one["identifiers"]) for one in second.added] == [
        (False, 1, 1), (False, 0, 0),
    ]  # fmt: skip
    with as_actor(cast.cora):
        assert (Ocg.objects.count(), Membership.objects.count()) == (2, 3)
        thing = Identifier.objects.get(value="07700 900559")
        assert thing.person is not None
        assert thing.person.name == "Carl Example"
        assert {one["ocg"] for one in first.added} == {one["ocg"] for one in second.added}
        curlew = Ocg.objects.get(name="Amber Curlew")
    undone = undo_ocgs(actor=cast.cora, upload=second)
    assert undone.kept == []
    with as_actor(cast.cora):
        assert Membership.objects.count() == 2
        assert not Identifier.objects.filter(value="07700 900559").exists()
        assert Ocg.objects.filter(state="active").count() == 1
    ref = curlew.ref
    table = f"Register reference,OCG name,Person,Category,Part\n{ref},x,Flo Roe,Other,Associate\n"
    assert imported(cast.cora, table).added[0]["is_new"] is False
    missing = mapped(cast.cora, table.replace(ref, "OCG-222222"))
    assert "You cannot see an OCG with the reference OCG-222222" in missing.problems[0][2]


def test_another_unit_is_neither_named_nor_added_to(cast: Cast) -> None:
    ocg = cast.ocg(name="Amber Curlew")
    table = "OCG,Threat type,Summary,Register reference\nAmber Curlew,Drugs,x,\n"
    for actor, why in ((cast.hal, "Only an OCG coordinator"), (cast.connie, "Only a police force")):
        with pytest.raises(Refused, match=why):
            sending(actor, table)
    # Cora's unit sees the OCG of another unit of her force: it may be the same one.
    sent = mapped(cast.cora, table.replace("Summary", "Summary,Area").replace(",x,", ",x,Bolton,"))
    with pytest.raises(Refused, match=f"{ocg.ref} looks the same: the same cover name"):
        run_ocgs(actor=cast.cora, upload=sent)
    sent = run_ocgs(actor=cast.cora, upload=sent, not_same_as=[ocg.ref])
    with as_actor(cast.cora):
        assert ToldApart.objects.get().other == ocg


def test_scores_go_to_a_moderator(cast: Cast) -> None:
    key, label = next(iter(criteria().items()))
    heads = HEADINGS.strip() + f",{label}\n"
    good = TABLE.splitlines()[1]
    sent = imported(cast.cora, heads + f"{good},2\n")
    assert sent.columns[-1] == f"score_{key}"
    with as_actor(cast.mo):
        made = Assessment.objects.get()
        assert (made.scores[key], made.scored_by) == (2, cast.cora.officer)
        assert made.unknowns == len(criteria()) - 1
    wrong = mapped(cast.cora, heads + f"{good},99\n".replace("Curlew", "Crake").replace("N-1", ""))
    assert "“99” is no score of this criterion." in wrong.problems[0][2]


def test_a_plan_is_drafted_with_its_actions(cast: Cast) -> None:
    heads = HEADINGS.strip() + ",Plan aim,Action,4P,Objective,Action owner,Due date\n"
    first, second, third = TABLE.splitlines()[1:]
    table = (
        heads
        + f"{first},Stop the supply.,Visit the premises,Pursue,Arrests,Northshire OCCU,1 May 21\n"
        + f"{second},,Talk to the school,prevent,,,02/05/2021\n"
    )
    sent = imported(cast.cora, table)
    with as_actor(cast.gail):
        plan = Plan.objects.get()
        assert (plan.stage, plan.aim, plan.drafted_by) == (
            "draft", "Stop the supply.", cast.cora.officer,
        )  # fmt: skip
        actions = Action.objects.select_related("objective", "accountable_unit").order_by("due_on")
        assert [
            (one.title, one.p, one.objective.text, one.accountable_unit.key) for one in actions
        ] == [
            ("Visit the premises", "pursue", "Arrests", "n-occu"),
            ("Talk to the school", "prevent", "Stop the supply.", "n-bolton"),
        ]
        assert set(Event.objects.values_list("verb", flat=True)) >= {
            "plan.drafted", "plan.objective_added", "action.added",
        }  # fmt: skip
    undo_ocgs(actor=cast.cora, upload=sent)
    with as_actor(cast.cora):
        assert set(Action.objects.values_list("stage", flat=True)) == {"cancelled"}
        assert Plan.objects.get().stage == "superseded"
    wrong = mapped(
        cast.cora,
        heads
        + f"{first},,Visit,Pounce,,Bolton Council,01/01/2021\n"
        + f"{third},Aim.,Visit,Pursue,,,01/01/2022\n",
    )
    said = [text for _, text in refused_of(wrong)]
    for text in (
        "The OCG has actions and no plan.",
        "Write which P the action is for: Pursue, Prevent, Protect, Prepare.",
        "“Bolton Council” is no unit of your organisation that does actions.",
        "The due date is in the past.",
        "An OCG without leads has no plan yet.",
    ):
        assert any(text in one for one in said), (text, said)


def test_checks_follow_and_hits_stay_after_undo(cast: Cast) -> None:
    with_phone(cast.olive, far_ocg(cast), "07700 900555")
    sent = imported(cast.cora)
    with as_actor(cast.cora):
        assert not Check.objects.exists()
    checked(sent)
    checked(sent)  # a second run finds nothing to do
    with as_actor(cast.cora):
        sent.refresh_from_db()
        assert (sent.checked, Check.objects.count()) == (2, 2)
    assert side_of(cast.gail).closed_at is None
    undone = undo_ocgs(actor=cast.cora, upload=sent)
    assert (undone.stage, undone.kept) == ("Undone", [])
    ours, theirs = side_of(cast.gail), side_of(cast.olive)
    assert (ours.entry, ours.entry_removed_at, theirs.entry_removed_at) == (None, NOW, None)
    with elevated("a test"):
        assert Entry.objects.values_list("ocg_ref", flat=True).distinct().count() == 1
    with as_actor(cast.cora):
        assert not Membership.objects.exists()
        assert set(Ocg.objects.values_list("state", "adopted_at")) == {("not_adopted", None)}
        assert not Lead.objects.filter(until_at=None).exists()
        curlew = Ocg.objects.get(name="Amber Curlew")
        assert curlew.stages.get(until_at=None).reason == "in_error"
    page = browser(cast.cora).get(f"/ocgs/{curlew.ref}/").content.decode()
    assert "Reopen this OCG" not in page
    with pytest.raises(Refused, match="entered in error"):
        reopen(actor=cast.cora, ocg=curlew, because="Another look.")
    with pytest.raises(Refused, match="already been undone"):
        undo_ocgs(actor=cast.cora, upload=sent)
    # Its cover names can be used again.
    assert [one["is_new"] for one in imported(cast.cora).added] == [True, True]


def test_undo_keeps_what_somebody_worked_on_and_ends_after_a_day(cast: Cast) -> None:
    sent = imported(cast.cora)
    with clock.set_to(NOW + timedelta(hours=2)):
        with as_actor(cast.gail):
            curlew = Ocg.objects.get(name="Amber Curlew")
        with_phone(cast.gail, curlew, "07700 900561")
    with (
        clock.set_to(NOW + timedelta(days=1, minutes=1)),
        pytest.raises(Refused, match="within a day"),
    ):
        undo_ocgs(actor=cast.cora, upload=sent)
    with clock.set_to(NOW + timedelta(hours=3)):
        undone = undo_ocgs(actor=cast.cora, upload=sent)
    assert undone.kept == [2, 3]
    with as_actor(cast.cora):
        states = dict(Ocg.objects.values_list("name", "state"))
        assert states == {"Amber Curlew": "active", "Blue Dunnock": "not_adopted"}


def test_a_tracker_of_twenty_is_mended_imported_again_and_undone(cast: Cast) -> None:
    row = (
        "{0},,Drugs,{1},x,Challenger Bolton,{2},Len Oakapple,Al Roe {0},,{3},Suspect,Principal,,\n"
    )
    good = {n: (f"Heron {n}", "Bolton", "Gail Fernsby", "27/03/1988") for n in range(20)}
    bad = good | {
        3: ("Heron 3", "Leigh", *good[3][2:]),
        9: (*good[9][:2], "Gale Fernsby", good[9][3]),
        17: (*good[17][:3], "99/99/99"),
    }
    sent = mapped(cast.cora, HEADINGS + "".join(row.format(*bad[n]) for n in bad))
    assert {row for row, _ in refused_of(sent)} == {5, 11, 19}
    with pytest.raises(Refused, match="Some rows"):
        run_ocgs(actor=cast.cora, upload=sent)
    sent = imported(cast.cora, HEADINGS + "".join(row.format(*good[n]) for n in good))
    checked(sent)
    with as_actor(cast.gail):
        assert (Ocg.objects.count(), Membership.objects.count()) == (20, 20)
    undone = undo_ocgs(actor=cast.cora, upload=sent)
    assert undone.kept == []
    with as_actor(cast.cora):
        assert not Ocg.objects.exclude(state="not_adopted").exists()
    with as_actor(cast.gail):
        assert OcgImport.objects.count() == 0, "the import is seen by the unit that sent it alone"


def test_a_long_tracker_is_imported_by_a_worker(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "AT_ONCE", 2)
    sent = imported(cast.cora)
    assert sent.stage == "Being imported"
    page = browser(cast.cora).get(f"/ocg-imports/{sent.ref}/").content.decode()
    assert "The import started" in page
    assert "Discard the spreadsheet" not in page
    with pytest.raises(Refused, match="This import has started"):
        discard_ocgs(actor=cast.cora, upload=sent)
    # Someone takes a cover name before the worker begins: nothing is added, and it says why.
    taken = cast.ocg(name="Grey Plover", national_ref="N-1")
    import_ocgs(sent.ref, lambda: False)
    with as_actor(cast.cora):
        sent.refresh_from_db()
        assert sent.stage == "Ready to import"
        assert not Ocg.objects.filter(name="Amber Curlew").exists()
        assert Event.objects.get(verb="ocg_import.stopped").subject == sent.ref
    assert f"{taken.name} {taken.ref} has this national reference" in " ".join(sent.notes)
    sent = run_ocgs(
        actor=cast.cora,
        upload=map_ocgs(
            actor=cast.cora, upload=sent,
            columns=["" if one == "national_ref" else one for one in sent.columns],
        ),
    )  # fmt: skip
    import_ocgs(sent.ref, lambda: False)
    with as_actor(cast.cora):
        sent.refresh_from_db()
        assert (sent.stage, Ocg.objects.count()) == ("Imported", 3)


def test_a_long_import_is_undone_by_a_worker(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = imported(cast.cora)
    monkeypatch.setattr(rules, "AT_ONCE", 2)
    sent = undo_ocgs(actor=cast.cora, upload=sent)
    assert sent.stage == "Being undone"
    page = browser(cast.cora).get(f"/ocg-imports/{sent.ref}/").content.decode()
    assert "is being undone since" in page
    assert "Undo the import" not in page
    with pytest.raises(Refused, match="is being undone"):
        undo_ocgs(actor=cast.cora, upload=sent)
    undo_import(sent.ref, lambda: False)
    with as_actor(cast.cora):
        sent.refresh_from_db()
        assert (sent.stage, Ocg.objects.filter(state="active").count()) == ("Undone", 0)


def test_a_reference_that_is_taken_is_not_used(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, tries = far_ocg(cast).ref, []  # hidden from Cora

    def given(prefix: str, many: int) -> list[str]:
        made = new_references(prefix, many)
        if prefix == "OCG":
            tries.append(many)
            return made if len(tries) > 1 else [taken, *made[1:]]
        return made

    monkeypatch.setattr(numbered, "new_references", given)
    sent = imported(cast.cora)
    assert tries == [2, 2]
    assert taken not in {one["ocg"] for one in sent.added}


def test_columns_are_remembered_and_old_imports_expire(cast: Cast) -> None:
    table = "A,B\nAmber Curlew,x\n"
    assert sending(cast.cora, table).columns == ["", ""]
    mapped(cast.cora, table, columns=["ocg_name", "description"])
    sent = sending(cast.cora, table)
    assert sent.columns == ["ocg_name", "description"]
    with pytest.raises(Refused, match="Only an administrator"):
        expire_ocg_imports(actor=cast.cora)
    with clock.set_to(NOW + timedelta(days=7)):
        expire()
        with as_actor(cast.cora):
            sent.refresh_from_db()
    assert (sent.stage, sent.headings) == ("Discarded", [])


def test_an_import_runs_once_and_a_name_is_added_once(committed: Cast) -> None:
    sent, cora = mapped(committed.cora), committed.cora
    outcomes = at_once(*[partial(run_ocgs, actor=cora, upload=sent)] * 2)
    assert len(refusals(outcomes)) == 1
    with as_actor(cora):
        assert (Ocg.objects.count(), Membership.objects.count()) == (2, 2)
        sent.refresh_from_db()
    assert len(refusals(at_once(*[lambda: undo_ocgs(actor=cora, upload=sent)] * 2))) == 1
    again = mapped(cora)
    at_once(
        lambda: run_ocgs(actor=cora, upload=again), lambda: committed.ocg(name="Amber Curlew")
    )  # fmt: skip
    with as_actor(cora):
        live = Ocg.objects.filter(name="Amber Curlew", state="active")
        owned = live.filter(ownerships__unit=committed.gail.unit)
        assert owned.count() == 1

"""The desk's worklist by deadline, why a hit matches, and labels for training."""

import json
import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.record_contact import record_contact
from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import Hit
from broadhurst.capabilities.duty_desks.commands.export_labels import export_labels
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.capabilities.duty_desks.disclosure import labels
from broadhurst.capabilities.duty_desks.queries.desks import worklist
from broadhurst.capabilities.duty_desks.queries.waterfall import waterfall_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import PHONE, a_hit, side_of, spoke_about
from tests.doors import Machine, browser, terminal
from tests.duty_desks.desks import WATERFALL, in_review
from tests.people import Cast


def test_the_worklist_goes_by_the_clock(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    hit = in_review(cast)
    with clock.set_to(NOW + timedelta(hours=2)):
        review_hit(actor=cast.dot, hit=hit, decision="confirm", reason="One letter.")
    waiting = in_review(cast)
    with as_actor(cast.dot):
        assert [side.ref for side in worklist(cast.dot.unit)] == [gails.ref, hit.ref]
    acknowledge(actor=cast.gail, hit=gails)
    with as_actor(cast.dot):
        assert [side.ref for side in worklist(cast.dot.unit)] == [hit.ref, gails.ref]
    shown = browser(cast.dot).get("/deconfliction/desk/").content.decode()
    for text in (gails.ref, hit.ref, waiting.ref, "No contact yet", "Not acknowledged"):
        assert text in shown
    assert f"Contact {cast.gail.unit.duty_contact}" in shown, "whom the desk chases"
    assert PHONE not in shown, "a desk sees hits, not entries"
    with clock.set_to(NOW + timedelta(days=3)):
        late = browser(cast.dot).get("/deconfliction/desk/").content.decode()
        assert "1 overdue" in late
        assert "2 days overdue" in late


def test_what_is_settled_leaves_it(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    acknowledge(actor=cast.gail, hit=gails)
    record_contact(actor=cast.gail, hit=gails, contacted_at=NOW)
    page = browser(cast.dot)
    assert "No outcome yet" in page.get("/deconfliction/desk/").content.decode()
    record_outcome(actor=cast.gail, hit=gails, outcome="joint", reason="Agreed.", verdict="same")
    shown = page.get("/deconfliction/desk/").content.decode()
    assert "No open hits" in shown
    assert "0.0" in shown, "the median hours to contact"


def test_a_desk_answers_for_a_unit_and_reads_no_entry(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    page = browser(cast.dot)
    shown = page.get(f"/deconfliction/hits/{gails.ref}@n-bolton/").content.decode()
    assert "Challenger Bolton" in shown
    assert PHONE not in shown
    assert "Your entry" not in shown
    address = f"/deconfliction/hits/{gails.ref}@n-bolton/acknowledge/"
    assert page.post(address).status_code == 302
    assert page.get(f"/deconfliction/hits/{gails.ref}@e-team/").status_code == 404
    assert browser(cast.gail).get(f"/deconfliction/hits/{gails.ref}@e-team/").status_code == 404


def test_a_desk_acknowledges_several_hits_from_its_worklist(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    at, page = "/deconfliction/desk/acknowledge/", browser(cast.dot)
    ref = f"{gails.ref}@n-bolton"
    listed = page.get("/deconfliction/desk/").content.decode()
    assert f'formaction="{at}"' in listed
    assert f'name="refs" value="{ref}"' in listed
    assert f"Select Challenger Bolton, with Eastshire Police, {gails.ref}" in listed
    told = page.post(at, {"refs": [ref], "step": "confirm"}).content.decode()
    assert "1 of 1 changed" in told
    assert side_of(cast.gail).acknowledged_by == cast.dot.officer
    assert "formaction" not in page.get("/deconfliction/desk/").content.decode()
    told = browser(cast.roz).post(at, {"refs": [ref], "step": "confirm"}).content.decode()
    assert "It does not exist, or you cannot see it." in told, "a desk of another organisation"


def test_every_door_lists_it(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    hit = in_review(cast)
    listed = Machine(cast.dot).get("/desk").json()
    assert [one["ref"] for one in listed["items"]] == [gails.ref]
    assert listed["items"][0]["entry"] is None
    to_review = Machine(cast.dot).get("/desk/reviews").json()["items"]
    assert [one["ref"] for one in to_review] == [hit.ref]
    said = terminal(cast.dot, "deconfliction", "desk").output
    assert f"{gails.ref}@n-bolton" in said
    assert cast.gail.unit.duty_contact in said, "whom the desk chases"
    said = terminal(cast.dot, "deconfliction", "reviews").output
    assert f"{hit.ref}  awaiting review" in said
    for address in ("/deconfliction/desk/", f"/deconfliction/hits/{hit.ref}/why/"):
        shown = browser(cast.dot).get(address).content.decode()
        assert "Awaiting review" in shown
        assert "A desk reviews it" not in shown


def test_whoever_is_at_no_desk_sees_none(cast: Cast) -> None:
    a_hit(cast)
    in_review(cast)
    assert (
        "You are not at a desk" in browser(cast.gail).get("/deconfliction/desk/").content.decode()
    )
    for address in ("/desk", "/desk/reviews"):
        assert Machine(cast.olive).get(address).json()["items"] == []
        assert Machine(None).get(address).status_code == 401
    for verb in ("desk", "reviews"):
        assert terminal(cast.olive, "deconfliction", verb).output == ""


def test_its_tabs_filter_and_order_are_the_same_at_every_door(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    gails, _olives = a_hit(cast)
    others = [in_review(cast), in_review(cast)]
    for hit in others:
        review_hit(actor=cast.dot, hit=hit, decision="confirm", reason="One letter.")
    acknowledge(actor=cast.gail, hit=gails)
    with clock.set_to(NOW + timedelta(days=3)):
        page, machine = browser(cast.dot), Machine(cast.dot)
        for query, refs in (
            ("", [others[0].ref, others[1].ref, gails.ref]),
            ("?tab=overdue", [others[0].ref, others[1].ref]),
            ("?tab=no_contact", [gails.ref]),
            ("?tab=no_outcome", []),
            ("?unit=bolton&tab=no_contact", [gails.ref]),
            ("?unit=nowhere", []),
        ):
            with django_assert_max_num_queries(40):
                shown = page.get(f"/deconfliction/desk/{query}").content.decode()
            table = shown.partition('aria-label="Open hits"')[2]
            assert re.findall(r'bh-reference" href="[^"]*hits/(HIT-\w+)@', table) == refs, query
            assert [one["ref"] for one in machine.get(f"/desk{query}").json()["items"]] == refs
        said = terminal(cast.dot, "deconfliction", "desk", "--tab", "no_contact").output
        assert machine.get("/desk?sort=contact").status_code == 422
    assert said.startswith(f"{gails.ref}@n-bolton  Record contact about hit")


def test_at_the_terminal_each_hit_says_whose_it_is(cast: Cast) -> None:
    """A desk can have both sides of a hit, and needs to know which unit to chase."""
    gails, _olives = a_hit(cast)
    address = f"{gails.ref}@{gails.unit.key}"
    assert f"{address}  {gails.unit.name}  " in terminal(cast.dot, "deconfliction", "hits").output
    own = terminal(cast.gail, "deconfliction", "hits").output
    assert f"{gails.ref}  the same" in own
    assert gails.unit.name not in own
    assert terminal(cast.dot, "deconfliction", "acknowledge", address).exit_code == 0


def test_the_waterfall_is_drawn_with_its_table(cast: Cast) -> None:
    hit = in_review(cast)
    shown = browser(cast.roz).get(f"/deconfliction/hits/{hit.ref}/why/").content.decode()
    for text in ("Surname", "one letter differs", "+6.5", "−2.5", "about 89 in 100", "made-up 1"):
        assert text in shown
    assert shown.count("<rect") == 5, "the prior, three bars and the whole"
    assert "style=" not in shown
    answer = Machine(cast.dot).get(f"/hits/{hit.ref}/why").json()
    assert answer["waterfall"] == WATERFALL | {
        "probability": pytest.approx(8 / 9),
        "likelihood": "likely",
    }
    said = terminal(cast.dot, "deconfliction", "why", hit.ref).output
    assert "+9.0  date of birth: equal (512 times likelier)" in said
    assert "+3.0  Together: likely, about 89 in 100" in said


def test_why_is_for_the_desks_of_the_two_sides(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    hit = in_review(cast)
    exact = browser(cast.dot).get(f"/deconfliction/hits/{gails.ref}/why/")
    assert exact.status_code == 200
    for ref, outsiders in (
        (gails.ref, (cast.gail, cast.olive, cast.roz, cast.rita)),
        (hit.ref, (cast.gail, cast.olive, cast.otto, cast.rita, cast.connie)),
    ):
        for outsider in outsiders:
            page = browser(outsider).get(f"/deconfliction/hits/{ref}/why/")
            assert page.status_code == 404, (ref, outsider)
            assert Machine(outsider).get(f"/hits/{ref}/why").status_code == 404
            assert "not exist" in terminal(outsider, "deconfliction", "why", ref).output
    assert Machine(None).get(f"/hits/{hit.ref}/why").status_code == 401


# No model has subnormal weights: a thousandth of one would round to 0.
WEIGHTS = st.floats(-30, 30, allow_nan=False, allow_subnormal=False)


@given(WEIGHTS, st.lists(WEIGHTS, max_size=12), st.floats(0, 1))
def test_the_bars_join_and_stay_in_the_picture(
    prior: float, weights: list[float], probability: float
) -> None:
    bars = [{"name": "x", "words": "y", "weight": weight} for weight in weights]
    kept = {"prior": prior, "bars": bars, "probability": probability}
    drawn = waterfall_of(SimpleNamespace(waterfall=kept, model="m"))  # type: ignore[arg-type]
    assert drawn.total.total == pytest.approx(prior + sum(weights))
    for step in (*drawn.steps, drawn.total):
        assert step.x >= -0.01
        assert step.x + step.width <= 100.02
    for before, after in zip(drawn.steps, drawn.steps[1:], strict=False):
        ends = {before.x, round(before.x + before.width, 2)}
        begins = {after.x, round(after.x + after.width, 2)}
        assert min(abs(one - other) for one in ends for other in begins) < 0.03
    assert "1,000 in 1,000" not in drawn.chances


def answered(cast: Cast, verdict: str) -> None:
    hit = in_review(cast)
    review_hit(actor=cast.dot, hit=hit, decision="confirm", reason="One letter.")
    with as_actor(cast.gail):
        side = hit.sides.get()
    spoke_about(cast.gail, side)
    record_outcome(actor=cast.gail, hit=side, outcome="joint", reason="Rang them.", verdict=verdict)


def test_labels_have_levels_and_verdicts_and_no_content(cast: Cast, tmp_path: Path) -> None:
    answered(cast, "same")
    dismissed = in_review(cast)
    review_hit(actor=cast.roz, hit=dismissed, decision="dismiss", reason="Another person.")
    in_review(cast)
    found = export_labels(actor=cast.system)
    assert [label["verdict"] for label in found] == ["same", "not_same"]
    assert set(found[0]) == {"verdict", "kind", "model", "waterfall"}
    assert "Barnaby" not in str(found)
    assert "HIT-" not in str(found)
    assert export_labels(actor=cast.dot) == found, "both are of units that it serves"
    with as_actor(cast.dot):
        event = Event.objects.filter(verb="labels.exported").latest("pk")
    assert (event.kind, event.detail["count"]) == ("disclosure", "2")
    out = tmp_path / "labels.jsonl"
    done = terminal(cast.dot, "deconfliction", "labels", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert [json.loads(line) for line in out.read_text().splitlines()] == found
    assert Machine(cast.dot).post("/labels/export").json()["items"] == found


def test_labels_are_for_desks_and_administrators(cast: Cast, tmp_path: Path) -> None:
    answered(cast, "same")
    with pytest.raises(Refused, match="desk or an administrator"):
        export_labels(actor=cast.gail)
    out = tmp_path / "labels.jsonl"
    refused = terminal(cast.gail, "deconfliction", "labels", "--out", str(out))
    assert "Only the deconfliction desk" in refused.output
    assert not out.exists()
    with as_actor(cast.gail):
        assert Event.objects.get(verb="command.refused").detail["verb"] == "export labels"
    assert Machine(cast.gail).post("/labels/export").status_code == 409
    assert Machine(None).post("/labels/export").status_code == 401


@pytest.mark.parametrize("name", ["gail", "dot", "otto", "connie", "olive"])
def test_database_gives_labels_of_all_units_to_no_officer_or_desk(cast: Cast, name: str) -> None:
    answered(cast, "same")
    with as_actor(cast.system):
        assert len(labels()) == 1
    with as_actor(getattr(cast, name)):
        assert labels() == []
    with elevated("to try in a test what the database must refuse"):
        assert labels() == []


@pytest.mark.parametrize(
    ("strength", "said"),
    [
        ("exact", "entered the same company. Several people can be behind one company."),
        ("probable", "a similar name. No people were compared."),
    ],
)
def test_what_was_not_weighed_is_said_as_it_is(strength: str, said: str) -> None:
    assert Hit(kind="company", kinds=["company"], strength=strength).why_unweighed.endswith(said)

"""Two officers save register entries at the same moment, with real commits."""

from broadhurst.capabilities.inspections.commands.record_act import record_act
from broadhurst.capabilities.inspections.models import Finding, InspectorateAct
from broadhurst.capabilities.inspectorate_register.commands.discard import discard_reading
from broadhurst.capabilities.inspectorate_register.commands.edit import edit_entries
from broadhurst.capabilities.inspectorate_register.commands.save import save_reading
from tests.at_once import at_once, refusals, while_it_waits
from tests.inspections.making import make_room
from tests.inspectorate_register.making import ADDRESS, NEW, PLAIN, sent
from tests.people import Cast


def test_the_same_entries_are_added_once(committed: Cast) -> None:
    room = make_room(committed)
    otherwise = {"report": room.report, "agency": room.force, "source": ADDRESS}
    two = [sent(room, NEW + text, **otherwise) for text in ("", PLAIN)]
    outcomes = at_once(
        *(lambda reading=one: save_reading(actor=room.chas, reading=reading) for one in two)
    )
    assert refusals(outcomes) == []
    assert Finding.objects.filter(kind="area_for_improvement").count() == 1
    assert InspectorateAct.objects.count() == 4


def test_a_text_is_saved_or_discarded_but_not_both(committed: Cast) -> None:
    room = make_room(committed)
    reading = sent(room)
    outcomes = at_once(
        lambda: save_reading(actor=room.chas, reading=reading),
        lambda: discard_reading(actor=room.chas, reading=reading),
    )
    assert len(refusals(outcomes)) == 1
    assert InspectorateAct.objects.count() in (0, 3)


def test_what_is_saved_is_the_text_that_was_corrected_before(committed: Cast) -> None:
    room = make_room(committed)
    reading = sent(room)
    while_it_waits(
        lambda: edit_entries(actor=room.chas, reading=reading, text=PLAIN.replace("26", "27")),
        lambda: save_reading(actor=room.chas, reading=reading),
    )
    assert InspectorateAct.objects.get(status="complete").acted_on.day == 27


def test_an_update_recorded_by_hand_meanwhile_is_known(committed: Cast) -> None:
    room = make_room(committed)
    reading = sent(room)
    by_hand = {
        "finding": room.first, "agency": room.force, "status": "complete", "source": ADDRESS,
    }  # fmt: skip
    outcomes = while_it_waits(
        lambda: record_act(
            actor=room.chas, acted_on=reading.sent_at.date().replace(month=2, day=26), **by_hand
        ),
        lambda: save_reading(actor=room.chas, reading=reading),
    )
    assert refusals(outcomes) == []
    assert InspectorateAct.objects.count() == 3

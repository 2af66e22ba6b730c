"""A table of targets, checked row by row: the same answers, for both sides, as one by one."""

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.audit.models import Event
from tests.deconfliction.tables import checked, rows
from tests.deconfliction.targets import far_ocg, side_of, with_phone
from tests.people import Cast


def test_each_row_is_registered_and_answered(cast: Cast) -> None:
    far = far_ocg(cast)
    with_phone(cast.olive, far, "+44 7700 900123")
    check(actor=cast.olive, ocg=far)
    done = checked(cast.gail)
    assert (done.stage, done.rows_sent, done.rows_registered) == ("done", 4, 4)
    assert (done.rows_answered, done.rows_hit, done.rows_wrong) == (4, 1, 1)
    first, second, third, fourth = rows(cast.gail, done)
    assert (first.answer, first.hits) == ("hit", [side_of(cast.gail).ref])
    assert (second.answer, second.hits, second.why) == ("no_hit", [], "")
    assert (third.answer, fourth.answer) == ("no_hit", "not_checked")
    assert "DOB: “soon” is not a date" in third.why
    assert "07700 9: " in third.why
    assert "Nothing in this row can be checked." in fourth.why
    assert first.entry.label == "Perry Windle, born 27 March 1988"
    assert first.entry.matter == "OP-TEASEL"
    for actor in (cast.gail, cast.olive):
        side = side_of(actor)
        assert side.hit.kinds == ["phone"]
        with seen_as(actor):
            assert Event.objects.filter(verb="hit.raised", subject=side.ref).count() == 1

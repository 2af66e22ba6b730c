"""Figures of the register name the whole that they are a part of."""

from datetime import date, timedelta

from broadhurst.capabilities.register.figures import not_assessed, with_both_leads
from broadhurst.capabilities.register.models import Lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from tests.conftest import NOW
from tests.people import Cast

TODAY = date(2021, 3, 2)


def test_a_figure_of_leads_and_assessments_says_of_how_many_ocgs(cast: Cast) -> None:
    with as_actor(cast.gail):
        none = with_both_leads(SEEN, None, TODAY)
    assert (none.has_value, none.in_words) == (False, "There are no OCGs to count")
    first, _second = cast.ocg(), cast.ocg()
    with clock.set_to(NOW + timedelta(days=1)), as_actor(cast.gail):
        Lead.objects.filter(ocg=first, role="sio").update(until_at=clock.now())
        for measure, words in ((with_both_leads, "1 of 2 OCGs"), (not_assessed, "2 of 2 OCGs")):
            figures = [measure(SEEN, None, TODAY), measure.count(SEEN, None, TODAY)]
            figures += measure.count_periods(SEEN, [(None, TODAY)])
            assert [(one.in_words, one.behind) for one in figures] == [(words, 2)] * 3
        texts = {record.ref: record.text for record in with_both_leads(SEEN, None, TODAY).records}
    assert texts[first.ref].endswith(": does not have both")
    assert len(texts) == 2

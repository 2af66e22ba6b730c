"""The sentence of an event is plain text: a page escapes it once, a terminal not at all."""

import pytest

from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from tests.doors import browser
from tests.people import Cast


def test_a_name_with_an_apostrophe_or_an_angle_bracket_reads_as_it_was_typed(cast: Cast) -> None:
    ocg = cast.ocg(name="Oak & Len's <i>")
    with as_actor(cast.gail):
        event = Event.objects.get(verb="ocg.registered")
        assert f"registered Oak & Len's <i> {ocg.ref}, owned by" in words(event)
    page = browser(cast.len).get("/notices/").content.decode()
    assert f"Oak &amp; Len&#x27;s &lt;i&gt; {ocg.ref}, owned by" in page


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("Gail has moved.", "recorded in error. Reason: Gail has moved."),
        ("Gail has moved", "recorded in error. Reason: Gail has moved."),
        ("Who else?", "recorded in error. Reason: Who else?"),
        ("Wait and see...", "recorded in error. Reason: Wait and see...."),
    ],
)
def test_a_sentence_that_was_typed_with_a_full_stop_has_no_second(typed: str, end: str) -> None:
    detail = {"post": "Chief Superintendent", "body": "NROCU", "because": typed}
    event = Event(verb="post.withdrawn", subject="PST-234567", detail=detail)
    event.officer = Officer(name="Cora Plumstead")
    assert words(event).endswith(end)

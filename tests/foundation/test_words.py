"""The sentence of an event is plain text: a page escapes it once, a terminal not at all."""

from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from tests.doors import browser
from tests.people import Cast


def test_a_name_with_an_apostrophe_or_an_angle_bracket_reads_as_it_was_typed(cast: Cast) -> None:
    ocg = cast.ocg(name="Oak & Len's <i>")
    with seen_as(cast.gail):
        event = Event.objects.get(verb="ocg.registered")
        assert f"registered {ocg.ref} Oak & Len's <i>, owned by" in words(event)
    page = browser(cast.len).get("/notices/").content.decode()
    assert "Oak &amp; Len&#x27;s &lt;i&gt;, owned by" in page

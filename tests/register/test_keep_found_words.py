"""Texts with register words are logged, and the fifth in an hour is notified."""

from datetime import timedelta

from broadhurst.capabilities.register.commands.keep_found_words import keep_found_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from tests.conftest import NOW
from tests.people import Cast


def keep(cast: Cast, times: int = 1) -> None:
    ocg = cast.ocg()
    for _ in range(times):
        keep_found_words(actor=cast.gail, about=ocg.ref, dossier=ocg.dossier, many=2)


def told(cast: Cast) -> int:
    with as_actor(cast.dot):
        return notices_of(cast.dot).filter(event__verb="text.checks_limited").count()


def test_it_says_who_and_how_many_and_no_word(cast: Cast) -> None:
    keep(cast)
    with as_actor(cast.gail):
        event = Event.objects.get(verb="text.words_found")
    assert event.kind == "refusal"
    assert words(event).startswith(
        "Gail Fernsby used 2 words or names from the register in a text of OCG-"
    )
    assert told(cast) == 0


def test_the_desk_is_told_once_of_five_in_an_hour(cast: Cast) -> None:
    keep(cast, times=4)
    with clock.set_to(NOW + timedelta(hours=1)):
        keep(cast, times=4)
        assert told(cast) == 0
        keep(cast, times=2)
        assert told(cast) == 1

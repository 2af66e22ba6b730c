"""One scale of words says how likely a match is, the same everywhere."""

import re
from math import log2

import pytest

from broadhurst.capabilities.deconfliction.models import Hit, Reasons
from broadhurst.capabilities.duty_desks.queries.waterfall import waterfall_for_desks
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst_linkage.matcher import BANDS, Band
from broadhurst_linkage.scoring import likelihood
from tests.deconfliction.fishing import asked
from tests.doors import Machine, browser, terminal
from tests.duty_desks import desks
from tests.people import Cast

SCALE = re.compile(r"(?i)\b(very likely|unlikely|possible|likely)\b(?= match \(|, about)")
NEAR = {"person": ["Barnaby Crickmere"], "born": "1988-03-27", "phone": ["07700 900123"]}
FAR = {"person": ["Barnabie Crickmere"], "born": "1988-03-27", "phone": ["07700 900456"]}


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "unlikely, fewer than 1 in 100"),
        (0.244, "unlikely, about 24 in 100"),
        (0.25, "possible, about 25 in 100"),
        (0.41, "possible, about 41 in 100"),
        (0.594, "possible, about 59 in 100"),
        (0.6, "likely, about 60 in 100"),
        (0.944, "likely, about 94 in 100"),
        (0.946, "very likely, about 95 in 100"),
        (0.996, "very likely, more than 99 in 100"),
        (1.0, "very likely, more than 999 in 1,000"),
    ],
)
def test_a_word_goes_with_its_number(probability: float, said: str) -> None:
    assert likelihood.in_words(probability) == said


def test_what_units_are_told_of_without_a_desk_is_very_likely() -> None:
    assert likelihood.likelihood(BANDS[Band.NOTIFY]).word == "very likely"


@pytest.mark.parametrize("probability", [0.41, 0.7, 0.97])
def test_a_desk_reads_one_word_above_and_below(
    cast: Cast, probability: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Regression: a review said "probably the same" above "about 41 in 100"."""
    weight = log2(probability / (1 - probability))
    bars = [{"name": "surname", "words": "the same", "weight": weight}]
    kept = {"prior": 0.0, "bars": bars, "weight": weight, "probability": probability}
    monkeypatch.setattr(desks, "WATERFALL", desks.WATERFALL | kept)
    hit = desks.in_review(cast, probability=probability)
    word = likelihood.likelihood(probability).word
    others = {one.word for one in likelihood.SCALE} - {word}
    for path in (f"/deconfliction/hits/{hit.ref}/review/", f"/deconfliction/hits/{hit.ref}/why/"):
        page = browser(cast.dot).get(path).content.decode()
        assert f"A person who is a {word} match" in page
        assert f"{word.capitalize()}, about {round(100 * probability)} in 100" in page
        assert "probabl" not in page.lower()
        said = set(
            re.findall(r"(?i)\b(very likely|unlikely|possible|likely)\b(?= match|, about)", page)
        )
        assert not {one.lower() for one in said} & others
    api = Machine(cast.dot)
    assert api.get(f"/hits/{hit.ref}/why").json()["waterfall"]["likelihood"] == word
    (waiting,) = api.get("/desk/reviews").json()["items"]
    assert waiting["likelihood"] == word
    out = terminal(cast.dot, "deconfliction", "why", hit.ref).output
    assert f"Together: {word}, about {round(100 * probability)} in 100" in out


def test_units_read_the_word_and_its_span_and_the_desk_the_number(cast: Cast) -> None:
    asked(cast.gail, **NEAR)
    asked(cast.olive, **FAR)
    with elevated("a test looks at the hit"):
        hit = Hit.objects.get()
        told = waterfall_for_desks(Reasons.objects.get(hit=hit))
    assert hit.probability == pytest.approx(told["probability"])
    said = f"a person who is a {hit.likelihood} match"
    for actor in (cast.gail, cast.olive):
        page = browser(actor).get(f"/deconfliction/hits/{hit.ref}/").content.decode()
        assert said.capitalize() in page
        assert Machine(actor).get(f"/hits/{hit.ref}").json()["likelihood"] == hit.likelihood
        assert said in terminal(actor, "deconfliction", "hits").output
        with as_actor(actor):
            assert said in words(Event.objects.get(verb="hit.raised"))

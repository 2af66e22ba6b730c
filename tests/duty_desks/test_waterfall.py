"""The waterfall of a hit with a second stage has bars that add up."""

import html
import re

import numpy as np
import pytest

from broadhurst.capabilities.deconfliction.models import Reasons
from broadhurst.capabilities.duty_desks.queries.waterfall import waterfall_for_desks, waterfall_of
from broadhurst.foundation.access.wall import as_actor
from broadhurst_linkage import matcher as matchers
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.scoring.model import shipped
from broadhurst_linkage.scoring.second_stage import SHAPE, Stage
from tests.deconfliction.fishing import asked
from tests.doors import Machine, browser, terminal
from tests.people import Cast

NEAR = {"person": ["Barnaby Crickmere"], "born": "1988-03-27", "phone": ["07700 900123"]}
FAR = {"person": ["Barnabie Crickmere"], "born": "1988-03-27", "phone": ["07700 900456"]}


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Return a second stage that changes the weight for any two known features."""
    tables = np.full(SHAPE, 0.75)
    tables[::2] = -0.5
    tables[:, 0], tables[:, :, 0] = 0.0, 0.0
    knots = np.array([[-20.0, 0.0, 20.0], [-21.0, 0.5, 22.0]])
    stage = Stage(shipped().version, 100, 50, 1.0, tables, knots)
    matcher = Matcher(shipped(), stage)
    monkeypatch.setattr(matchers, "_default", lambda: matcher)
    return stage


def weighed(cast: Cast) -> tuple[Reasons, str]:
    """Return the reasons and reference of a hit, as Gail's desk has them."""
    asked(cast.gail, **NEAR)
    asked(cast.olive, **FAR)
    with as_actor(cast.dot):
        reasons = Reasons.objects.select_related("hit").get()
        return reasons, reasons.hit.ref


def test_a_check_keeps_what_the_second_stage_made_of_it(cast: Cast, second: Stage) -> None:
    reasons, _ref = weighed(cast)
    kept = reasons.waterfall
    assert reasons.model == kept["model"] == second.version
    assert {bar["name"] for bar in kept["interactions"]} > {"All together"}
    assert any(bar["weight"] < 0 for bar in kept["interactions"])
    each = [bar["weight"] for bar in (*kept["bars"], *kept["interactions"])]
    assert kept["prior"] + sum(each) == pytest.approx(kept["weight"], abs=1e-9)


def test_each_bar_of_it_is_drawn_where_the_last_one_ends(cast: Cast, second: Stage) -> None:
    reasons, _ref = weighed(cast)
    kept, drawn = waterfall_for_desks(reasons), waterfall_of(reasons)
    together = drawn.steps[1 + len(kept["bars"]) :]
    assert [(step.name, step.words) for step in together] == [
        (bar["name"], bar["words"]) for bar in kept["interactions"]
    ]
    for step, bar in zip(together, kept["interactions"], strict=True):
        assert step.weight == pytest.approx(bar["weight"], abs=1e-9)
    assert drawn.steps[-1].total == pytest.approx(kept["weight"], abs=1e-9)
    assert drawn.total.weight == pytest.approx(kept["weight"], abs=1e-9)
    assert all(0 <= step.x <= step.x + step.width <= 100.02 for step in drawn.steps)


def test_every_door_reads_it_out(cast: Cast, second: Stage) -> None:
    reasons, ref = weighed(cast)
    kept, drawn = waterfall_for_desks(reasons), waterfall_of(reasons)
    page = browser(cast.dot).get(f"/deconfliction/hits/{ref}/why/").content.decode()
    _head, *rows = [
        html.unescape(re.sub(r"<[^>]+>|\s+", " ", row))
        for row in re.findall(r"(?s)<tr.*?</tr>", page)
    ]
    said = terminal(cast.dot, "deconfliction", "why", ref).output.splitlines()
    assert page.count("<rect") == len(drawn.steps) + 1
    for step, row in zip((*drawn.steps, drawn.total), rows, strict=True):
        assert row.split()[0] == step.name.split()[0].capitalize()
        assert step.words in row
        assert f" {step.signed} " in row
        assert step.times in row
    assert len(said) == len(drawn.steps) + 1
    for step, line in zip(drawn.steps, said, strict=False):
        assert line.strip() == f"{step.signed}  {step.name}: {step.words} ({step.times})"
    assert drawn.chances in said[-1]
    assert Machine(cast.dot).get(f"/hits/{ref}/why").json()["waterfall"] == kept
    assert "Crickmere" not in page

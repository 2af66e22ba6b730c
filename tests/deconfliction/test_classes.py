"""A waterfall tells the rarity of a name only in classes that do not reveal it."""

import json
import re
from collections import Counter
from typing import get_args

import pytest

from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import HitSide, Reasons
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst_linkage.encoding.rarity import STEPS, NameKind, table
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.explain import WITHHELD, disclosed_waterfall
from broadhurst_linkage.scoring.model import shipped
from broadhurst_linkage.scoring.rarity_classes import class_of
from broadhurst_linkage.scoring.second_stage import Stage
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import spoke_about
from tests.deconfliction.test_properties import undone
from tests.doors import Machine, browser, terminal
from tests.duty_desks.test_waterfall import second
from tests.people import Cast

__all__ = ["second"]

FEWEST = 200
BORN = "1988-03-27"
# Two pairs of names of the same class, with one name far more common than the other.
COMMON, LESS = "james smith", "walter carter"
REFERENCE = re.compile(r"(HIT|DCN|TGT)-[A-Z0-9-]+")


@pytest.mark.parametrize("of", get_args(NameKind))
def test_each_class_is_of_so_many_names_that_it_is_none(of: NameKind) -> None:
    names = {name: steps for name, steps in table(of).items() if len(name) > 1}
    found = Counter(class_of(steps / STEPS).words for steps in names.values())
    assert len(found) == 4
    assert min(found.values()) >= FEWEST, found


def test_whatever_the_name_a_level_is_told_in_four_ways() -> None:
    """Names of a level are shown in only four ways.

    Bars, words, total and probability together have four values. The stored weights tell hundreds
    of names apart.
    """
    matcher = Matcher(shipped())
    names = sorted(name for name in table("first") if len(name) > 1)[::40]
    rows = [matcher.row(Record(first=name, surname="Testerman", born=BORN)) for name in names]
    kept = [matcher.explain(row, row) for row in rows]
    assert len({one["weight"] for one in kept}) > 40
    assert len({json.dumps(disclosed_waterfall(one)) for one in kept}) == 4


def test_what_is_kept_is_exact_and_stays_as_it_was() -> None:
    matcher = Matcher(shipped())
    john = matcher.row(Record(first="John", surname="Testerman", born=BORN))
    kept = matcher.explain(john, john)
    before = json.dumps(kept)
    shown = disclosed_waterfall(kept)
    assert json.dumps(kept) == before
    each = [bar["weight"] for bar in kept["bars"]]
    assert kept["prior"] + sum(each) == pytest.approx(kept["weight"], abs=1e-9)
    each = [bar["weight"] for bar in shown["bars"]]
    assert shown["prior"] + sum(each) == pytest.approx(shown["weight"], abs=1e-9)
    assert shown["weight"] == pytest.approx(kept["weight"], abs=5)
    assert not any("told" in bar for bar in shown["bars"])


def test_of_what_was_kept_before_there_were_classes_no_rarity_is_told() -> None:
    bar = {"name": "First name: how rare", "words": "one person in 19,972", "weight": 6.29}
    stored = {"prior": -10.0, "bars": [bar], "weight": -3.71, "probability": 0.07}
    shown = disclosed_waterfall(stored)
    assert shown["bars"] == [{"name": bar["name"], **WITHHELD}]
    assert shown["weight"] == -10.0


def everything_told(cast: Cast, name: str) -> tuple[list[str], float]:
    """Return all that a desk and a trainer learn about a hit, and the stored weight."""
    with undone():
        asked(cast.gail, person=[name], born=BORN, phone=[])
        asked(cast.olive, person=[name], born=BORN, phone=[])
        with elevated("to read in a test what is kept"):
            reasons = Reasons.objects.select_related("hit").get()
            HitSide.objects.update(is_disclosed=True)
        ref = reasons.hit.ref
        with as_actor(cast.gail):
            side = HitSide.objects.select_related("hit").get()
        spoke_about(cast.gail, side)
        record_outcome(actor=cast.gail, hit=side, outcome="joint", reason="Rang.", verdict="same")
        machine = Machine(cast.dot)
        page = browser(cast.dot).get(f"/deconfliction/hits/{ref}/why/").content.decode()
        said = [
            page[page.index("<table") :],
            machine.get(f"/hits/{ref}/why").content.decode(),
            machine.post("/labels/export").content.decode(),
            Machine(cast.system).post("/labels/export").content.decode(),
            terminal(cast.dot, "deconfliction", "why", ref).output,
        ]
        return [REFERENCE.sub("", one) for one in said], reasons.waterfall["weight"]


def test_at_no_door_are_two_names_of_one_class_told_apart(cast: Cast) -> None:
    one, kept = everything_told(cast, COMMON)
    other, otherwise = everything_told(cast, LESS)
    assert abs(kept - otherwise) > 3, "they weigh otherwise, and the court may see that"
    assert one == other
    assert "common, more than one person in 2,000" in one[0]
    assert all("waterfall" in said for said in one[1:4])


def test_nor_by_what_the_second_stage_makes_of_the_whole(cast: Cast, second: Stage) -> None:
    """The second stage depends on the total weight, so it uses the shown total."""
    one, _kept = everything_told(cast, COMMON)
    other, _kept = everything_told(cast, LESS)
    assert one == other

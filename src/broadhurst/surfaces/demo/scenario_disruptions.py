"""Scenario: disruptions that are claimed, moderated, regraded and withdrawn."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from broadhurst.capabilities.disruptions.commands.claim import claim
from broadhurst.capabilities.disruptions.commands.claim_for_action import claim_for_action
from broadhurst.capabilities.disruptions.commands.moderate import moderate
from broadhurst.capabilities.disruptions.commands.regrade import regrade
from broadhurst.capabilities.disruptions.commands.withdraw import withdraw
from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.rules.plans import BEGUN
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.script import A_DAY, Script
from broadhurst.surfaces.demo.words import WORDS

CLAIMED_AFTER = 2 * A_DAY  # how long after the disruption it is claimed


def disrupt(script: Script, region: Region, lives: list[Life]) -> None:
    """Claim the disruptions of `words.toml`, and let moderators decide on them."""
    told: Counter[str] = Counter()
    for words in WORDS["disruptions"]:
        Claim(script, region, lives, told, words).begin()


@dataclass
class Claim:
    """A claim, from the words of it to what its moderator does. `told` counts those of an OCG."""

    script: Script
    region: Region
    lives: list[Life]
    told: Counter[str]
    words: dict[str, Any]
    life: Life = field(init=False)
    disruption: Disruption = field(init=False)

    def begin(self) -> None:
        self._ago(self.words["days"], self._claim)

    def _ago(self, days: int, step: Callable[[], object]) -> None:
        self.script.ago(days, step, hour=13)

    def _claim(self) -> None:
        agencies = Agency.objects.filter(key__in=self.words.get("supporters", ()))
        facts: Any = {
            "happened_on": clock.today() - CLAIMED_AFTER,
            "references": [],
            "supporters": list(agencies),
            "another_because": "",
        } | {
            name: self.words[name]
            for name in ("description", "effect", "evidence", "kind", "grade")
        }
        if self.words.get("by_council"):
            if not self._claim_as_council(facts):
                return
        else:
            self.life = self._chosen()
            by = self.life.lro if self.words.get("by_lro") else self.life.sio
            self.disruption = claim(actor=by, ocg=self.life.ocg, lead=by.agency, **facts)
        for name, step in (
            ("moderated", self._moderate),
            ("regraded", self._regrade),
            ("withdrawn", self._withdraw),
        ):
            if then := self.words.get(name):
                self._ago(then["days"], partial(step, then))

    def _claim_as_council(self, facts: Any) -> bool:
        """Claim for a council's latest action. Return whether any council works on one."""
        councils = self.region.forces["gmp"].councils
        for key in sorted(councils, key=lambda key: key != self.words["of"]):
            by = councils[key]
            with as_actor(by):
                actions = Action.objects.filter(accountable_unit=by.unit, stage__in=BEGUN)
                action = actions.order_by("-due_on", "-pk").first()
            if action:
                self.disruption = claim_for_action(actor=by, action=action, lead=by.agency, **facts)
                return True
        return False

    def _chosen(self) -> Life:
        """Return the OCG with the fewest claims that is worked on, in the right place if it can."""
        working = [life for life in self.lives if life.is_worked_on and not life.is_archived]
        wanted = self.words["of"]
        here = [life for life in working if wanted in (life.force.agency.key, life.district.key)]
        life = min(here or working, key=lambda life: (self.told[life.name], life.since))
        self.told[life.name] += 1
        return life

    def _moderate(self, then: dict[str, Any]) -> None:
        moderate(
            actor=self.life.moderator,
            disruption=self.disruption,
            outcome=then["outcome"],
            grade=then.get("grade", ""),
            reason=then.get("reason", ""),
        )

    def _regrade(self, then: dict[str, Any]) -> None:
        actor, reason = self.life.moderator, then["reason"]
        regrade(actor=actor, disruption=self.disruption, grade=then["grade"], reason=reason)

    def _withdraw(self, then: dict[str, Any]) -> None:
        withdraw(actor=self.life.sio, disruption=self.disruption, reason=then["reason"])

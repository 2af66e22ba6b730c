"""Change a tactic, with a reason. Actions that began with it keep their words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from broadhurst.capabilities.plans.commands.add_tactic import AddTacticForm
from broadhurst.capabilities.plans.models import TacticLibrary
from broadhurst.capabilities.plans.queries.policies import (
    latest_library,
    lock_library,
    locked_library,
    tactic_in,
)
from broadhurst.capabilities.plans.rules import policies as rules
from broadhurst.capabilities.plans.writes.set_library import set_library
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ChangeTacticForm(AddTacticForm):
    prefills = True

    because = TextAreaField(
        label="Reason",
        help_text="For example, “The guidance was replaced in March”.",
        max_length=400,
        rows=2,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the tactics, so that a change made meanwhile is read."""
        lock_library()
        return subject

    def narrow_choices(self) -> None:
        """Begin with the tactic as it is in the latest version."""
        super().narrow_choices()
        for name, value in tactic_in(latest_library(), self.subject["key"]).items():
            if name in self.fields:
                self.fields[name].initial = value


@command
def change_tactic(
    *,
    actor: Actor,
    key: str,
    p: str,
    title: str,
    text: str,
    publication: str,
    publisher: str,
    published: str,
    url: str,
    from_on: date,
    because: str,
    threats: Sequence[str] = (),
) -> TacticLibrary:
    """Change a tactic from a day on, as a new version of the library."""
    latest = locked_library()
    refuse_if(
        rules.objections_to_set(
            actor.roles, from_on=from_on, today=clock.today(), latest_on=latest.from_on
        )
        + rules.objections_to_find(key, latest.tactics)
        + rules.objections_to_tactic(key, title, text, url, latest.tactics)
        + rules.objections_to_retire((), because)
    )

    tactic: dict[str, Any] = {
        "key": key, "p": p, "threats": list(threats), "title": title, "text": text,
        "publication": publication, "publisher": publisher, "published": published, "url": url,
    }  # fmt: skip
    tactics = [tactic if row["key"] == key else row for row in latest.tactics]
    library = set_library(actor, latest, from_on, tactics=tactics, because=because)

    record(
        actor, "plan.tactic_changed", library.version, dossier=None, tactic=title,
        from_on=day(from_on), because=because,
    )  # fmt: skip
    return library

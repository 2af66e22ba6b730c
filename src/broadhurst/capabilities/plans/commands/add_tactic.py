"""Add a tactic to the library that plans start actions from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from broadhurst.capabilities.plans.models import P, TacticLibrary
from broadhurst.capabilities.plans.queries.policies import first_day, latest_library, locked_library
from broadhurst.capabilities.plans.rules import policies as rules
from broadhurst.capabilities.plans.writes.set_library import set_library
from broadhurst.capabilities.register.models import ThreatType
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    DateField,
    MultiChoiceField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class AddTacticForm(CommandForm):
    p = ChoiceField(label="P", noun="one of the 4 Ps", choices=P.choices)
    title = TextField(
        label="Title",
        help_text="Begin with a verb. For example, “Close the premises”.",
        max_length=120,
    )
    text = TextAreaField(
        label="Tactic", help_text="Say in your own words what to do.", max_length=1000, rows=4
    )
    threats = MultiChoiceField(
        label="Threats",
        help_text="Leave empty for a tactic against any threat.",
        choices=ThreatType.choices,
        required=False,
    )
    publication = TextField(
        label="Publication", help_text="The title of the published guidance.", max_length=200
    )
    publisher = TextField(label="Publisher", max_length=120)
    published = TextField(
        label="Published", noun="when it was published",
        help_text="For example, “April 2026” or “Undated web page”.",
        max_length=60,
    )  # fmt: skip
    url = TextField(label="Address", help_text="For example, https://www.gov.uk/…", max_length=400)
    from_on = DateField(label="First day", help_text="Plans can use it from this day.")

    def narrow_choices(self) -> None:
        """Set the first day to today, or to that of a planned version."""
        self.fields["from_on"].initial = first_day(latest_library())


@command
def add_tactic(
    *,
    actor: Actor,
    p: str,
    title: str,
    text: str,
    publication: str,
    publisher: str,
    published: str,
    url: str,
    from_on: date,
    threats: Sequence[str] = (),
) -> TacticLibrary:
    """Add a tactic from a day on, as a new version of the library."""
    latest = locked_library()
    refuse_if(
        rules.objections_to_set(
            actor.roles, from_on=from_on, today=clock.today(), latest_on=latest.from_on
        )
        + rules.objections_to_tactic("", title, text, url, latest.tactics)
    )

    tactic: dict[str, Any] = {
        "key": rules.new_key(title, latest.tactics), "p": p, "threats": list(threats),
        "title": title, "text": text, "publication": publication, "publisher": publisher,
        "published": published, "url": url,
    }  # fmt: skip
    library = set_library(actor, latest, from_on, tactics=[*latest.tactics, tactic])

    record(
        actor, "plan.tactic_added", library.version, dossier=None, tactic=title,
        from_on=day(from_on),
    )  # fmt: skip
    return library

"""Give the leads, cover, orders and referrals of a leaving officer to successors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from broadhurst.capabilities.cover.commands.correct_cover import correct_cover
from broadhurst.capabilities.leads.queries.training import agency_of
from broadhurst.capabilities.leavers.queries.holdings import (
    COVER,
    LEAD,
    ORDER,
    Holding,
    holdings_of,
    offered,
    successors_of,
    with_proposals,
)
from broadhurst.capabilities.leavers.rules import objections_to_rehome
from broadhurst.capabilities.orders.commands.name_monitor import name_monitor
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.safeguarding.commands.pass_on import pass_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.dispatch import refused_in_words
from broadhurst.foundation.govuk.fields import SelectField, TextField
from broadhurst.foundation.workflow import Refused, refuse_if

SUCCESSOR = "successor_"


@dataclass(frozen=True)
class Rehomed:
    """The result of one holding. Objections say why it stays with the officer."""

    holding: Holding
    successor: Officer
    objections: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        """Whether the successor has it now."""
        return not self.objections


class RehomeForm(CommandForm):
    """Ask for a reason, and a successor of each holding. An empty one leaves it for now."""

    asks_more = True
    because = TextField(label="Reason", help_text="For example, retires in May", max_length=100)

    def narrow_choices(self) -> None:
        """Ask for a successor of each holding, with the proposed one to start with."""
        officer: Officer = self.subject["officer"]
        colleagues = successors_of(officer, self.actor)
        self.offered = offered(colleagues)
        self.holdings = with_proposals(holdings_of(officer), self.offered)
        self.colleagues = {one.username: one for one in colleagues}
        choices = [(one.username, one.name) for one in colleagues]
        for one in self.holdings:
            self.fields[f"{SUCCESSOR}{one.key}"] = SelectField(
                label=f"Successor: {one.what}, {one.name} {one.ref}",
                choices=choices,
                required=False,
                initial=one.proposed,
            )

    def clean(self) -> dict[str, Any]:
        """Gather the successors by the key of their holding."""
        chosen = {
            name.removeprefix(SUCCESSOR): self.colleagues[username]
            for name, username in self.cleaned_data.items()
            if name.startswith(SUCCESSOR) and username
        }
        return {"because": self.cleaned_data.get("because", ""), "successors": chosen}


@command
def rehome(
    *, actor: Actor, officer: Officer, successors: Mapping[str, Officer], because: str
) -> list[Rehomed]:
    """Give each holding to its successor. A refused one stays, and does not stop the others."""
    is_colleague = agency_of(officer, actor) is not None
    refuse_if(
        objections_to_rehome(
            actor, is_colleague=is_colleague, successors=successors, because=because
        )
    )

    rows = [one for one in holdings_of(officer) if one.key in successors]
    # In the order of their records, so that two who do this at once cannot deadlock.
    rows.sort(key=lambda one: (one.kind, one.row.pk))
    results = [_give(actor, one, successors[one.key], because) for one in rows]

    done = sum(result.is_done for result in results)
    record(
        actor, "officer.rehomed", officer.username, dossier=None, tell=[officer],
        name=officer.name, done=done, refused=len(results) - done, because=because,
    )  # fmt: skip
    return results


def _give(actor: Actor, one: Holding, successor: Officer, because: str) -> Rehomed:
    """Run the command of the holding's room, in a savepoint of its own."""
    try:
        with transaction.atomic(), refused_in_words():
            GIVE.get(one.kind, _pass_on)(actor, one.row, successor, because)
    except Refused as refused:
        return Rehomed(one, successor, tuple(map(str, refused.objections)))
    return Rehomed(one, successor, ())


def _name_lead(actor: Actor, row: Any, successor: Officer, because: str) -> None:
    name_lead(actor=actor, ocg=row.ocg, role=row.role, officer=successor, because=because)


def _correct_cover(actor: Actor, row: Any, successor: Officer, because: str) -> None:
    correct_cover(
        actor=actor, cover=row, deputy=successor, from_on=max(row.from_on, clock.today()),
        until_on=row.until_on, because=because,
    )  # fmt: skip


def _name_monitor(actor: Actor, row: Any, successor: Officer, because: str) -> None:
    name_monitor(
        actor=actor, order=row, monitor_unit=row.monitor_unit, monitor=successor,
        next_check_on=max(row.next_check_on, clock.today()), because=because,
    )  # fmt: skip


def _pass_on(actor: Actor, row: Any, successor: Officer, because: str) -> None:
    pass_on(actor=actor, referral=row, holder=successor, because=because)


GIVE: dict[str, Callable[[Actor, Any, Officer, str], None]] = {
    LEAD: _name_lead,
    COVER: _correct_cover,
    ORDER: _name_monitor,
}

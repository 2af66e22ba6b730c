"""Ask for the records of a leaving officer to be given to successors. A worker gives them."""

from collections.abc import Mapping
from typing import Any

from broadhurst.capabilities.leads.queries.training import agency_of
from broadhurst.capabilities.leavers import rules
from broadhurst.capabilities.leavers.models import Rehoming, RehomingRow
from broadhurst.capabilities.leavers.queries.holdings import (
    Holding,
    end_of,
    holdings_of,
    page_of,
    with_proposals,
)
from broadhurst.capabilities.leavers.queries.rehomings import under_way
from broadhurst.capabilities.leavers.queries.successors import offered, successors_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import BooleanField, SelectField, TextField
from broadhurst.foundation.jobs.registry import defer
from broadhurst.foundation.workflow import refuse_if

SUCCESSOR = "successor_"


class RehomeForm(CommandForm):
    """Ask for a reason, and a successor of each holding. An empty one leaves it for now.

    A page asks about some holdings at a time, those after the key in `after`. `rest` gives the
    others to the proposed successors.
    """

    asks_more = True
    because = TextField(label="Reason", help_text="For example, retires in May", max_length=100)
    rest = BooleanField(
        label="Give the other records to the proposed successors",
        help_text="These are the records that you do not choose a successor for here.",
        required=False,
    )

    def narrow_choices(self) -> None:
        """Ask for a successor of each holding, with the proposed one to start with."""
        officer: Officer = self.subject["officer"]
        colleagues = successors_of(officer, self.actor)
        self.offered = offered(colleagues)
        self.holdings = holdings_of(officer)
        self.colleagues = {colleague.username: colleague for colleague in colleagues}
        self.page = page_of(self.holdings, self.subject.get("after", ""))
        with_proposals(self._proposed(), self.offered, self.actor.agency)
        choices = [(colleague.username, colleague.name) for colleague in colleagues]
        for holding in self._asked():
            self.fields[f"{SUCCESSOR}{holding.key}"] = SelectField(
                label=f"Successor: {holding.what}, {holding.name} {holding.ref}",
                choices=choices,
                required=False,
                initial=holding.proposed,
            )

    def _proposed(self) -> list[Holding]:
        """Return the holdings that need a proposal. Each depends only on those before it."""
        is_page = "after" in self.subject and not self.is_bound
        return self.holdings[: end_of(self.page, self.holdings)] if is_page else self.holdings

    def _asked(self) -> list[Holding]:
        """Return the holdings that the form has a field for.

        A page that is not answered yet writes the lists itself: fields for each would be slow.
        """
        if "after" not in self.subject:
            return self.holdings
        return self.page.rows if self.is_bound else []

    def successor_of(self, holding: Holding) -> str:
        """Return the username of the successor chosen for a holding, or else proposed."""
        return (
            str(self.data.get(f"{SUCCESSOR}{holding.key}", ""))
            if self.is_bound
            else holding.proposed
        )

    def clean(self) -> dict[str, Any]:
        """Gather the successors by the key of their holding."""
        chosen = {
            name.removeprefix(SUCCESSOR): self.colleagues[username]
            for name, username in self.cleaned_data.items()
            if name.startswith(SUCCESSOR) and username
        }
        if self.cleaned_data.get("rest"):
            for holding in self.holdings:
                if holding.proposed and f"{SUCCESSOR}{holding.key}" not in self.data:
                    chosen[holding.key] = self.colleagues[holding.proposed]
        return {"because": self.cleaned_data.get("because", ""), "successors": chosen}


@command
def rehome(
    *, actor: Actor, officer: Officer, successors: Mapping[str, Officer], because: str
) -> Rehoming:
    """Keep the successor of each holding, and let a worker give them."""
    is_colleague = agency_of(officer, actor) is not None
    take(Unit, actor.unit.pk)  # two supervisors of a unit must not both start
    refuse_if(
        rules.objections_to_rehome(
            actor,
            is_colleague=is_colleague,
            successors=successors,
            because=because,
            under_way=under_way(officer, actor),
        )
    )
    rows = [holding for holding in holdings_of(officer) if holding.key in successors]
    refuse_if(rules.objections_to_nothing(rows))

    rehoming = Rehoming.objects.create(
        ref=new_reference("REH"),
        officer=officer,
        unit=actor.unit,
        posting=actor.posting,
        because=because,
        sent_at=clock.now(),
    )
    RehomingRow.objects.bulk_create(
        RehomingRow(
            rehoming=rehoming,
            kind=row.kind,
            record=row.record,
            key=row.key,
            what=row.what,
            ref=row.ref,
            href=row.href,
            successor=successors[row.key],
        )
        for row in rows
    )
    defer(rules.JOB, rehoming.ref)  # a worker hears of it when this commits

    record(
        actor, "rehoming.sent", rehoming.ref, dossier=None, name=officer.name,
        records=len(rows), because=because,
    )  # fmt: skip
    return rehoming

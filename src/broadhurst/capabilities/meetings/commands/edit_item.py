"""Edit an agenda item: its title and its papers."""

from collections.abc import Sequence
from typing import Any

from broadhurst.capabilities.meetings.models import Item
from broadhurst.capabilities.meetings.queries.agendas import locked_item
from broadhurst.capabilities.meetings.queries.forms import to_arrange_item
from broadhurst.capabilities.meetings.rules.agendas import (
    objections_to_arrange,
    objections_to_item,
    objections_to_papers,
    objections_to_title,
)
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import LinesField, TextField
from broadhurst.foundation.workflow import refuse_if


class EditItemForm(CommandForm):
    prefills = True

    title = TextField(
        label="Title",
        help_text="Only for other business. An item about a record has the record’s title.",
        required=False,
        max_length=200,
    )
    papers = LinesField(
        label="Papers",
        help_text="References of records, one on each line, like PRA-7K3QF2.",
        required=False,
        rows=3,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the item."""
        return subject | {"item": locked_item(subject["item"])}

    def narrow_choices(self) -> None:
        """Fill in what the item says now."""
        item: Item = self.subject["item"]
        self.fields["title"].initial = item.title
        self.fields["papers"].initial = item.papers


@for_record(to_arrange_item)
@command
def edit_item(*, actor: Actor, item: Item, title: str = "", papers: Sequence[str] = ()) -> Item:
    """Change the title or the papers of an item."""
    item = locked_item(item)
    agenda = item.agenda
    refuse_if(
        objections_to_arrange(convenes(actor, agenda.meeting.board), agenda, agenda.meeting)
        + objections_to_item(item)
        + objections_to_title(item.kind, title)
        + objections_to_papers(papers)
    )

    item.title, item.papers = title, list(papers)
    item.save(update_fields=["title", "papers"])

    record(
        actor, "meeting.item_edited", agenda.meeting.ref, dossier=item.subject or item.dossier,
        board=agenda.meeting.board.unit.name, place=item.place,
    )  # fmt: skip
    return item

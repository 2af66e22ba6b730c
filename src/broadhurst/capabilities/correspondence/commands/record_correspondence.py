"""Record a letter, email or call about a response."""

from datetime import date

from broadhurst.capabilities.correspondence import rules
from broadhurst.capabilities.correspondence.forms.item import ItemForm
from broadhurst.capabilities.correspondence.models import Item
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.responses import locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if


class RecordCorrespondenceForm(ItemForm):
    def narrow_choices(self) -> None:
        """Fill in today, because most correspondence is recorded on its day."""
        self.fields["on_day"].initial = clock.today()


@for_record(rules.objections_to_record)
@command
def record_correspondence(
    *,
    actor: Actor,
    response: Response,
    direction: str,
    party: str,
    on_day: date,
    summary: str,
    other_party: str = "",
    reference: str = "",
) -> Item:
    """Record an item of correspondence about a response."""
    response = locked(response)
    refuse_if(
        rules.objections_to_record(actor, response)
        + rules.objections_to_item(
            party=party, other_party=other_party, on_day=on_day, today=clock.today(),
            summary=summary,
        )
    )  # fmt: skip

    item = Item.objects.create(
        dossier=response.dossier,
        ref=new_reference("COR"),
        response=response,
        direction=direction,
        party=party,
        other_party=other_party,
        on_day=on_day,
        summary=summary,
        reference=reference,
        recorded_by=actor.officer,
        recorded_at=clock.now(),
    )

    record(
        actor,
        "correspondence.recorded",
        response.ref,
        dossier=response.dossier,
        kind=Event.Kind.COLLECTION,
        item=item.ref,
        words=in_sentence(item.in_words),
        on_day=day(on_day),
    )
    return item

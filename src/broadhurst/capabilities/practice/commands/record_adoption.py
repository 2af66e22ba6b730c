"""Record that another organisation plans, adopted, adapted or stopped a practice."""

from typing import Any

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.practice import rules
from broadhurst.capabilities.practice.models import Adoption, Note
from broadhurst.capabilities.practice.queries.forms import to_adopt
from broadhurst.capabilities.practice.queries.notes import locked_note
from broadhurst.capabilities.register.queries.text_check import Text
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if

HINTS = {
    "planned": "You will try it.",
    "adopted": "You do it as the note says.",
    "adapted": "You do it in another way.",
    "stopped": "You tried it and have stopped.",
}
LATER: Any = dict.fromkeys(("adopted", "adapted", "stopped"), ("came_of_it",))


class RecordAdoptionForm(CommandForm):
    result = ChoiceField(label="Result", choices=Adoption.Result.choices, hints=HINTS)
    came_of_it = TextAreaField(
        label="What happened",
        noun="what happened",
        help_text="Say what changed for you, and what you would tell others. "
        "Name no person or OCG.",
        required=False,
        max_length=2000,
    )
    shows = {"result": LATER}
    needs = ("came_of_it",)


@for_record(to_adopt)
@command
def record_adoption(*, actor: Actor, note: Note, result: str, came_of_it: str = "") -> Adoption:
    """Record how your organisation uses a published note. Your latest record counts."""
    # Only the unit that wrote the note can lock it. A trigger refuses a note withdrawn meanwhile.
    note = locked_note(note)
    refuse_if(
        rules.objections_to_adopt(
            actor,
            note,
            owner_agency=note.unit.agency_id,
            result=result,
            came_of_it=came_of_it,
        )
        + rules.objections_to_words({"came_of_it": came_of_it})
    )
    dossier = Dossier(pk=note.dossier_id, about=note.ref)
    texts = [Text("the answer to “What happened”", came_of_it, "came_of_it")] if came_of_it else []
    check_text(actor, note.ref, dossier, texts, public=public_names())

    adoption = Adoption.objects.create(
        note=note,
        agency=actor.agency,
        unit=actor.unit,
        result=result,
        came_of_it=came_of_it,
        recorded_by=actor.officer,
        recorded_at=clock.now(),
    )

    record(
        actor,
        "note.adoption_recorded",
        note.ref,
        dossier=dossier,
        kind=Event.Kind.COLLECTION,
        tell=[note.unit],
        title=note.title,
        agency=actor.agency.name,
        result=in_sentence(adoption.get_result_display()),
    )
    return adoption

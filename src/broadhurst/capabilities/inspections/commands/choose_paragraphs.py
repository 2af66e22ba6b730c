"""Choose the paragraphs of a letter, and their order. A new letter has none."""

from typing import Any

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.forms import to_move
from broadhurst.capabilities.inspections.queries.paragraphs import Chosen, offered_for
from broadhurst.capabilities.inspections.queries.responses import locked
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.paragraphs import MOST, objections_to_choose
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import BooleanField, InOrderField
from broadhurst.foundation.workflow import at, refuse_if


class ChooseParagraphsForm(CommandForm):
    prefills = True

    paragraphs = InOrderField(
        label="Paragraphs",
        help_text="Choose them in the order of the letter. Leave the rest empty.",
        each="Paragraph",
        most=MOST,
        required=False,
    )

    is_counted_again = BooleanField(
        label="Count the paragraphs again as of the day of publication",
        help_text="Without this, they keep the day of the version that is corrected.",
        required=False,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the response."""
        return subject | {"response": locked(subject["response"])}

    def narrow_choices(self) -> None:
        """Offer the paragraphs that this letter can have, and fill in those chosen now.

        A correction keeps the figures of the earlier version's day. Only then does the form ask
        whether to count the paragraphs again.
        """
        response = self.subject["response"]
        offered = offered_for(response).values()
        field = self.fields["paragraphs"]
        field.choices = [(paragraph["key"], paragraph["title"]) for paragraph in offered]  # type: ignore[attr-defined]
        field.initial = [paragraph["key"] for paragraph in response.paragraphs]
        if not any("as_of" in paragraph for paragraph in response.paragraphs):
            del self.fields["is_counted_again"]


@for_record(to_move("choose_paragraphs"))
@command
def choose_paragraphs(
    *,
    actor: Actor,
    response: Response,
    paragraphs: list[str] | None = None,
    is_counted_again: bool = False,
) -> Response:
    """Choose a letter's paragraphs and their order.

    The text of the organisation's own paragraphs is copied into the letter.
    """
    response = locked(response)
    keys, offered = list(paragraphs or []), offered_for(response)
    refuse_if(
        rules.STAGES.objections(
            "choose_paragraphs", response.stage, rules.roles_on(actor, response)
        )
        + at("paragraphs", objections_to_choose(keys, offered))
    )

    days = {} if is_counted_again else _days_kept(response)
    response.paragraphs = [_copied(offered[key], days.get(key, "")) for key in keys]
    edited(response, actor)

    record(
        actor,
        "response.paragraphs_chosen",
        response.ref,
        dossier=response.dossier,
        titles="; ".join(paragraph["title"] for paragraph in response.paragraphs),
    )
    return response


def _days_kept(response: Response) -> dict[str, str]:
    """Return, by key, the day for which a copied paragraph was counted."""
    return {
        paragraph["key"]: paragraph["as_of"]
        for paragraph in response.paragraphs
        if "as_of" in paragraph
    }


def _copied(paragraph: Chosen, as_of: str) -> Chosen:
    copy: Chosen = {"key": paragraph["key"], "title": paragraph["title"], "text": paragraph["text"]}
    return copy | {"as_of": as_of} if as_of else copy

"""Choose the paragraphs of a letter, and their order. A letter has none until some are chosen."""

from typing import Any

from broadhurst.capabilities.inspections.commands.edited import edited
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.paragraphs import Chosen, offered_for
from broadhurst.capabilities.inspections.queries.responses import locked
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.paragraphs import MOST, objections_to_choose
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import BooleanField, InOrderField
from broadhurst.foundation.workflow import at, refuse_if


class ChooseParagraphsForm(Ask):
    keeps = True

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
    def held(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Behind the response's lock."""
        return subject | {"response": locked(subject["response"])}

    def offer(self) -> None:
        """The paragraphs that this letter can have; those chosen now are filled in.

        A correction may count again the paragraphs that keep the day of the version before.
        """
        response = self.subject["response"]
        offered = offered_for(response).values()
        field = self.fields["paragraphs"]
        field.choices = [(one["key"], one["title"]) for one in offered]  # type: ignore[attr-defined]
        field.initial = [one["key"] for one in response.paragraphs]
        if not any("as_of" in one for one in response.paragraphs):
            del self.fields["is_counted_again"]


@command
def choose_paragraphs(
    *,
    actor: Actor,
    response: Response,
    paragraphs: list[str] | None = None,
    is_counted_again: bool = False,
) -> Response:
    """Choose a letter's paragraphs and their order. The organisation's own are copied."""
    response = locked(response)
    keys, offered = list(paragraphs or []), offered_for(response)
    refuse_if(
        rules.STAGES.objections(
            "choose_paragraphs", response.stage, rules.parts_played(actor, response)
        )
        + at("paragraphs", objections_to_choose(keys, offered))
    )

    days = {} if is_counted_again else _days_kept(response)
    response.paragraphs = [_chosen(offered[key], days.get(key, "")) for key in keys]
    edited(response, actor)

    record(
        actor,
        "response.paragraphs_chosen",
        response.ref,
        dossier=response.dossier,
        titles="; ".join(one["title"] for one in response.paragraphs),
    )
    return response


def _days_kept(response: Response) -> dict[str, str]:
    """By key, the day of the version before, of the paragraphs that a correction took over."""
    return {one["key"]: one["as_of"] for one in response.paragraphs if "as_of" in one}


def _chosen(one: Chosen, as_of: str) -> Chosen:
    chosen: Chosen = {"key": one["key"], "title": one["title"], "text": one["text"]}
    return chosen | {"as_of": as_of} if as_of else chosen

"""Store the actions that a published response proposes, each with its owner and date.

Not a command. The command that publishes calls it.
"""

from broadhurst.capabilities.commitments.writes.stated import end_stated, live, state
from broadhurst.capabilities.inspections.models import Answer, Response
from broadhurst.capabilities.inspections.queries.responses import answers_of
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import in_sentence


def commit(actor: Actor, response: Response) -> None:
    """State the proposed actions of a response. End those that a correction leaves out."""
    for answer in answers_of(response).values():
        finding = answer.finding
        if answer.answer == Answer.Kind.PROPOSED and answer.owner and answer.due_on:
            state(
                actor=actor,
                dossier=response.dossier,
                response=response.ref,
                finding=finding.key,
                about=f"{finding} of “{finding.report.title}”",
                body=response.body,
                force=response.force,
                action=answer.explanation,
                owner=answer.owner,
                due_on=answer.due_on,
            )
        elif now := live(finding.key, response.body, response.force):
            words = in_sentence(answer.get_answer_display())
            end_stated(actor, now, f"Version {response.version} of the response says: {words}.")

"""Say which forms about reports and responses somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.inspections.models import (
    Evidence,
    Finding,
    Report,
    Response,
    SharedAnswer,
    StandardParagraph,
)
from broadhurst.capabilities.inspections.queries.opening import objections_to_open_any
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.capabilities.inspections.queries.responses import (
    answer_to,
    may_answer,
    newer_than,
)
from broadhurst.capabilities.inspections.queries.resting import (
    is_recorder,
    objections_to_stranger,
    resting_on_finding,
    resting_on_report,
)
from broadhurst.capabilities.inspections.queries.shared import is_answered_elsewhere
from broadhurst.capabilities.inspections.rules import answers, corrections, opening, statuses
from broadhurst.capabilities.inspections.rules import findings as finding_rules
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.commenting import objections_to_comment
from broadhurst.capabilities.inspections.rules.paragraphs import objections_to_withdrawn
from broadhurst.capabilities.inspections.rules.shared import (
    objections_to_answer_again,
    objections_to_withdraw_shared,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor

Objections = Callable[..., list[str]]


def to_move(verb: str) -> Objections:
    """Return the rule of a form about a response, or about a finding in it."""

    def objections(actor: Actor, response: Response, finding: Finding | None = None) -> list[str]:
        return rules.STAGES.objections(verb, response.stage, rules.roles_on(actor, response))

    return objections


def to_comment(actor: Actor, response: Response) -> list[str]:
    """The rule of the form for the chief officer's comments: until the day given for them."""
    objections = to_move("comment")(actor, response)
    return objections + objections_to_comment(response.comments_due_on, clock.today())


def to_answer(actor: Actor, response: Response, finding: Finding) -> list[str]:
    """The rule of the form that answers a finding."""
    is_new = answer_to(response, finding) is None
    return (
        to_move("answer")(actor, response)
        + answers.objections_to_finding(
            is_asked=may_answer(response).filter(pk=finding.pk).exists()
        )
        + objections_to_answer_again(
            is_answered_elsewhere=is_new and is_answered_elsewhere(finding, response)
        )
    )


def to_withdraw_evidence(actor: Actor, evidence: Evidence) -> list[str]:
    """The rule of the form that withdraws evidence."""
    objections = to_move("withdraw_evidence")(actor, evidence.answer.response)
    return objections + answers.objections_to_withdraw_evidence(evidence)


def to_withdraw_shared(actor: Actor, shared: SharedAnswer) -> list[str]:
    """The rule of the form that withdraws an answer to a finding of another report."""
    objections = to_move("withdraw_shared_answer")(actor, shared.answer.response)
    return objections + objections_to_withdraw_shared(shared)


def to_correct(verb: str) -> Callable[[Actor, Response], list[str]]:
    """Return the rule of a form that corrects a published response."""

    def objections(actor: Actor, response: Response) -> list[str]:
        parts = rules.roles_on(actor, response)
        return opening.objections_to_correct(response, parts, verb, newer=newer_than(response))

    return objections


def to_withdraw_response(actor: Actor, response: Response) -> list[str]:
    """The rule of the form that withdraws a response."""
    return opening.objections_to_withdraw(response, rules.roles_on(actor, response))


def to_open(*, is_elsewhere: bool) -> Callable[[Actor, Report], list[str]]:
    """Return the rule of a form that opens a response, or records one published elsewhere."""

    def objections(actor: Actor, report: Report) -> list[str]:
        return objections_to_open_any(actor, report, clock.today(), is_elsewhere=is_elsewhere)

    return objections


def to_add_finding(actor: Actor, report: Report) -> list[str]:
    """The rule of the form that records a finding."""
    return finding_rules.objections_to_add_finding(actor.roles, report)


def to_grade(actor: Actor, report: Report) -> list[str]:
    """The rule of the form that records a grade."""
    return corrections.objections_to_grade_report(actor.roles, report)


def to_edit_report(actor: Actor, report: Report) -> list[str]:
    """The rule of the form that corrects a report: who recorded it may do so too."""
    strange = [] if is_recorder(actor, report) else objections_to_stranger(actor, report)
    return strange or corrections.objections_to_edit_row(actor.roles, report)


def to_remove_report(actor: Actor, report: Report) -> list[str]:
    """The rule of the form that removes a report."""
    return objections_to_stranger(actor, report) or corrections.objections_to_remove(
        actor.roles, "report", resting_on_report(report)
    )


def to_withdraw_report(actor: Actor, report: Report) -> list[str]:
    """The rule of the form that withdraws a report."""
    return objections_to_stranger(actor, report) or corrections.objections_to_withdraw(
        actor.roles, report
    )


def to_edit_finding(actor: Actor, finding: Finding) -> list[str]:
    """The rule of the forms that correct a finding, or who it is addressed to."""
    return objections_to_stranger(actor, finding.report) or corrections.objections_to_edit_row(
        actor.roles, finding
    )


def to_remove_finding(actor: Actor, finding: Finding) -> list[str]:
    """The rule of the form that removes a finding."""
    return objections_to_stranger(actor, finding.report) or corrections.objections_to_remove(
        actor.roles, "finding", resting_on_finding(finding)
    )


def to_withdraw_finding(actor: Actor, finding: Finding) -> list[str]:
    """The rule of the form that withdraws a finding."""
    return objections_to_stranger(actor, finding.report) or corrections.objections_to_withdraw(
        actor.roles, finding
    )


def to_correct_act(actor: Actor, finding: Finding) -> list[str]:
    """The rule of the forms that correct or withdraw an inspectorate update."""
    return objections_to_stranger(actor, finding.report)


def to_correct_our_status(actor: Actor, finding: Finding) -> list[str]:
    """The rule of the form that corrects the status of the actor's organisation."""
    last = finding.our_statuses.filter(agency=actor.agency).last()
    return corrections.objections_to_correct_last(last)


def to_assign(actor: Actor, finding: Finding) -> list[str]:
    """The rule of the form that names who acts on a finding for the actor's organisation."""
    now = status_of(finding, actor.agency)
    return statuses.objections_to_name_owner(actor, actor.agency, now)


def to_change_paragraph(_actor: Actor, paragraph: StandardParagraph) -> list[str]:
    """The rule of the forms about a standard paragraph."""
    return objections_to_withdrawn(paragraph)

"""Say which forms about an import of findings somebody may open, for `for_record`."""

from broadhurst.capabilities.finding_imports import rules
from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.inspections.models import Report
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def to_send(actor: Actor, report: Report) -> list[str]:
    """The rule of the form that sends a spreadsheet for a report."""
    return rules.objections_to_send(actor.roles, report, 0)


def to_go_on(actor: Actor, upload: FindingImport) -> list[str]:
    """The rule of the forms of an import that is under way."""
    return rules.objections_to_go_on(actor.roles, upload)


def to_discard(actor: Actor, upload: FindingImport) -> list[str]:
    """The rule of the form that discards a spreadsheet."""
    return rules.objections_to_discard(actor.roles, upload)


def to_undo(actor: Actor, upload: FindingImport) -> list[str]:
    """The rule of the form that undoes an import."""
    return rules.objections_to_undo(actor.roles, upload, clock.now())

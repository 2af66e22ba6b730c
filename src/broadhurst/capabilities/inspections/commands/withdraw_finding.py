"""Withdraw a finding that was recorded in error, if something depends on it."""

from broadhurst.capabilities.inspections.forms.reason import ReasonForm
from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.forms import to_withdraw_finding
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspections.writes.corrected import (
    correct,
    locked_finding,
    refuse_strangers,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class WithdrawFindingForm(ReasonForm):
    pass


@for_roles(objections_to_record)
@for_record(to_withdraw_finding)
@command
def withdraw_finding(*, actor: Actor, finding: Finding, because: str) -> Finding:
    """Withdraw a finding. It stays readable with the reason, and needs no answer."""
    finding = locked_finding(finding)
    refuse_strangers(actor, finding.report)
    refuse_if(
        rules.objections_to_withdraw(actor.roles, finding) + rules.objections_to_reason(because)
    )

    correct(
        finding.report, because, finding,
        withdrawn_at=clock.now(), withdrawn_because=because,
    )  # fmt: skip

    record(
        actor,
        "finding.withdrawn",
        finding.report.ref,
        dossier=None,
        finding=in_sentence(str(finding)),
        because=because,
    )
    return finding

"""The verbs of self-assessments, at the API and the terminal."""

from broadhurst.capabilities.self_assessment.api import as_changed, as_evidence
from broadhurst.capabilities.self_assessment.commands import (
    assess,
    cite_figure,
    correct,
    link_record,
    share,
    stop_sharing,
    withdraw,
    withdraw_evidence,
)
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.self_assessment.queries.assessments import assessments, findings
from broadhurst.foundation.doors.verbs import Subject, Verb

FINDING = Subject(
    "finding", "/findings/{key}", lambda _actor: findings(), lookup=lambda key: {"key": key}
)
ASSESSMENT = Subject("assessment", "/self-assessments/{ref}", lambda _actor: assessments())


def assessed(made: Assessment) -> str:
    judgement = made.get_judgement_display()
    return f"Self-assessment {made.ref} is saved: {judgement}. Next, add evidence."


VERBS = (
    Verb(
        "assess", assess.AssessForm, assess.assess, FINDING,
        "Assess your organisation against a finding", as_changed, status=201,
        says=assessed,
    ),
    Verb(
        "correct", correct.CorrectForm, correct.correct, ASSESSMENT, "Correct a self-assessment",
        as_changed,
        says="Self-assessment {.ref} is corrected.".format,
    ),
    Verb(
        "cite-figure", cite_figure.CiteFigureForm, cite_figure.cite_figure, ASSESSMENT,
        "Cite a figure as evidence", as_evidence, status=201,
        says="The figure is kept as evidence {.ref}.".format,
    ),
    Verb(
        "link-record", link_record.LinkRecordForm, link_record.link_record, ASSESSMENT,
        "Link a record as evidence", as_evidence, status=201,
        says="The record is linked as evidence {.ref}.".format,
    ),
    Verb(
        "withdraw-evidence", withdraw_evidence.WithdrawEvidenceForm,
        withdraw_evidence.withdraw_evidence, ASSESSMENT, "Withdraw evidence of a self-assessment",
        as_evidence,
        says="Evidence {.ref} is withdrawn.".format,
    ),
    Verb(
        "share", share.ShareForm, share.share, ASSESSMENT,
        "Share a self-assessment with the inspectorate", as_changed,
        says="The inspectorate can read self-assessment {.ref}.".format,
    ),
    Verb(
        "stop-sharing", stop_sharing.StopSharingForm, stop_sharing.stop_sharing, ASSESSMENT,
        "Stop sharing a self-assessment with the inspectorate", as_changed,
        says="The inspectorate can no longer read self-assessment {.ref}.".format,
    ),
    Verb(
        "withdraw", withdraw.WithdrawForm, withdraw.withdraw, ASSESSMENT,
        "Withdraw a self-assessment", as_changed,
        says="Self-assessment {.ref} is withdrawn.".format,
    ),
)  # fmt: skip

"""The verbs of inspections, at the API and the terminal."""

from broadhurst.capabilities.inspections.api.response_shapes import (
    as_evidence,
    as_publication,
    as_response,
    as_shared,
)
from broadhurst.capabilities.inspections.api.shapes import (
    as_act,
    as_finding,
    as_our_status,
    as_paragraph,
    as_removed,
    as_report,
)
from broadhurst.capabilities.inspections.commands import (
    address,
    assign_finding,
    choose_paragraphs,
    clear,
    comment,
    draft,
    edit_paragraph,
    invite_comments,
    open_response,
    publish,
    record_act,
    record_finding,
    record_report,
    record_sending,
    return_for_changes,
    set_our_status,
    withdraw_paragraph,
    write_paragraph,
)
from broadhurst.capabilities.inspections.commands.correct_act import CorrectActForm, correct_act
from broadhurst.capabilities.inspections.commands.correct_elsewhere import (
    CorrectElsewhereForm,
    correct_elsewhere,
)
from broadhurst.capabilities.inspections.commands.correct_our_status import (
    CorrectOurStatusForm,
    correct_our_status,
)
from broadhurst.capabilities.inspections.commands.correct_response import (
    CorrectResponseForm,
    correct_response,
)
from broadhurst.capabilities.inspections.commands.edit_finding import EditFindingForm, edit_finding
from broadhurst.capabilities.inspections.commands.edit_report import EditReportForm, edit_report
from broadhurst.capabilities.inspections.commands.readdress_finding import (
    ReaddressFindingForm,
    readdress_finding,
)
from broadhurst.capabilities.inspections.commands.record_elsewhere import (
    RecordElsewhereForm,
    record_elsewhere,
)
from broadhurst.capabilities.inspections.commands.record_grade import RecordGradeForm, record_grade
from broadhurst.capabilities.inspections.commands.remove_finding import (
    RemoveFindingForm,
    remove_finding,
)
from broadhurst.capabilities.inspections.commands.remove_report import (
    RemoveReportForm,
    remove_report,
)
from broadhurst.capabilities.inspections.commands.withdraw_act import WithdrawActForm, withdraw_act
from broadhurst.capabilities.inspections.commands.withdraw_evidence import (
    WithdrawEvidenceForm,
    withdraw_evidence,
)
from broadhurst.capabilities.inspections.commands.withdraw_finding import (
    WithdrawFindingForm,
    withdraw_finding,
)
from broadhurst.capabilities.inspections.commands.withdraw_report import (
    WithdrawReportForm,
    withdraw_report,
)
from broadhurst.capabilities.inspections.commands.withdraw_response import (
    WithdrawResponseForm,
    withdraw_response,
)
from broadhurst.capabilities.inspections.commands.withdraw_shared_answer import (
    WithdrawSharedAnswerForm,
    withdraw_shared_answer,
)
from broadhurst.capabilities.inspections.queries.paragraphs import standard_paragraphs
from broadhurst.capabilities.inspections.queries.reports import findings, reports
from broadhurst.capabilities.inspections.queries.responses import evidence, responses
from broadhurst.capabilities.inspections.queries.shared import shared_answers
from broadhurst.foundation.doors.verbs import Subject, Verb

RESPONSE = Subject("response", "/responses/{ref}", lambda _actor: responses())
REPORT = Subject("report", "/reports/{ref}", lambda _actor: reports())
EVIDENCE = Subject("evidence", "/evidence/{ref}", lambda _actor: evidence())
SHARED = Subject("shared", "/shared-answers/{ref}", lambda _actor: shared_answers())
FINDING = Subject("finding", "/findings/{key}", lambda _actor: findings())
PARAGRAPH = Subject("paragraph", "/paragraphs/{ref}", lambda _actor: standard_paragraphs())

VERBS = (
    Verb(
        "invite-comments", invite_comments.InviteCommentsForm, invite_comments.invite_comments,
        RESPONSE, "Invite the chief officer's comments", as_response
    ),
    Verb(
        "comment", comment.CommentForm, comment.comment, RESPONSE, "Comment for the chief officer",
        as_response
    ),
    Verb(
        "address", address.AddressForm, address.address, RESPONSE, "Address the letter",
        as_response
    ),
    Verb(
        "draft", draft.DraftForm, draft.draft, RESPONSE, "Write the policing body's comments",
        as_response
    ),
    Verb("clear", clear.ClearForm, clear.clear, RESPONSE, "Clear a response", as_response),
    Verb(
        "return-for-changes", return_for_changes.ReturnForChangesForm,
        return_for_changes.return_for_changes, RESPONSE, "Return a response for changes",
        as_response
    ),
    Verb(
        "publish", publish.PublishForm, publish.publish, RESPONSE, "Publish a response",
        as_publication
    ),
    Verb(
        "record-sending", record_sending.RecordSendingForm, record_sending.record_sending,
        RESPONSE, "Record when it was sent", as_response
    ),
    Verb(
        "correct-elsewhere", CorrectElsewhereForm, correct_elsewhere, RESPONSE,
        "Correct the record of a response published elsewhere", as_response, status=201
    ),
    Verb(
        "correct-response", CorrectResponseForm, correct_response, RESPONSE,
        "Open a new version of a published response", as_response, status=201,
        address="/responses/{ref}/correct"
    ),
    Verb(
        "withdraw-response", WithdrawResponseForm, withdraw_response, RESPONSE,
        "Withdraw a response", as_response, address="/responses/{ref}/withdraw"
    ),
    Verb(
        "choose-paragraphs", choose_paragraphs.ChooseParagraphsForm,
        choose_paragraphs.choose_paragraphs, RESPONSE, "Choose the paragraphs of a letter",
        as_response
    ),
    Verb(
        "record-elsewhere", RecordElsewhereForm, record_elsewhere, REPORT,
        "Record a response published elsewhere", as_response, status=201
    ),
    Verb(
        "edit-report", EditReportForm, edit_report, REPORT, "Correct a report", as_report,
        address="/reports/{ref}/edit"
    ),
    Verb("record-grade", RecordGradeForm, record_grade, REPORT, "Record a grade", as_report),
    Verb(
        "remove-report", RemoveReportForm, remove_report, REPORT, "Remove a report", as_removed,
        address="/reports/{ref}/remove"
    ),
    Verb(
        "withdraw-report", WithdrawReportForm, withdraw_report, REPORT, "Withdraw a report",
        as_report, address="/reports/{ref}/withdraw"
    ),
    Verb(
        "record-finding", record_finding.RecordFindingForm, record_finding.record_finding, REPORT,
        "Record a finding", as_finding, status=201
    ),
    Verb(
        "open-response", open_response.OpenResponseForm, open_response.open_response, REPORT,
        "Open a response", as_response, status=201
    ),
    Verb(
        "withdraw-evidence", WithdrawEvidenceForm, withdraw_evidence, EVIDENCE,
        "Withdraw evidence", as_evidence, address="/evidence/{ref}/withdraw"
    ),
    Verb(
        "withdraw-shared-answer", WithdrawSharedAnswerForm, withdraw_shared_answer, SHARED,
        "Remove a finding of another report from a response", as_shared,
        address="/shared-answers/{ref}/withdraw"
    ),
    Verb(
        "edit-finding", EditFindingForm, edit_finding, FINDING, "Correct a finding", as_finding,
        address="/findings/{key}/edit"
    ),
    Verb(
        "readdress-finding", ReaddressFindingForm, readdress_finding, FINDING,
        "Change who a finding is addressed to", as_finding, address="/findings/{key}/readdress"
    ),
    Verb(
        "remove-finding", RemoveFindingForm, remove_finding, FINDING, "Remove a finding",
        as_report, address="/findings/{key}/remove"
    ),
    Verb(
        "withdraw-finding", WithdrawFindingForm, withdraw_finding, FINDING, "Withdraw a finding",
        as_finding, address="/findings/{key}/withdraw"
    ),
    Verb(
        "correct-our-status", CorrectOurStatusForm, correct_our_status, FINDING,
        "Correct our status", as_our_status
    ),
    Verb(
        "correct-act", CorrectActForm, correct_act, FINDING, "Correct an inspectorate update",
        as_act, status=201
    ),
    Verb(
        "withdraw-act", WithdrawActForm, withdraw_act, FINDING, "Withdraw an inspectorate update",
        as_act
    ),
    Verb(
        "record-act", record_act.RecordActForm, record_act.record_act, FINDING, "Record an act",
        as_act, status=201
    ),
    Verb(
        "assign-finding", assign_finding.AssignFindingForm, assign_finding.assign_finding, FINDING,
        "Name the owner", as_our_status, address="/findings/{key}/assign"
    ),
    Verb(
        "set-our-status", set_our_status.SetOurStatusForm, set_our_status.set_our_status, FINDING,
        "Set our status", as_our_status
    ),
    Verb(
        "record-report", record_report.RecordReportForm, record_report.record_report, None,
        "Record a report", as_report, status=201, address="/reports"
    ),
    Verb(
        "write-paragraph", write_paragraph.WriteParagraphForm, write_paragraph.write_paragraph,
        None, "Write a standard paragraph", as_paragraph, status=201, address="/paragraphs"
    ),
    Verb(
        "edit-paragraph", edit_paragraph.EditParagraphForm, edit_paragraph.edit_paragraph,
        PARAGRAPH, "Edit a standard paragraph", as_paragraph, address="/paragraphs/{ref}/edit"
    ),
    Verb(
        "withdraw-paragraph", withdraw_paragraph.WithdrawParagraphForm,
        withdraw_paragraph.withdraw_paragraph, PARAGRAPH, "Withdraw a standard paragraph",
        as_paragraph, address="/paragraphs/{ref}/withdraw"
    ),
)  # fmt: skip

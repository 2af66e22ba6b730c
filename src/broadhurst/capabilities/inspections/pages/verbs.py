"""Pages of the actions, in the order of the work: report to evidence."""

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.inspections.commands import (
    add_evidence,
    address,
    answer,
    assign_finding,
    clear,
    comment,
    draft,
    invite_comments,
    open_response,
    publish,
    record_act,
    record_finding,
    record_report,
    record_sending,
    return_for_changes,
    set_our_status,
    share_answer,
    withdraw_evidence,
    withdraw_shared_answer,
)
from broadhurst.capabilities.inspections.pages.asked import asked_on, response_of
from broadhurst.capabilities.inspections.rules.opening import NO_BODY
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest

LAW = "Section 55 of the Police Act 1996: "


def record_report_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        record_report.RecordReportForm,
        record_report.record_report,
        title="Record a report",
        submit="Record report",
        go_to=lambda report: reverse("inspections:report", args=[report.ref]),
        done="The report is recorded. Next: record its findings.",
        context={"back": reverse("inspections:reports")},
    )


record_finding_page = asked_on(
    "report", record_finding.RecordFindingForm, record_finding.record_finding,
    "Record a finding", "The finding is recorded.", another=("kind",),
)  # fmt: skip
open_response_page = asked_on(
    "report", open_response.OpenResponseForm, open_response.open_response,
    "Open a response", "The response is open. Next: invite the chief officer's comments.",
    go_to=response_of,
    intro=f"{LAW}the local policing body publishes its comments within 56 days. {NO_BODY}",
)  # fmt: skip
record_act_page = asked_on(
    "finding", record_act.RecordActForm, record_act.record_act,
    "Record an inspectorate update", "The update is recorded.",
    intro="The inspectorate's status changes only by recording what it did, as it published it.",
)  # fmt: skip
set_our_status_page = asked_on(
    "finding", set_our_status.SetOurStatusForm, set_our_status.set_our_status,
    "Set our status", "Our status is set.",
)  # fmt: skip
assign_finding_page = asked_on(
    "finding", assign_finding.AssignFindingForm, assign_finding.assign_finding,
    "Name the owner", "The owner is set.",
    intro="The owner acts on the finding, and is notified before its deadline and milestones.",
)  # fmt: skip
address_page = asked_on(
    "response", address.AddressForm, address.address, "Address the letter", "It is addressed."
)
draft_page = asked_on(
    "response", draft.DraftForm, draft.draft, "Write our comments", "The comments are saved."
)
invite_comments_page = asked_on(
    "response", invite_comments.InviteCommentsForm, invite_comments.invite_comments,
    "Invite comments", "The units are invited.",
    intro=LAW + "the chief officer must comment before the date that you give.",
)  # fmt: skip
comment_page = asked_on(
    "response", comment.CommentForm, comment.comment,
    "Comment for the chief officer", "The comments are saved.",
)  # fmt: skip
answer_page = asked_on(
    "response", answer.AnswerForm, answer.answer, "Answer this finding", "The answer is saved.",
    above="inspections/_quoted.html",
)  # fmt: skip
add_evidence_page = asked_on(
    "response", add_evidence.AddEvidenceForm, add_evidence.add_evidence,
    "Add evidence", "The evidence is kept as it stands now.",
    intro="Choose the organisations and the day. We count the figure at the end of that day, and "
    "keep the number but not the records.",
)  # fmt: skip
withdraw_evidence_page = asked_on(
    "evidence", withdraw_evidence.WithdrawEvidenceForm, withdraw_evidence.withdraw_evidence,
    "Withdraw this evidence", "The evidence is withdrawn.", danger=True,
)  # fmt: skip
share_answer_page = asked_on(
    "response", share_answer.ShareAnswerForm, share_answer.share_answer,
    "Answer another report too", "The answer also answers that finding.",
    intro="When one answer covers the same finding of two reports, publish it once. Each report is "
    "judged by its own 56 days.",
)  # fmt: skip
withdraw_shared_answer_page = asked_on(
    "shared", withdraw_shared_answer.WithdrawSharedAnswerForm,
    withdraw_shared_answer.withdraw_shared_answer,
    "Remove this finding from the response", "The response does not answer that finding now.",
    danger=True,
)  # fmt: skip
clear_page = asked_on(
    "response", clear.ClearForm, clear.clear, "Clear this response",
    lambda response: "The response is cleared for publication." if response.cleared_at
    else "Your step is cleared. The next step is open.",
    above="inspections/_read_it.html",
)  # fmt: skip
return_for_changes_page = asked_on(
    "response", return_for_changes.ReturnForChangesForm, return_for_changes.return_for_changes,
    "Return this response", "The response is returned.",
)  # fmt: skip
publish_page = asked_on(
    "response", publish.PublishForm, publish.publish, "Publish this response",
    "It is published. Next: send it to HMICFRS and to the Home Secretary.",
    above="inspections/_what_is_not_held.html", checks=True,
    warn="Anyone can read the response from now on. You cannot change it. To correct it, publish "
    "a new version.",
)  # fmt: skip
record_sending_page = asked_on(
    "response", record_sending.RecordSendingForm, record_sending.record_sending,
    "Record when it was sent", "The date sent is recorded.",
)  # fmt: skip

"""The verbs of responses, their evidence and the paragraphs of letters."""

from broadhurst.capabilities.inspections.api.response_shapes import (
    as_evidence,
    as_publication,
    as_response,
    as_shared,
)
from broadhurst.capabilities.inspections.api.shapes import (
    as_paragraph,
)
from broadhurst.capabilities.inspections.commands import (
    address,
    choose_paragraphs,
    clear,
    comment,
    draft,
    edit_paragraph,
    invite_comments,
    open_response,
    publish,
    record_sending,
    return_for_changes,
    withdraw_paragraph,
    write_paragraph,
)
from broadhurst.capabilities.inspections.commands.correct_elsewhere import (
    CorrectElsewhereForm,
    correct_elsewhere,
)
from broadhurst.capabilities.inspections.commands.correct_response import (
    CorrectResponseForm,
    correct_response,
)
from broadhurst.capabilities.inspections.commands.record_elsewhere import (
    RecordElsewhereForm,
    record_elsewhere,
)
from broadhurst.capabilities.inspections.commands.withdraw_evidence import (
    WithdrawEvidenceForm,
    withdraw_evidence,
)
from broadhurst.capabilities.inspections.commands.withdraw_response import (
    WithdrawResponseForm,
    withdraw_response,
)
from broadhurst.capabilities.inspections.commands.withdraw_shared_answer import (
    WithdrawSharedAnswerForm,
    withdraw_shared_answer,
)
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.paragraphs import standard_paragraphs
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.capabilities.inspections.queries.responses import evidence, responses
from broadhurst.capabilities.inspections.queries.shared import shared_answers
from broadhurst.foundation.doors.verbs import Subject, Verb

RESPONSE = Subject("response", "/responses/{ref}", lambda _actor: responses())
REPORT = Subject("report", "/reports/{ref}", lambda _actor: reports())
EVIDENCE = Subject("evidence", "/evidence/{ref}", lambda _actor: evidence())
SHARED = Subject("shared", "/shared-answers/{ref}", lambda _actor: shared_answers())
PARAGRAPH = Subject("paragraph", "/paragraphs/{ref}", lambda _actor: standard_paragraphs())


def cleared(response: Response) -> str:
    if response.cleared_at:
        return f"Response {response.ref} is cleared for publication."
    return f"Your step of response {response.ref} is cleared. The next step is open."


RESPONSES = (
    Verb(
        "invite-comments", invite_comments.InviteCommentsForm, invite_comments.invite_comments,
        RESPONSE, "Invite the chief officer's comments", as_response,
        says="The units are invited to comment on response {.ref}.".format,
    ),
    Verb(
        "comment", comment.CommentForm, comment.comment, RESPONSE, "Comment for the chief officer",
        as_response,
        says="The comments for response {.ref} are saved.".format,
    ),
    Verb(
        "address", address.AddressForm, address.address, RESPONSE, "Address the letter",
        as_response,
        says="The letter of response {.ref} is addressed.".format,
    ),
    Verb(
        "draft", draft.DraftForm, draft.draft, RESPONSE, "Write the policing body's comments",
        as_response,
        says="The comments of response {.ref} are saved.".format,
    ),
    Verb(
        "clear", clear.ClearForm, clear.clear, RESPONSE, "Clear a response", as_response,
        says=cleared,
    ),
    Verb(
        "return-for-changes", return_for_changes.ReturnForChangesForm,
        return_for_changes.return_for_changes, RESPONSE, "Return a response for changes",
        as_response,
        says="Response {.ref} is returned.".format,
    ),
    Verb(
        "publish", publish.PublishForm, publish.publish, RESPONSE, "Publish a response",
        as_publication,
        says="Publication {.ref} is on the public site. "
        "Next, send it to HMICFRS and the Home Secretary.".format,
    ),
    Verb(
        "record-sending", record_sending.RecordSendingForm, record_sending.record_sending,
        RESPONSE, "Record when it was sent", as_response,
        says="The date that response {.ref} was sent is recorded.".format,
    ),
    Verb(
        "correct-elsewhere", CorrectElsewhereForm, correct_elsewhere, RESPONSE,
        "Correct the record of a response published elsewhere", as_response, status=201,
        says="The record of response {.ref} is corrected.".format,
    ),
    Verb(
        "correct-response", CorrectResponseForm, correct_response, RESPONSE,
        "Open a new version of a published response", as_response, status=201,
        address="/responses/{ref}/correct",
        says="Response {.ref} is the new version. Change it, then have it cleared.".format,
    ),
    Verb(
        "withdraw-response", WithdrawResponseForm, withdraw_response, RESPONSE,
        "Withdraw a response", as_response, address="/responses/{ref}/withdraw",
        says="Response {.ref} is withdrawn.".format,
    ),
    Verb(
        "choose-paragraphs", choose_paragraphs.ChooseParagraphsForm,
        choose_paragraphs.choose_paragraphs, RESPONSE, "Choose the paragraphs of a letter",
        as_response,
        says="The paragraphs of response {.ref} are saved.".format,
    ),
    Verb(
        "record-elsewhere", RecordElsewhereForm, record_elsewhere, REPORT,
        "Record a response published elsewhere", as_response, status=201,
        says="Response {.ref} is recorded.".format,
    ),
    Verb(
        "open-response", open_response.OpenResponseForm, open_response.open_response, REPORT,
        "Open a response", as_response, status=201,
        says="Response {.ref} is open. Next, invite the chief officer's comments.".format,
    ),
    Verb(
        "withdraw-evidence", WithdrawEvidenceForm, withdraw_evidence, EVIDENCE,
        "Withdraw evidence", as_evidence, address="/evidence/{ref}/withdraw",
        says="Evidence {.ref} is withdrawn.".format,
    ),
    Verb(
        "withdraw-shared-answer", WithdrawSharedAnswerForm, withdraw_shared_answer, SHARED,
        "Remove a finding of another report from a response", as_shared,
        address="/shared-answers/{ref}/withdraw",
        says="The response no longer answers that finding: {.ref} is removed.".format,
    ),
    Verb(
        "write-paragraph", write_paragraph.WriteParagraphForm, write_paragraph.write_paragraph,
        None, "Write a standard paragraph", as_paragraph, status=201, address="/paragraphs",
        says="Paragraph {.ref} is saved. You can choose it for any letter.".format,
    ),
    Verb(
        "edit-paragraph", edit_paragraph.EditParagraphForm, edit_paragraph.edit_paragraph,
        PARAGRAPH, "Edit a standard paragraph", as_paragraph, address="/paragraphs/{ref}/edit",
        says="Paragraph {.ref} is saved. Letters that already have it keep their words.".format,
    ),
    Verb(
        "withdraw-paragraph", withdraw_paragraph.WithdrawParagraphForm,
        withdraw_paragraph.withdraw_paragraph, PARAGRAPH, "Withdraw a standard paragraph",
        as_paragraph, address="/paragraphs/{ref}/withdraw",
        says="Paragraph {.ref} is withdrawn. Letters that already have it keep it.".format,
    ),
)  # fmt: skip

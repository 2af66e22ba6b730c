"""The verbs of letters, at the API and the terminal."""

from broadhurst.capabilities.letters.api.shapes import (
    as_house_style,
    as_letter,
    as_recipient,
    as_signatory,
    as_template,
)
from broadhurst.capabilities.letters.cli import recipient_line
from broadhurst.capabilities.letters.commands import (
    add_recipient,
    add_signatory,
    ask_to_issue,
    correct_letter,
    draft_letter,
    edit_letter,
    edit_recipient,
    edit_signatory,
    edit_template,
    issue_letter,
    remove_recipient,
    return_letter,
    set_house_style,
    withdraw_letter,
    withdraw_signatory,
    withdraw_template,
    write_template,
)
from broadhurst.capabilities.letters.queries.kept import signatories, templates
from broadhurst.capabilities.letters.queries.letters import letters, recipients
from broadhurst.foundation.doors.verbs import Subject, Verb

LETTER = Subject("letter", "/letters/{ref}", lambda _actor: letters())
RECIPIENT = Subject("recipient", "/letters/recipients/{ref}", lambda _actor: recipients())
LETTER_TEMPLATE = Subject("letter_template", "/letters/templates/{ref}", lambda _actor: templates())
SIGNATORY = Subject("signatory", "/letters/signatories/{ref}", lambda _actor: signatories())

VERBS = (
    Verb(
        "draft", draft_letter.DraftLetterForm, draft_letter.draft_letter, None, "Draft a letter",
        as_letter, status=201, address="/letters",
        says="Letter {.ref} is a draft. Next, add its recipients.".format,
    ),
    Verb(
        "write-template", write_template.WriteTemplateForm, write_template.write_template, None,
        "Write a letter template", as_template, status=201, address="/letters/templates",
        says="Template {.ref} is saved.".format,
    ),
    Verb(
        "set-house-style", set_house_style.SetHouseStyleForm, set_house_style.set_house_style,
        None, "Set the house style of your unit", as_house_style,
        address="/letters/house-style/set",
        says="The house style of {.unit.name} is saved. Issued letters keep theirs.".format,
    ),
    Verb(
        "add-signatory", add_signatory.AddSignatoryForm, add_signatory.add_signatory, None,
        "Add a signatory", as_signatory, status=201, address="/letters/signatories",
        says="Signatory {.ref} is added.".format,
    ),
    Verb(
        "edit", edit_letter.EditLetterForm, edit_letter.edit_letter, LETTER, "Edit a letter",
        as_letter,
        says="The draft of letter {.ref} is saved.".format,
    ),
    Verb(
        "ask-to-issue", ask_to_issue.AskToIssueForm, ask_to_issue.ask_to_issue, LETTER,
        "Ask for the issue of a letter", as_letter,
        says="Letter {.ref} is ready. Another officer of your unit issues it.".format,
    ),
    Verb(
        "return", return_letter.ReturnLetterForm, return_letter.return_letter, LETTER,
        "Return a letter for changes", as_letter,
        says="Letter {.ref} is a draft again.".format,
    ),
    Verb(
        "issue", issue_letter.IssueLetterForm, issue_letter.issue_letter, LETTER, "Issue a letter",
        as_letter,
        says="Letter {.ref} is issued. Download it to send it.".format,
    ),
    Verb(
        "correct", correct_letter.CorrectLetterForm, correct_letter.correct_letter, LETTER,
        "Draft a correction of a letter", as_letter, status=201,
        says="The correction is letter {.ref}, a draft. Edit it next.".format,
    ),
    Verb(
        "withdraw", withdraw_letter.WithdrawLetterForm, withdraw_letter.withdraw_letter, LETTER,
        "Withdraw a letter", as_letter,
        says="Letter {.ref} is withdrawn.".format,
    ),
    Verb(
        "add-recipient", add_recipient.AddRecipientForm, add_recipient.add_recipient, LETTER,
        "Add a recipient", as_recipient, status=201, says=recipient_line
    ),
    Verb(
        "edit-recipient", edit_recipient.EditRecipientForm, edit_recipient.edit_recipient,
        RECIPIENT, "Edit a recipient", as_recipient, address="/letters/recipients/{ref}/edit",
        says=recipient_line
    ),
    Verb(
        "remove-recipient", remove_recipient.RemoveRecipientForm,
        remove_recipient.remove_recipient, RECIPIENT, "Remove a recipient", as_letter,
        address="/letters/recipients/{ref}/remove",
        says="The recipient is removed from letter {.ref}.".format,
    ),
    Verb(
        "edit-template", edit_template.EditTemplateForm, edit_template.edit_template,
        LETTER_TEMPLATE, "Edit a letter template", as_template,
        address="/letters/templates/{ref}/edit",
        says="The new version of template {.ref} is saved. Letters keep theirs.".format,
    ),
    Verb(
        "withdraw-template", withdraw_template.WithdrawTemplateForm,
        withdraw_template.withdraw_template, LETTER_TEMPLATE, "Withdraw a letter template",
        as_template, address="/letters/templates/{ref}/withdraw",
        says="Template {.ref} is withdrawn. Letters that were made with it stay.".format,
    ),
    Verb(
        "edit-signatory", edit_signatory.EditSignatoryForm, edit_signatory.edit_signatory,
        SIGNATORY, "Edit a signatory", as_signatory, address="/letters/signatories/{ref}/edit",
        says="Signatory {.ref} is saved. Issued letters keep the signature they have.".format,
    ),
    Verb(
        "withdraw-signatory", withdraw_signatory.WithdrawSignatoryForm,
        withdraw_signatory.withdraw_signatory, SIGNATORY, "Withdraw a signatory", as_signatory,
        address="/letters/signatories/{ref}/withdraw",
        says="Signatory {.ref} is withdrawn.".format,
    ),
)  # fmt: skip

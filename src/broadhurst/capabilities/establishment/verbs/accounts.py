"""The verbs of officers, postings, passwords, tokens and sessions."""

from broadhurst.capabilities.establishment.api.shapes import (
    as_ended,
    as_new_token,
    as_officer,
    as_one_time_password,
    as_password_changed,
    as_posting,
    as_token,
)
from broadhurst.capabilities.establishment.commands.change_password import (
    ChangePasswordForm,
    change_password,
)
from broadhurst.capabilities.establishment.commands.change_posting import (
    ChangePostingForm,
    change_posting,
)
from broadhurst.capabilities.establishment.commands.edit_officer import (
    EditOfficerForm,
    edit_officer,
)
from broadhurst.capabilities.establishment.commands.end_session import EndSessionForm, end_session
from broadhurst.capabilities.establishment.commands.enrol import EnrolForm, enrol
from broadhurst.capabilities.establishment.commands.issue_token import IssueTokenForm, issue_token
from broadhurst.capabilities.establishment.commands.post import PostForm, post
from broadhurst.capabilities.establishment.commands.reopen_account import (
    ReopenAccountForm,
    reopen_account,
)
from broadhurst.capabilities.establishment.commands.reset_password import (
    ResetPasswordForm,
    reset_password,
)
from broadhurst.capabilities.establishment.commands.revoke_token import (
    RevokeTokenForm,
    revoke_token,
)
from broadhurst.capabilities.establishment.queries.administering import (
    accounts_of,
    postings_in,
    sessions_in,
    tokens_in,
)
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

OFFICER = Subject("officer", "/officers/{ref}", accounts_of, lookup=lambda ref: {"username": ref})
POSTING = Subject("posting", "/postings/{ref}", postings_in)
TOKEN = Subject("token", "/tokens/{ref}", tokens_in)
SESSION = Subject("session", "/sessions/{ref}", sessions_in)

ACCOUNTS = (
    Verb(
        "enrol", EnrolForm, enrol, None, "Enrol an officer", as_officer, status=201,
        address="/officers", named_by="username",
        says=("{0.name} ({0.username}) is enrolled. Post them to a unit, then give a "
              "password.").format,
    ),
    Verb(
        "edit-officer", EditOfficerForm, edit_officer, OFFICER, "Edit an officer", as_officer,
        address="/officers/{ref}/edit",
        says="{0.name} ({0.username}) is saved.".format,
    ),
    Verb(
        "post", PostForm, post, OFFICER, "Post an officer to a unit", as_posting,
        status=201, named_by="unit",
        says="{0.officer} is posted to {0.unit}: posting {0.ref}.".format,
    ),
    Verb(
        "reopen-account", ReopenAccountForm, reopen_account, OFFICER, "Reopen an account",
        as_officer, address="/officers/{ref}/reopen",
        says=("The account of {0.name} ({0.username}) is open. Post them to a unit, then give a "
              "password.").format,
    ),
    Verb(
        "reset-password", ResetPasswordForm, reset_password, OFFICER, "Give a one-time password",
        as_one_time_password, address="/officers/{ref}/password"
    ),
    Verb(
        "change-posting", ChangePostingForm, change_posting, POSTING, "Change a posting",
        as_posting, address="/postings/{ref}/change",
        says="Posting {.ref} is saved.".format,
    ),
    Verb(
        "change-password", ChangePasswordForm, change_password, None, "Change your own password",
        as_password_changed, address="/me/change-password",
        says="The password of {.username} is changed.".format,
    ),
    Verb(
        "issue-token", IssueTokenForm, issue_token, None, "Issue a token for this posting",
        as_new_token, status=201, address="/tokens"
    ),
    Verb(
        "revoke-token", RevokeTokenForm, revoke_token, TOKEN, "Revoke a token", as_token,
        address="/tokens/{ref}/revoke",
        says="Token {0.ref} ({0.label}) is revoked.".format,
    ),
    Verb(
        "end-session", EndSessionForm, end_session, SESSION, "End a session", as_ended,
        address="/sessions/{ref}/end",
        says="Session {} has ended.".format,
    ),
    VerbOnEach(
        "revoke-tokens", RevokeTokenForm, revoke_token, "token", tokens_in,
        "Revoke several tokens", "/tokens/revoke"
    ),
)  # fmt: skip

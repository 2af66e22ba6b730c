"""Commands for officers, postings, passwords and tokens."""

from broadhurst.capabilities.establishment.cli.finding import (
    Finds,
    Verb,
    a_posting,
    a_session,
    a_token,
    an_officer,
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

OFFICER: Finds = {"officer": an_officer}
ACCOUNTS: tuple[Verb, ...] = (
    ("enrol", EnrolForm, enrol, {}, "username"),
    ("edit-officer", EditOfficerForm, edit_officer, OFFICER, ""),
    ("post", PostForm, post, OFFICER, "unit"),
    ("change-posting", ChangePostingForm, change_posting, {"posting": a_posting}, ""),
    ("reopen-account", ReopenAccountForm, reopen_account, OFFICER, ""),
    ("reset-password", ResetPasswordForm, reset_password, OFFICER, ""),
    ("change-password", ChangePasswordForm, change_password, {}, ""),
    ("issue-token", IssueTokenForm, issue_token, {}, ""),
    ("revoke-token", RevokeTokenForm, revoke_token, {"token": a_token}, ""),
    ("end-session", EndSessionForm, end_session, {"session": a_session}, ""),
)

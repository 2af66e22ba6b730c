"""Organisations, officers, postings, tokens and passwords at the terminal."""

from collections.abc import Callable
from typing import Any

import click

from broadhurst.capabilities.establishment.cli.finding import (
    a_posting,
    a_session,
    a_token,
    a_unit,
    an_agency,
    an_appointment,
    an_officer,
)
from broadhurst.capabilities.establishment.cli.lists import LISTS
from broadhurst.capabilities.establishment.commands.appoint import AppointForm, appoint
from broadhurst.capabilities.establishment.commands.begin_oversight import (
    BeginOversightForm,
    begin_oversight,
)
from broadhurst.capabilities.establishment.commands.change_password import (
    ChangePasswordForm,
    change_password,
)
from broadhurst.capabilities.establishment.commands.change_posting import (
    ChangePostingForm,
    change_posting,
)
from broadhurst.capabilities.establishment.commands.close_body import CloseBodyForm, close_body
from broadhurst.capabilities.establishment.commands.close_unit import CloseUnitForm, close_unit
from broadhurst.capabilities.establishment.commands.edit_body import EditBodyForm, edit_body
from broadhurst.capabilities.establishment.commands.edit_officer import (
    EditOfficerForm,
    edit_officer,
)
from broadhurst.capabilities.establishment.commands.edit_unit import EditUnitForm, edit_unit
from broadhurst.capabilities.establishment.commands.end_appointment import (
    EndAppointmentForm,
    end_appointment,
)
from broadhurst.capabilities.establishment.commands.end_oversight import (
    EndOversightForm,
    end_oversight,
)
from broadhurst.capabilities.establishment.commands.end_session import EndSessionForm, end_session
from broadhurst.capabilities.establishment.commands.enrol import EnrolForm, enrol
from broadhurst.capabilities.establishment.commands.issue_token import IssueTokenForm, issue_token
from broadhurst.capabilities.establishment.commands.join_region import JoinRegionForm, join_region
from broadhurst.capabilities.establishment.commands.leave_region import (
    LeaveRegionForm,
    leave_region,
)
from broadhurst.capabilities.establishment.commands.load_bodies import load_bodies
from broadhurst.capabilities.establishment.commands.open_body import OpenBodyForm, open_body
from broadhurst.capabilities.establishment.commands.open_unit import OpenUnitForm, open_unit
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
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.asking import Ask

group = click.Group("establishment", help="Organisations, officers, postings and accounts.")
Verb = tuple[str, type[Ask], Callable[..., Any], dict[str, cli.Find], str]
AGENCY, UNIT, OFFICER = {"agency": an_agency}, {"unit": a_unit}, {"officer": an_officer}
VERBS: tuple[Verb, ...] = (
    ("open-organisation", OpenBodyForm, open_body, {}, "key"),
    ("edit-organisation", EditBodyForm, edit_body, AGENCY, ""),
    ("close-organisation", CloseBodyForm, close_body, AGENCY, ""),
    ("begin-oversight", BeginOversightForm, begin_oversight, AGENCY, ""),
    ("end-oversight", EndOversightForm, end_oversight, AGENCY, ""),
    ("join-region", JoinRegionForm, join_region, AGENCY, ""),
    ("leave-region", LeaveRegionForm, leave_region, AGENCY, ""),
    ("open-unit", OpenUnitForm, open_unit, AGENCY, "key"),
    ("edit-unit", EditUnitForm, edit_unit, UNIT, ""),
    ("close-unit", CloseUnitForm, close_unit, UNIT, ""),
    ("enrol", EnrolForm, enrol, {}, "username"),
    ("edit-officer", EditOfficerForm, edit_officer, OFFICER, ""),
    ("post", PostForm, post, OFFICER, "unit"),
    ("change-posting", ChangePostingForm, change_posting, {"posting": a_posting}, ""),
    ("appoint", AppointForm, appoint, OFFICER, ""),
    ("end-appointment", EndAppointmentForm, end_appointment, {"appointment": an_appointment}, ""),
    ("reopen-account", ReopenAccountForm, reopen_account, OFFICER, ""),
    ("reset-password", ResetPasswordForm, reset_password, OFFICER, ""),
    ("change-password", ChangePasswordForm, change_password, {}, ""),
    ("issue-token", IssueTokenForm, issue_token, {}, ""),
    ("revoke-token", RevokeTokenForm, revoke_token, {"token": a_token}, ""),
    ("end-session", EndSessionForm, end_session, {"session": a_session}, ""),
)
for name, form, then, finds, named_by in VERBS:
    group.add_command(cli.verb(name, form, then, finds=finds, named_by=named_by, says=str))
for listing in LISTS:
    group.add_command(listing)


@group.command("load")
@cli.in_posting
@cli.acting_as
def load(username: str, unit: str | None) -> None:
    """Load the real bodies, regions and districts, or bring them up to date."""
    with cli.acting(username, unit) as actor, cli.refusals():
        click.echo(f"{load_bodies(actor=actor)} organisations are loaded.")

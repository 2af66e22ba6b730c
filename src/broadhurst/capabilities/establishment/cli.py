"""Tokens at the terminal."""

import click

from broadhurst.capabilities.establishment.commands.issue_token import IssueTokenForm, issue_token
from broadhurst.foundation.doors import cli

group = click.Group("establishment", help="Bodies, units, officers, postings and tokens.")
group.add_command(cli.verb("issue-token", IssueTokenForm, issue_token, says=str))

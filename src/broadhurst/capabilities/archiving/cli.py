"""Archiving at the terminal, in the register's group."""

import click

from broadhurst.capabilities.register.models import Ocg


def state_of(ocg: Ocg) -> str:
    return f"{ocg} is {ocg.status_label}."


group = click.Group("register")

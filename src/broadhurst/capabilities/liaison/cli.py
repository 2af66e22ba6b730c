"""The terminal door of this room."""

import click

group = click.Group("liaison")

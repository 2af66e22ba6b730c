"""The `broadhurst` command: what an operator does, and every verb of every room."""

import os

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadhurst.config.settings")
django.setup()

# The rooms' commands need Django set up, which is why these stand below it.
from broadhurst.capabilities.deconfliction.cli import group as deconfliction  # noqa: E402
from broadhurst.capabilities.establishment.cli import group as establishment  # noqa: E402
from broadhurst.capabilities.inspections.cli import group as inspections  # noqa: E402
from broadhurst.capabilities.liaison.cli import group as liaison  # noqa: E402
from broadhurst.capabilities.operations.cli import group as operations  # noqa: E402
from broadhurst.capabilities.plans.cli import group as plans  # noqa: E402
from broadhurst.capabilities.register.cli import group as register  # noqa: E402
from broadhurst.capabilities.safeguarding.cli import group as safeguarding  # noqa: E402
from broadhurst.capabilities.tasking.cli import group as tasking  # noqa: E402
from broadhurst.capabilities.transfers.cli import group as transfers  # noqa: E402
from broadhurst.config.demonstrate import DEMO_COMMANDS  # noqa: E402
from broadhurst.config.operate import OPERATOR_COMMANDS  # noqa: E402
from broadhurst.surfaces.dossier.cli import timeline, who_can_see  # noqa: E402
from broadhurst.surfaces.home.cli import waiting  # noqa: E402
from broadhurst.surfaces.insight.cli import figures  # noqa: E402


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Broadhurst: the response to serious and organised crime, run together."""


ROOMS = (
    establishment,
    register,
    plans,
    operations,
    deconfliction,
    safeguarding,
    liaison,
    tasking,
    transfers,
    inspections,
)
SURFACES = (waiting, figures, timeline, who_can_see)
for one in (*DEMO_COMMANDS, *OPERATOR_COMMANDS, *SURFACES, *ROOMS):
    main.add_command(one)

"""The verbs of leavers, at the API and the terminal."""

from broadhurst.capabilities.leavers.api import as_rehoming
from broadhurst.capabilities.leavers.cli import sent
from broadhurst.capabilities.leavers.commands.rehome import RehomeForm, rehome
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors.verbs import Subject, Verb

OFFICER = Subject(
    "officer",
    "/leavers/{ref}",
    lambda _actor: Officer.objects.filter(is_active=True),
    lookup=lambda ref: {"username": ref},
)

VERBS = (
    Verb(
        "rehome", RehomeForm, rehome, OFFICER, "Give the work of an officer to successors",
        as_rehoming, status=202, says=sent
    ),
)  # fmt: skip

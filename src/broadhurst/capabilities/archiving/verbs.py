"""The verbs of archiving, at the API and the terminal."""

from broadhurst.capabilities.archiving.api import as_archiving, as_state
from broadhurst.capabilities.archiving.cli import state_of
from broadhurst.capabilities.archiving.commands.approve_archive import (
    ApproveArchiveForm,
    approve_archive,
)
from broadhurst.capabilities.archiving.commands.decline_archive import (
    DeclineArchiveForm,
    decline_archive,
)
from broadhurst.capabilities.archiving.commands.propose_archive import (
    ProposeArchiveForm,
    propose_archive,
)
from broadhurst.capabilities.archiving.commands.reactivate import ReactivateForm, reactivate
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))

VERBS = (
    Verb(
        "propose-archive", ProposeArchiveForm, propose_archive, OCG, "Propose to archive an OCG",
        as_archiving, status=201,
        says=("Your proposal to archive {.ocg.ref} is sent. An officer who is not the LRO "
              "decides.").format,
    ),
    Verb(
        "approve-archive", ApproveArchiveForm, approve_archive, OCG, "Archive an OCG", as_state,
        says=state_of
    ),
    Verb(
        "decline-archive", DeclineArchiveForm, decline_archive, OCG, "Decline to archive an OCG",
        as_archiving,
        says="{.ocg.ref} is not archived. The proposer is notified of the reason.".format,
    ),
    Verb(
        "reactivate", ReactivateForm, reactivate, OCG, "Reactivate an OCG", as_state, says=state_of
    ),
)  # fmt: skip

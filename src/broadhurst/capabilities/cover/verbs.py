"""The verbs of cover, at the API and the terminal."""

from broadhurst.capabilities.cover.api import as_cover
from broadhurst.capabilities.cover.cli import saved
from broadhurst.capabilities.cover.commands.correct_cover import CorrectCoverForm, correct_cover
from broadhurst.capabilities.cover.commands.end_cover import EndCoverForm, end_cover
from broadhurst.capabilities.cover.commands.name_deputy import NameDeputyForm, name_deputy
from broadhurst.capabilities.cover.commands.withdraw_cover import WithdrawCoverForm, withdraw_cover
from broadhurst.capabilities.cover.queries.covers import covers
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.all())
COVER = Subject("cover", "/cover/{ref}", lambda _actor: covers())

VERBS = (
    Verb(
        "name-deputy", NameDeputyForm, name_deputy, OCG, "Name a deputy for a lead", as_cover,
        status=201, says=saved
    ),
    Verb("end", EndCoverForm, end_cover, COVER, "End cover early", as_cover, says=saved),
    Verb("correct", CorrectCoverForm, correct_cover, COVER, "Correct cover", as_cover, says=saved),
    Verb(
        "withdraw", WithdrawCoverForm, withdraw_cover, COVER, "Withdraw cover", as_cover, says=saved
    ),
    VerbOnEach(
        "end-covers", EndCoverForm, end_cover, "cover", lambda _actor: covers(),
        "End several covers early", "/cover/end"
    ),
)  # fmt: skip

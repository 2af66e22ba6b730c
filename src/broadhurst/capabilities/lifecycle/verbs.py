"""The verbs of lifecycle, at the API and the terminal."""

from broadhurst.capabilities.lifecycle.api import as_life
from broadhurst.capabilities.lifecycle.cli import state_of
from broadhurst.capabilities.lifecycle.commands.adopt import AdoptForm, adopt
from broadhurst.capabilities.lifecycle.commands.decline_adoption import (
    DeclineAdoptionForm,
    decline_adoption,
)
from broadhurst.capabilities.lifecycle.commands.keep_dormant import KeepDormantForm, keep_dormant
from broadhurst.capabilities.lifecycle.commands.make_dormant import MakeDormantForm, make_dormant
from broadhurst.capabilities.lifecycle.commands.reopen import ReopenForm, reopen
from broadhurst.capabilities.lifecycle.commands.report import ReportForm, report
from broadhurst.capabilities.lifecycle.commands.resume_work import ResumeWorkForm, resume_work
from broadhurst.capabilities.lifecycle.commands.start_assessment import (
    StartAssessmentForm,
    start_assessment,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))

VERBS = (
    Verb(
        "report", ReportForm, report, None, "Report a threat", as_life, status=201,
        address="/ocgs/report", says=state_of
    ),
    Verb(
        "start-assessment", StartAssessmentForm, start_assessment, OCG,
        "Start the assessment of a reported OCG", as_life, says=state_of
    ),
    Verb("adopt", AdoptForm, adopt, OCG, "Adopt an OCG that was assessed", as_life, says=state_of),
    Verb(
        "decline-adoption", DeclineAdoptionForm, decline_adoption, OCG,
        "Record why an OCG is not adopted", as_life, says=state_of
    ),
    Verb(
        "reopen", ReopenForm, reopen, OCG, "Reopen an OCG that was not adopted", as_life,
        says=state_of
    ),
    Verb(
        "make-dormant", MakeDormantForm, make_dormant, OCG, "Make an OCG dormant", as_life,
        says=state_of
    ),
    Verb(
        "keep-dormant", KeepDormantForm, keep_dormant, OCG, "Keep an OCG dormant", as_life,
        says=state_of
    ),
    Verb(
        "resume-work", ResumeWorkForm, resume_work, OCG, "Resume work on a dormant OCG", as_life,
        says=state_of
    ),
)  # fmt: skip

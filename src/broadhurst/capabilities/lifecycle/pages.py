"""Pages to report an OCG, and to take each later step of its life."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

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
from broadhurst.capabilities.register.rules.registering import objections_to_registering_roles
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.may_open import refused_by_role
from broadhurst.foundation.doors.wall import ActingRequest

REPORT_INTRO = (
    "Report a group, a person, a vulnerability or a place that may be serious and organised crime. "
    "Your unit assesses it, and then adopts it or records why not. If work cannot wait for that, "
    "register it instead."
)
DORMANT_INTRO = (
    "A dormant OCG keeps its owner, leads and deconfliction entries. No plan, bid or transfer "
    "starts on it until work resumes."
)
NOT_ADOPTED_INTRO = (
    "Its deconfliction entries are withdrawn, and nothing can be done on it. It can be reopened."
)


@refused_by_role(
    objections_to_registering_roles,
    title="Report a threat",
    back="home:home",
    link_text="Your tasks",
)
def report_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        ReportForm,
        report,
        title="Report a threat",
        submit="Send report",
        go_to=_href,
        done=lambda ocg: f"{ocg.ref} is reported. Next: start its assessment.",
        context={
            "back": reverse("ocgs:ocgs"),
            "intro": REPORT_INTRO,
            "above": "lifecycle/_register_instead.html",
        },
    )


def _href(ocg: Ocg) -> str:
    return reverse("dossier:ocg", args=[ocg.ref])


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return {"ocg": ocg, "go_to": _href(ocg)}


def _about_report(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Add the report, and the link to the opposite decision."""
    context = {"above": "lifecycle/_report.html", "below": "lifecycle/_decline_instead.html"}
    return _about(request, ref) | {"context": context}


start_assessment_page = web.verb(
    StartAssessmentForm, start_assessment, _about_report,
    "Start the assessment of this OCG", "Start assessment",
    "The assessment is started. Score this OCG next.",
)  # fmt: skip
adopt_page = web.verb(
    AdoptForm, adopt, _about, "Adopt this OCG", "Adopt OCG", "The OCG is adopted and active."
)
decline_adoption_page = web.verb(
    DeclineAdoptionForm, decline_adoption, _about,
    "Record why this OCG is not adopted", "Record decision", "The OCG is not adopted.",
    intro=NOT_ADOPTED_INTRO,
)  # fmt: skip
reopen_page = web.verb(
    ReopenForm, reopen, _about, "Reopen this OCG", "Reopen OCG",
    "The OCG is under assessment again. Its targets are being checked.",
)  # fmt: skip
make_dormant_page = web.verb(
    MakeDormantForm, make_dormant, _about, "Make this OCG dormant", "Make OCG dormant",
    "The OCG is dormant. Its leads are asked to look at it again on that date.",
    intro=DORMANT_INTRO,
)  # fmt: skip
keep_dormant_page = web.verb(
    KeepDormantForm, keep_dormant, _about, "Keep this OCG dormant", "Keep OCG dormant",
    "The OCG stays dormant.", below="lifecycle/_resume_instead.html",
)  # fmt: skip
resume_work_page = web.verb(
    ResumeWorkForm, resume_work, _about, "Resume work on this OCG", "Resume work",
    "The OCG is active again. Assess it next.",
)  # fmt: skip

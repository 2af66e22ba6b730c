"""Pages that archive an OCG, decide on a proposal, and reactivate an OCG."""

from typing import Any

from django.urls import reverse

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
from broadhurst.capabilities.archiving.queries import open_work
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.archiving import to_decide
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.archiving import may_approve
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest

INTRO = (
    "An archived OCG leaves the list of active OCGs and the figures. Nothing can be done on it, "
    "and its deconfliction entries are withdrawn. It can be reactivated."
)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return {"ocg": ocg, "go_to": reverse("dossier:ocg", args=[ref])}


def _about_open_work(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Add the open work and the proposal to the page."""
    about = _about(request, ref)
    context = {
        "intro": INTRO,
        "above": "archiving/_archiving.html",
        "open_work": open_work(about["ocg"]),
        "proposed": to_decide(about["ocg"]).first(),
    }
    return about | {"context": context}


def _about_decision(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Add the link to the opposite decision."""
    about = _about_open_work(request, ref)
    about["context"]["checks"] = True
    proposal, parts = (
        about["context"]["proposed"],
        current_leadership(about["ocg"]).parts_of(request.actor),
    )
    about["context"] |= {
        "below": "archiving/_other_answer.html",
        "may_approve": proposal is not None and may_approve(request.actor, parts, proposal),
    }
    return about


approve_archive_page = web.verb(
    ApproveArchiveForm,
    approve_archive,
    _about_decision,
    "Archive this OCG",
    "Archive OCG",
    "The OCG is archived.",
)
propose_archive_page = web.verb(
    ProposeArchiveForm,
    propose_archive,
    _about_open_work,
    "Propose to archive this OCG",
    "Send for approval",
    "Your proposal is sent. An officer who is not the LRO will approve or decline it.",
)
decline_archive_page = web.verb(
    DeclineArchiveForm,
    decline_archive,
    _about_decision,
    "Do not archive this OCG",
    "Decline archiving",
    "The OCG is not archived. The proposer is notified of the reason.",
)
reactivate_page = web.verb(
    ReactivateForm,
    reactivate,
    _about,
    "Reactivate this OCG",
    "Reactivate OCG",
    "The OCG is active again. Assess it next. Its targets are being checked.",
)

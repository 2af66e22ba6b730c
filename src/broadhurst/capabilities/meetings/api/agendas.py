"""JSON API of agendas and minutes."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.meetings.api.schemas import AgendaOut
from broadhurst.capabilities.meetings.api.shapes import as_agenda
from broadhurst.capabilities.meetings.commands.take_minutes import take_minutes
from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.meetings.queries.agendas import agendas
from broadhurst.foundation.doors import api, downloads
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/agendas/{ref}",
    summary="The agenda and the minutes of a meeting, as far as you can see them",
    response=AgendaOut,
)
def one_agenda(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_agenda(_find(request, ref)))


@router.get(
    "/agendas/{ref}/minutes.pdf",
    **api.refusing(api.file("Download the minutes (PDF)", FORMATS["pdf"][1]), 409),
)
def minutes_pdf(request: ActingRequest, ref: str) -> HttpResponse:
    return _taken(request, ref, "pdf")


@router.get(
    "/agendas/{ref}/minutes.docx",
    **api.refusing(api.file("Download the minutes (DOCX)", FORMATS["docx"][1]), 409),
)
def minutes_docx(request: ActingRequest, ref: str) -> HttpResponse:
    return _taken(request, ref, "docx")


def _taken(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    subject, kind = {"agenda": _find(request, ref)}, FORMATS[form][1]
    return downloads.endpoint(request, take_minutes, subject, content_type=kind, form=form)


def _find(request: ActingRequest, ref: str) -> Agenda:
    return api.find(request, agendas(), meeting__ref=ref)

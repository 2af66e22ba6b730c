"""API endpoints to read letters."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.letters.api.shapes import as_letter
from broadhurst.capabilities.letters.lists import LETTERS
from broadhurst.capabilities.letters.queries.letters import letters
from broadhurst.capabilities.letters.schemas import LetterOut
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get("/letters", **lists.listing(LETTERS, "List the letters of your unit", LetterOut))
def list_letters(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, LETTERS, as_letter)


@router.get("/letters/{ref}", summary="One letter", response=LetterOut)
def one_letter(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_letter(api.find(request, letters(), ref=ref)))

"""Endpoints that merge OCGs, preview and undo that."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.merging import rules
from broadhurst.capabilities.merging.commands.merge import MergeForm, merge
from broadhurst.capabilities.merging.commands.merge_person import MergePersonForm, merge_person
from broadhurst.capabilities.merging.commands.undo_merge import UndoMergeForm, undo_merge
from broadhurst.capabilities.merging.commands.undo_person_merge import (
    UndoPersonMergeForm,
    undo_person_merge,
)
from broadhurst.capabilities.merging.models import Merge, PersonMerge
from broadhurst.capabilities.merging.queries.merges import merges, merges_of, preview
from broadhurst.capabilities.merging.queries.people import person_merges
from broadhurst.capabilities.merging.schemas import MergeOut, MergePreviewOut, PersonMergeOut
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.people import members
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["register"])


@router.get(
    "/ocgs/{ref}/merges",
    summary="Merges of an OCG into others and of others into it",
    response=api.items_of(MergeOut),
)
def merges_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(merges_of(_find_ocg(request, ref)), as_merge)


@router.get(
    "/ocgs/{ref}/merge-into/{into}",
    summary="Preview a merge of an OCG into another",
    response=MergePreviewOut,
)
def preview_endpoint(request: ActingRequest, ref: str, into: str) -> HttpResponse:
    ocg, other = _find_ocg(request, ref), _find_ocg(request, into)
    found = preview(request.actor, ocg, other)
    return api.answer(
        MergePreviewOut(
            ocg=ocg.ref,
            into=other.ref,
            moves=found["moves"],
            both=found["both"],
            stops=[str(sentence) for sentence in found["stops"]],
        )
    )


@router.post(
    "/ocgs/{ref}/merge", **api.verb(MergeForm, "Merge an OCG into another", 201, answer=MergeOut)
)
def merge_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(request, MergeForm, merge, as_json=as_merge, status=201, ocg=ocg)


@router.post("/merges/{ref}/undo", **api.verb(UndoMergeForm, "Undo a merge", answer=MergeOut))
def undo_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, merges(), ref=ref)
    return api.ask(request, UndoMergeForm, undo_merge, as_json=as_merge, merge=found)


@router.post(
    "/people/{ref}/merge",
    **api.verb(MergePersonForm, "Merge two records of a person", 201, answer=PersonMergeOut),
)
def merge_person_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    member = api.find(request, members(), person__ref=ref)
    return api.ask(
        request, MergePersonForm, merge_person, as_json=as_person_merge, status=201, member=member
    )


@router.post(
    "/person-merges/{ref}/undo",
    **api.verb(UndoPersonMergeForm, "Undo a merge of a person", answer=PersonMergeOut),
)
def undo_person_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, person_merges(), ref=ref)
    return api.ask(
        request, UndoPersonMergeForm, undo_person_merge, as_json=as_person_merge, merge=found
    )


def _find_ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.select_related("dossier"), ref=ref)


def as_merge(made: Merge) -> MergeOut:
    return MergeOut(
        ref=made.ref,
        ocg=made.ocg.ref,
        into=made.into.ref,
        because=made.because,
        merged_by=made.merged_by.username,
        merged_at=made.merged_at,
        moved=rules.in_words(made.counts),
        undone_by=made.undone_by.username if made.undone_by else None,
        undone_at=made.undone_at,
        undone_because=made.undone_because,
        kept=made.kept,
    )


def as_person_merge(made: PersonMerge) -> PersonMergeOut:
    return PersonMergeOut(
        ref=made.ref,
        ocg=made.ocg.ref,
        person=made.person.ref,
        into=made.into.ref,
        because=made.because,
        merged_by=made.merged_by.username,
        merged_at=made.merged_at,
        undone_by=made.undone_by.username if made.undone_by else None,
        undone_at=made.undone_at,
        undone_because=made.undone_because,
        kept=made.kept,
    )

"""Pages that merge an OCG into another, or split it, and undo that."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.merging.commands.merge import MergeForm, merge
from broadhurst.capabilities.merging.commands.merge_person import MergePersonForm, merge_person
from broadhurst.capabilities.merging.commands.split import split
from broadhurst.capabilities.merging.commands.undo_merge import UndoMergeForm, undo_merge
from broadhurst.capabilities.merging.commands.undo_person_merge import (
    UndoPersonMergeForm,
    undo_person_merge,
)
from broadhurst.capabilities.merging.commands.undo_split import UndoSplitForm, undo_split
from broadhurst.capabilities.merging.forms.split import SplitForm
from broadhurst.capabilities.merging.models import Merge, PersonMerge, Split
from broadhurst.capabilities.merging.queries.merges import (
    may_be_merged_into,
    merges,
    preview,
)
from broadhurst.capabilities.merging.queries.people import (
    likely_others,
    person_merges,
    rows_of,
)
from broadhurst.capabilities.merging.queries.row_words import in_words
from broadhurst.capabilities.merging.queries.splits import preview as preview_split
from broadhurst.capabilities.merging.queries.splits import splits
from broadhurst.capabilities.merging.rules import merging as rules
from broadhurst.capabilities.merging.rules.splitting import GOES
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.people import members
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest

INTRO = (
    "Merge two records of the same group. Current records move to the OCG that stays. This one "
    "ends, and its history stays beneath that one. You can undo this within a day."
)
SPLIT_INTRO = (
    "Split this OCG if it is two groups. What you choose moves to a new OCG with the same owner "
    "and leads, and the rest stays. You can undo this within a day."
)


def merge_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    chosen = request.POST.get("into") or request.GET.get("into", "")
    into = may_be_merged_into(ocg).select_related("dossier").filter(ref=chosen).first()
    return web.ask(
        request,
        MergeForm,
        merge,
        ocg=ocg,
        title="Merge this OCG into another",
        submit="Merge OCG",
        template="merging/merge.html",
        go_to=_href,
        done=_merged,
        initial={"into": chosen},
        context={
            "intro": INTRO,
            "back": reverse("dossier:ocg", args=[ref]),
            "preview": preview(request.actor, ocg, into) if into else None,
        },
    )


def _href(made: Merge) -> str:
    return reverse("dossier:ocg", args=[made.into.ref])


def _merged(made: Merge) -> str:
    return f"{made.ocg.name} is merged into this OCG. You can undo this within a day."


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    made = web.find(request, merges(), ref=ref)
    context = {
        "above": "merging/_undo.html",
        "made": made,
        "moved": rules.in_words(made.counts),
        "checks": True,
    }
    return {
        "merge": made,
        "go_to": reverse("dossier:ocg", args=[made.ocg.ref]),
        "context": context,
    }


def _undone(made: Merge | PersonMerge | Split) -> str:
    noun = "split" if isinstance(made, Split) else "merge"
    if not made.kept:
        return f"The {noun} is undone. Everything that moved is back."
    kept = "; ".join(made.kept)
    return f"The {noun} is undone. Not moved back, because it changed since: {kept}."


undo_merge_page = web.verb(
    UndoMergeForm, undo_merge, _about, "Undo this merge", "Undo merge", _undone
)


def merge_person_page(request: ActingRequest, ref: str) -> HttpResponse:
    member = web.find(request, members(), person__ref=ref)
    return web.ask(
        request,
        MergePersonForm,
        merge_person,
        member=member,
        title="Merge this person into another",
        submit="Merge person",
        go_to=reverse("dossier:ocg_people", args=[member.ocg.ref]),
        done="The two records are merged. You can undo this within a day.",
        initial={"into": request.GET.get("into", "")},
        context={
            "above": "merging/_person.html",
            "moving": [in_words(row) for row in rows_of(member)],
            "likely": likely_others(member),
            "checks": True,
        },
    )


def _about_people(request: ActingRequest, ref: str) -> dict[str, Any]:
    made = web.find(request, person_merges(), ref=ref)
    go_to = reverse("dossier:ocg_people", args=[made.ocg.ref])
    return {"merge": made, "go_to": go_to, "context": {"checks": True}}


undo_person_merge_page = web.verb(
    UndoPersonMergeForm,
    undo_person_merge,
    _about_people,
    "Undo this merge",
    "Undo merge",
    _undone,
    intro="Both records are on the OCG again. Units that were notified of a hit keep it.",
)


def split_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    preview_rows = None
    if request.method == "POST":
        chosen = SplitForm(request.POST, actor=request.actor, ocg=ocg).chosen()
        preview_rows = preview_split(request.actor, ocg, chosen)
    return web.ask(
        request,
        SplitForm,
        split,
        ocg=ocg,
        title="Split this OCG",
        submit="Split OCG",
        template="merging/split.html",
        go_to=_href_of_new,
        done=_split,
        context={
            "intro": SPLIT_INTRO,
            "back": reverse("dossier:ocg", args=[ref]),
            "preview": preview_rows,
        },
    )


def _href_of_new(made: Split) -> str:
    return reverse("dossier:ocg", args=[made.new.ref])


def _split(made: Split) -> str:
    return (
        f"{made.new.name} is split off {made.ocg.name}. Correct its details and assess it next. "
        "You can undo this within a day."
    )


def _about_split(request: ActingRequest, ref: str) -> dict[str, Any]:
    made = web.find(request, splits(), ref=ref)
    context = {
        "above": "merging/_undo_split.html",
        "made": made,
        "moved": rules.in_words(made.counts, GOES),
        "checks": True,
    }
    return {
        "split": made,
        "go_to": reverse("dossier:ocg", args=[made.ocg.ref]),
        "context": context,
    }


undo_split_page = web.verb(
    UndoSplitForm, undo_split, _about_split, "Undo this split", "Undo split", _undone
)

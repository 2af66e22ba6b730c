"""The verbs of merging, at the API and the terminal."""

from broadhurst.capabilities.merging.api import as_merge, as_person_merge, as_split
from broadhurst.capabilities.merging.cli import (
    merged,
    people_apart,
    person_merged,
    split_off,
    split_undone,
    undone,
)
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
from broadhurst.capabilities.merging.queries.merges import merges
from broadhurst.capabilities.merging.queries.people import person_merges
from broadhurst.capabilities.merging.queries.splits import splits
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.people import members
from broadhurst.foundation.doors.verbs import Subject, Verb

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
MERGE = Subject("merge", "/merges/{ref}", lambda _actor: merges())
MEMBER = Subject(
    "member", "/people/{ref}", lambda _actor: members(), lookup=lambda ref: {"person__ref": ref}
)
PERSON_MERGE = Subject("merge", "/person-merges/{ref}", lambda _actor: person_merges())
SPLIT = Subject("split", "/splits/{ref}", lambda _actor: splits())

VERBS = (
    Verb(
        "merge", MergeForm, merge, OCG, "Merge an OCG into another", as_merge, status=201,
        says=merged
    ),
    Verb(
        "split", SplitForm, split, OCG, "Split an OCG into two", as_split, status=201,
        says=split_off
    ),
    Verb(
        "undo-merge", UndoMergeForm, undo_merge, MERGE, "Undo a merge", as_merge,
        address="/merges/{ref}/undo", says=undone
    ),
    Verb(
        "merge-person", MergePersonForm, merge_person, MEMBER, "Merge two records of a person",
        as_person_merge, status=201, address="/people/{ref}/merge", says=person_merged
    ),
    Verb(
        "undo-person-merge", UndoPersonMergeForm, undo_person_merge, PERSON_MERGE,
        "Undo a merge of a person", as_person_merge, address="/person-merges/{ref}/undo",
        says=people_apart
    ),
    Verb(
        "undo-split", UndoSplitForm, undo_split, SPLIT, "Undo a split", as_split,
        address="/splits/{ref}/undo", says=split_undone
    ),
)  # fmt: skip

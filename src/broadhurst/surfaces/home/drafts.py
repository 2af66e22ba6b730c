"""An officer's drafts with the record of each, as far as the officer can still see it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from broadhurst.foundation.drafts.models import Draft
from broadhurst.surfaces.home.records import PAGES, kind_of, named

REFERENCE = re.compile(r"/([A-Z]{3}-[0-9A-Z-]+)/")


@dataclass(frozen=True)
class ShownDraft:
    """A draft and the record of its form.

    `name` and `ref` are empty if the form is of no record. The draft `is_hidden` if there is a
    record that the officer cannot see any more. Then nothing is said of the record.
    """

    draft: Draft
    name: str = ""
    ref: str = ""
    is_hidden: bool = False

    @property
    def href(self) -> str:
        return "" if self.is_hidden else f"{self.draft.path}?draft=1"


def with_records(drafts: Iterable[Draft]) -> list[ShownDraft]:
    """Return drafts with the record in the address of each form."""
    ref_of = {draft: _reference(draft.path) for draft in drafts}
    names = named(ref_of.values())
    return [_shown(draft, ref, names) for draft, ref in ref_of.items()]


def _shown(draft: Draft, ref: str, names: dict[str, str]) -> ShownDraft:
    if kind_of(ref) not in PAGES:
        return ShownDraft(draft)
    return ShownDraft(draft, names[ref], ref) if ref in names else ShownDraft(draft, is_hidden=True)


def _reference(path: str) -> str:
    match = REFERENCE.search(path)
    return match[1] if match else ""

"""An officer registers an OCG twice, merges the two, and undoes that. Another OCG is split."""

import pytest

from tests.stories.conftest import Walker
from tests.stories.test_full_transfer import reference

pytestmark = pytest.mark.story


def test_likely_duplicate_is_shown_and_merged_and_the_merge_undone(walker: Walker) -> None:
    walker.sign_in("gail")
    first = registered(walker, "Cinnabar Whinchat")
    second = registered_again(walker)
    assert second != first
    merge(walker, second, first)
    undo(walker, second)


def test_ocg_is_split_past_a_likely_duplicate_and_the_split_undone(walker: Walker) -> None:
    walker.sign_in("gail")
    registered(walker, "Umber Dunlin")
    ref = registered(walker, "Saffron Redpoll")
    for name in ("Odhran Quenchwell", "Barnaby Ragwort"):
        walker.go(f"/ocgs/{ref}/add-member/")
        walker.answer(name=name, category="suspect", part="principal")
        walker.send("^Save person$")

    walker.go(f"/ocgs/{ref}/")
    walker.press("Split this OCG")
    walker.answer(name="Umber Dunlins", because="Two brothers now run separate lines.")
    walker.page.get_by_label("Barnaby Ragwort").check(force=True)
    walker.send("Show what moves and what stays")
    walker.sees("Records that move to the new OCG", "Records that stay on Saffron Redpoll")
    walker.send("^Split OCG")
    walker.sees("There is a problem", "Umber Dunlin", "nearly the same cover name")
    walker.picture("split")
    walker.page.locator("main input[name=not_same_as]").check(force=True)
    walker.send("^Split OCG")
    walker.sees("Umber Dunlins is split off Saffron Redpoll", "Undo this split")
    new = reference(walker, "OCG")

    walker.press("Undo this split")
    walker.answer(because="They are one group after all.")
    walker.send("Undo split")
    walker.sees("The split is undone")
    walker.go(f"/ocgs/{ref}/people/")
    walker.sees("Odhran Quenchwell", "Barnaby Ragwort")
    walker.go(f"/ocgs/{new}/")
    walker.sees("Merged")


def registered_again(walker: Walker) -> str:
    """Register it under nearly the same name, with a person, and return its reference."""
    walker.go("/ocgs/register/")
    describe(walker, "Cinnabar Whinchats")
    walker.send("Register OCG")
    walker.sees("There is a problem", "Cinnabar Whinchat", "nearly the same cover name")
    walker.picture("likely-duplicate")
    walker.page.locator("main input[name=not_same_as]").check(force=True)
    walker.send("Register OCG")
    walker.sees("is registered")
    second = reference(walker, "OCG")
    walker.go(f"/ocgs/{second}/add-member/")
    walker.answer(name="Odhran Quenchwell", category="suspect", part="principal")
    walker.send("^Save person$")
    return second


def merge(walker: Walker, second: str, first: str) -> None:
    walker.go(f"/ocgs/{second}/")
    walker.press("Merge this OCG into another")
    walker.answer(into=first)
    walker.answer(because="Both names were given to one group.")
    walker.send("Show what moves")
    walker.sees("Records that move to Cinnabar Whinchat", "1 person")
    walker.picture("merge")
    walker.send("^Merge OCG")
    walker.sees("You can undo this within a day")
    walker.go(f"/ocgs/{first}/people/")
    walker.sees("Odhran Quenchwell")
    walker.go(f"/ocgs/{second}/")
    walker.sees("Merged", "merged this OCG into Cinnabar Whinchat")
    walker.picture("merged")


def undo(walker: Walker, second: str) -> None:
    walker.press("Undo this merge")
    walker.answer(because="They only share a supplier.")
    walker.send("Undo merge")
    walker.sees("The merge is undone")
    walker.go(f"/ocgs/{second}/people/")
    walker.sees("Odhran Quenchwell")


def registered(walker: Walker, name: str) -> str:
    """Register an OCG, and return its reference."""
    walker.go("/ocgs/register/")
    describe(walker, name)
    walker.send("Register OCG")
    walker.sees(name, "is registered")
    return reference(walker, "OCG")


def describe(walker: Walker, name: str) -> None:
    walker.answer(
        name=name, threat_types=["drugs"], districts=["bolton"], lro="len", sio="gail",
        urgent_because="An arrest is planned for tomorrow.",
        description="Supplies Class A drugs across two districts.",
    )  # fmt: skip

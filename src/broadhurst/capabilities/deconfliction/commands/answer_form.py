"""What is asked of whoever answers a hit: whether others are answered with it, one by one named."""

from collections.abc import Iterable

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries import alongside
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import MultiChoiceField

NOT_ALONGSIDE = (
    "%(value)s cannot be answered with this hit: it is with another unit, or at another step now. "
    "Look at it again."
)


class AnswerForm(Ask):
    """Those that are named are answered too, and no others: what comes meanwhile is not."""

    also = MultiChoiceField(
        label="Answer these too",
        help_text="Your other hits with the same unit. Those you choose get the same answer as "
        "this one.",
        required=False,
        error_messages={"invalid_choice": NOT_ALONGSIDE},
    )

    def offer(self) -> None:
        """Those that wait for the same now."""
        self.beside = {one.ref: one for one in alongside(self.subject["hit"])}
        if self.beside:
            choices = [(ref, _in_words(one)) for ref, one in self.beside.items()]
            self.fields["also"].choices = choices  # type: ignore[attr-defined]
        elif "also" not in self.data:
            del self.fields["also"]

    def clean_also(self) -> list[HitSide]:
        """The sides that are named."""
        return [self.beside[ref] for ref in self.cleaned_data["also"]]


def held(side: HitSide, also: Iterable[HitSide]) -> tuple[HitSide, list[HitSide]]:
    """A side and all that are answered, it among them, locked in one order, whichever was asked
    about. Raises Refused if one of them is no longer the actor's to see.
    """
    rows = HitSide.objects.select_related("hit", "unit", "desk")
    every = [lock(rows, one) for one in sorted({side, *also}, key=lambda one: one.pk)]
    return next(one for one in every if one == side), every


def _in_words(side: HitSide) -> str:
    return f"{side.ref}: {side.hit.words}" + (f", on {side.of_own}" if side.of_own else "")

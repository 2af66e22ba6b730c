"""Two officers act on one import at the same moment, with real commits."""

from functools import partial

from broadhurst.capabilities.imports.commands.discard import discard_import
from broadhurst.capabilities.imports.commands.run import run_import
from broadhurst.capabilities.imports.commands.undo import undo_import
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.register.models import Identifier, Membership
from broadhurst.foundation.access.wall import as_actor
from tests.at_once import at_once, refusals
from tests.imports.making import imported, importing, mapped
from tests.people import Cast


def test_an_import_runs_once(committed: Cast) -> None:
    sent = mapped(committed.gail, committed.ocg())
    both = [
        partial(run_import, actor=actor, upload=sent) for actor in (committed.gail, committed.cora)
    ]
    assert len(refusals(at_once(*both))) == 1
    with as_actor(committed.gail):
        assert (Membership.objects.count(), Identifier.objects.count()) == (2, 3)


def test_an_import_is_added_or_discarded_but_not_both(committed: Cast) -> None:
    sent, gail = mapped(committed.gail, committed.ocg()), committed.gail
    both = (
        lambda: run_import(actor=gail, upload=sent),
        lambda: discard_import(actor=gail, upload=sent),
    )
    assert len(refusals(at_once(*both))) == 1
    with as_actor(gail):
        (now,) = Import.objects.all()
        assert Membership.objects.count() == (2 if now.stage == "Imported" else 0)


def test_an_import_is_undone_once(committed: Cast) -> None:
    sent, gail = imported(committed.gail, committed.ocg()), committed.gail
    both = [lambda: undo_import(actor=gail, upload=sent)] * 2
    assert len(refusals(at_once(*both))) == 1
    with as_actor(gail):
        assert (Membership.objects.count(), Identifier.objects.count()) == (0, 0)


def test_two_spreadsheets_sent_at_once_leave_one_under_way(committed: Cast) -> None:
    ocg, gail = committed.ocg(), committed.gail
    at_once(*[lambda: importing(gail, ocg)] * 2)
    with as_actor(gail):
        assert sorted(one.is_under_way for one in Import.objects.all()) == [False, True]

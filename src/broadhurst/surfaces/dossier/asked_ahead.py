"""The statements that the page of an OCG sends ahead, from each room."""

from broadhurst.capabilities.files.queries.files import asks_of as files_asks
from broadhurst.capabilities.following.queries import ask_following
from broadhurst.capabilities.lifecycle.queries.shown import asks_of as lifecycle_asks
from broadhurst.capabilities.merging.queries.merges import asks_of as merges_asks
from broadhurst.capabilities.merging.queries.splits import asks_of as splits_asks
from broadhurst.capabilities.notes.queries.notes import asks_of as notes_asks
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.rules.life import CLOSED
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.database.ahead import Ask
from broadhurst.surfaces.dossier.attention import ask_attention
from broadhurst.surfaces.dossier.attention import asks_of as facts_asks
from broadhurst.surfaces.dossier.queries import areas_of, ask_latest_events


def asks_of_each_part(ocg: Ocg) -> list[Ask]:
    """Return the statements of the head of the page, which each part of it has."""
    rooms = (lifecycle_asks, merges_asks, splits_asks)
    return [*facts_asks(ocg), *(ask for room in rooms for ask in room(ocg))]


def asks_of_overview(ocg: Ocg, actor: Actor) -> list[Ask]:
    """Return the statements of the overview."""
    asks = [ask_latest_events(ocg), areas_of.ask(ocg.pk), ask_following(actor, ocg)]
    asks += [] if ocg.state in CLOSED else [ask_attention(ocg)]
    return [*asks, *notes_asks(ocg), *files_asks(ocg)]

"""Keep a picture of a unit. Not a command: the commands of the house style call it."""

from broadhurst.capabilities.letters.models import Picture
from broadhurst.capabilities.letters.queries.kept import style_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.doors import pictures
from broadhurst.foundation.doors.references import new_reference


def kept_picture(
    actor: Actor,
    dossier: Dossier,
    current: Picture | None,
    chosen: pictures.Picture | None,
    alt: str,
    *,
    is_removed: bool,
) -> Picture | None:
    """Return the picture to use from now on: the current one, a new one or none.

    New words make a new picture, because letters keep the one that they were issued with.
    """
    if is_removed:
        return None
    if chosen is None and (current is None or current.alt == alt):
        return current
    picture = chosen or as_shown(current)
    if picture is None:
        return None
    return Picture.objects.create(
        dossier=dossier,
        ref=new_reference("PIC"),
        unit=actor.unit,
        digest=picture.digest,
        kind=picture.kind,
        width=picture.width,
        height=picture.height,
        content=picture.content,
        alt=alt,
        added_by=actor.officer,
        added_at=clock.now(),
    )


def crest_of(unit: Unit) -> pictures.Picture | None:
    """Return the crest in the house style of a unit, as documents take it (`doors/letters`)."""
    style = style_of(unit)
    return as_shown(style.crest) if style else None


def as_shown(picture: Picture | None) -> pictures.Picture | None:
    """Return a kept picture as documents take it."""
    if picture is None:
        return None
    content = bytes(picture.content)
    return pictures.Picture(content, picture.kind, picture.width, picture.height, picture.alt)

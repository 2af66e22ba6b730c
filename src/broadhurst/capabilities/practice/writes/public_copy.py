"""Take the public copy of a note away. Not a command: correcting and withdrawing call it."""

from broadhurst.capabilities.practice.models import Note, PublicNote
from broadhurst.foundation import public_copies


def take_from_public(note: Note) -> None:
    """Delete the public copy of a locked note that is no longer public, if it has one."""
    copy = PublicNote.objects.filter(ref=note.ref).first()
    if copy:
        copy.delete()
        public_copies.changed(copy)

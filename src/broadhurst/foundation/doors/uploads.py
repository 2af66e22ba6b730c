"""Files as they arrive: no more of one is kept than any form here takes."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

MOST_KEPT = 50_000_000


class CappedUpload(TemporaryFileUploadHandler):
    """Writes a file to disk up to a limit, and drops the rest as it comes.

    The file still says how large it was, so that the form can say what is too large and why.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write the next piece, while there is room."""
        if start < MOST_KEPT:
            self.file.write(raw_data[: MOST_KEPT - start])

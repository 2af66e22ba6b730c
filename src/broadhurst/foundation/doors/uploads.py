"""Limit how much of an uploaded file is stored."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

MOST_KEPT = 50_000_000


class CappedUpload(TemporaryFileUploadHandler):
    """Writes a file to disk up to a limit and drops the rest.

    The file keeps its full size as an attribute, so that the form can refuse it with a reason.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write the next chunk, up to the limit."""
        if start < MOST_KEPT:
            self.file.write(raw_data[: MOST_KEPT - start])

"""The body of an answer that is sent while it is made, such as a long download."""

from collections.abc import Iterable, Iterator
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from threading import Condition

IN_MEMORY = 1_000_000  # bytes; a longer body is in a file
AT_A_TIME = 65_536  # bytes


class Streamed:
    """A body that one thread writes and a thread of the server sends.

    It is in a file between them. So a slow reader does not hold up the writer, and a long body is
    never in memory at once. If the writer fails, the body ends there.
    """

    def __init__(self) -> None:
        self._file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        self._changed = Condition()
        self._size = 0
        self._has_ended = self._is_closed = False

    def write(self, parts: Iterable[bytes]) -> None:
        """Write all parts, unless the reader leaves."""
        try:
            for part in parts:
                with self._changed:
                    if self._is_closed:
                        return
                    self._file.seek(0, SEEK_END)
                    self._size += self._file.write(part)
                    self._changed.notify()
        finally:
            with self._changed:
                self._has_ended = True
                self._changed.notify()

    def __iter__(self) -> Iterator[bytes]:
        """Yield what is written, as soon as it is."""
        at = 0
        try:
            while part := self._read(at):
                at += len(part)
                yield part
        finally:
            self.close()

    def _read(self, at: int) -> bytes:
        """Return the next bytes, or none once all are sent."""
        with self._changed:
            self._changed.wait_for(lambda: self._size > at or self._has_ended)
            self._file.seek(at)
            return self._file.read(AT_A_TIME)

    def close(self) -> None:
        """Delete the file. The server calls this once the body is sent or its reader leaves."""
        with self._changed:
            self._is_closed = True
            self._file.close()

"""What changed since the passages of a corpus were written, kept up with the corpus folder."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.corpus import MANIFEST
from assistant.errors import CorpusError
from assistant.laws.currency import FILE, CurrencyNote, CurrencyNotes, load_notes
from assistant.laws.versions import Change, Versions, load_versions
from assistant.records import Passage

log = logging.getLogger(__name__)

Known = Callable[[], tuple[Collection[str], Collection[str]]]  # ids of passages, ids of sources


@dataclass(frozen=True, slots=True)
class _Read:
    stamp: tuple[int, ...]  # of the files as they were
    versions: Versions
    notes: CurrencyNotes


class Current:
    """Versions and currency notes of one corpus folder; notices when the folder changes.

    Thread-safe. A folder that cannot be used after a change leaves what was read before in use:
    an operator's mistake should not take the answers away.
    """

    def __init__(self, folder: Path, known: Known) -> None:
        """Read the folder.

        Args:
            folder: the corpus folder.
            known: gives the ids of the passages and of the sources that notes may name.

        Raises:
            CorpusError: the manifest or the notes cannot be used.
        """
        self._folder = folder
        self._known = known
        self._lock = threading.Lock()
        self._unusable: tuple[int, ...] = ()
        self._held = self._load(self._stamp())

    def changes(self, passages: Iterable[Passage], today: date) -> dict[str, Change]:
        """The changes of several passages, by passage id; those that read the same are left out."""
        try:
            return self._current().versions.changes(passages, today)
        except CorpusError as error:  # a version that was there at the start is gone
            log.error("versions cannot be compared: %s", error)
            return {}

    def notes_for(self, passage_id: str) -> tuple[CurrencyNote, ...]:
        """The currency notes that stand beside a passage."""
        return self._current().notes.notes_for(passage_id)

    def _current(self) -> _Read:
        stamp = self._stamp()
        if stamp not in (self._held.stamp, self._unusable):
            with self._lock:
                try:
                    self._held = self._load(stamp)
                except CorpusError as error:
                    self._unusable = stamp
                    log.error("changes of the law stay as they were read: %s", error)
        return self._held

    def _load(self, stamp: tuple[int, ...]) -> _Read:
        versions = load_versions(self._folder)
        return _Read(stamp, versions, load_notes(self._folder, *self._known()))

    def _stamp(self) -> tuple[int, ...]:
        return tuple(_changed_at(self._folder / name) for name in (MANIFEST, FILE))


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0

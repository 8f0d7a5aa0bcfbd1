"""Readings kept outside memory: a run of thousands of articles needs few of them at a time."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from tempfile import SpooledTemporaryFile

from summarizer.closing import Closing
from summarizer.errors import OutputError
from summarizer.models.memory import give_back
from summarizer.reading.base import Reader
from summarizer.records import Article, Reading

IN_MEMORY = 8 << 20
"""Bytes up to which nothing goes to the disk."""

BATCH = 64
"""Articles that are read at once."""


class Shelf(Mapping[str, Reading], Closing):
    """Readings by article id, exactly as they were read; each look-up makes a new record.

    They lie in a temporary file that has no name and is gone when the shelf is closed, or with the
    process.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._places: dict[str, tuple[int, int]] = {}
        self._file = SpooledTemporaryFile(max_size=in_memory)  # noqa: SIM115

    def fill(self, reader: Reader, articles: Sequence[Article]) -> Shelf:
        """Read the articles, a batch at a time. OutputError where they can't be kept."""
        for start in range(0, len(articles), BATCH):
            for reading in reader.read(articles[start : start + BATCH]):
                self._put(reading)
        give_back()
        return self

    def _put(self, reading: Reading) -> None:
        data = pickle.dumps(reading, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            place = self._file.seek(0, 2)
            self._file.write(data)
        except OSError as error:
            problem = f"can't be written ({(error.strerror or str(error)).lower()})"
            remedy = "set TMPDIR to a folder with room"
            raise OutputError("the folder for temporary files", problem, remedy) from error
        self._places[reading.article] = (place, len(data))

    def __getitem__(self, article: str) -> Reading:
        place, size = self._places[article]
        self._file.seek(place)
        reading: Reading = pickle.loads(self._file.read(size))
        return reading

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, article: object) -> bool:
        return article in self._places

    def close(self) -> None:
        self._file.close()

"""The condenser that writes with a model: articles to chunks, chunks to text, text to sentences
that name the source sentences they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.condense import surface
from summarizer.condense.alignment import Sources, align
from summarizer.condense.chunks import chunks, text_of
from summarizer.condense.engine import Engine, Job, Written
from summarizer.condense.settings import GenerationSettings
from summarizer.errors import UsageError
from summarizer.records import Article, Reading, Span, Summary, SummarySentence

TOO_LONG = 2
"""Joined summaries of more than this many times the longest summary are condensed again."""
ROUNDS = 3
LEAST_ROOM = 16
"""An instruction must leave this many tokens for what it is about."""

Texts = Mapping[str, Sequence[str]]
"""Sentences by the id of the passage they make up."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Source sentences that are condensed together, and where they stand."""

    id: str
    texts: tuple[str, ...]
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, article: Article) -> Passage:
        """The running text of an article; all of it, where that is headings alone."""
        body = article.body() or article.sentences
        spans = tuple(article.span(sentence) for sentence in body)
        return cls(article.id, tuple(article.cut(span) for span in spans), spans)


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model wrote it; `whole` is false for one that was cut off."""

    text: str
    score: float
    whole: bool = True


class Seq2SeqCondenser:
    """Writes summaries with an encoder-decoder model behind an `Engine`."""

    def __init__(
        self, name: str, engine: Engine, settings: GenerationSettings, *, instructions: bool
    ) -> None:
        self.name = name
        self.follows_instructions = instructions
        self._engine = engine
        self._settings = settings.over(engine.defaults)

    def condense(
        self, articles: Sequence[Article], readings: Mapping[str, Reading]
    ) -> list[Summary]:
        unique = {article.id: article for article in articles}
        passages = {key: Passage.of(article) for key, article in unique.items()}
        texts = {key: passage.texts for key, passage in passages.items()}
        drafts = self._write(texts, self._settings.prefix or "", self._settings)
        return [
            self._summary(unique[key], passage, drafts[key], readings.get(key))
            for key, passage in passages.items()
        ]

    def answer(
        self, instruction: str, spans: Sequence[Span], articles: Mapping[str, Article]
    ) -> list[SummarySentence]:
        if not self.follows_instructions or not spans:
            return []
        texts = tuple(articles[span.article].cut(span) for span in spans)
        passage = Passage("answer", texts, tuple(spans))
        settings = replace(self._settings, min_new_tokens=0)
        drafts = self._write({"answer": texts}, instruction.strip() + "\n\n", settings)
        return list(_with_evidence(drafts["answer"], passage))

    def _summary(
        self, article: Article, passage: Passage, drafts: Sequence[Draft], reading: Reading | None
    ) -> Summary:
        found = list(_with_evidence(drafts, passage))
        if not found and passage.texts:
            found = [SummarySentence(passage.texts[0], passage.spans[:1], 0.0)]
        if reading is not None:
            worth = _worth(article, reading)
            found = [replace(s, score=s.score * _most(s.spans, worth)) for s in found]
        empty = () if passage.texts else (f"{article.origin}: nothing to condense",)
        return Summary(article.id, self.name, tuple(found), left_out=empty)

    def _write(
        self, texts: Texts, prefix: str, settings: GenerationSettings
    ) -> dict[str, list[Draft]]:
        """Drafts by passage. What comes out too long is condensed again."""
        room = self._engine.room(prefix)
        if room < LEAST_ROOM:
            item = f"the instruction “{prefix.strip()[:40]}…”"
            raise UsageError(item, f"leaves no room in {self.name}", "shorten it")
        drafts: dict[str, list[Draft]] = {}
        for _ in range(ROUNDS):
            found = self._write_once(texts, prefix, room, settings)
            drafts.update(found)
            again = {key: [draft.text for draft in rows] for key, rows in found.items()}
            texts = {key: rows for key, rows in again.items() if self._too_long(rows, settings)}
            if not texts:
                break
        return drafts

    def _write_once(
        self, texts: Texts, prefix: str, room: int, settings: GenerationSettings
    ) -> dict[str, list[Draft]]:
        """Each passage in as many chunks as the window asks for, all chunks generated at once."""
        sources = {
            f"{key}:{number:04}": text_of(chunk)
            for key, rows in texts.items()
            for number, chunk in enumerate(chunks(rows, self._engine.count, room))
        }
        lengths = self._engine.count(list(sources.values()))
        whole = zip(sources.items(), lengths, strict=True)
        jobs = [Job(key, prefix, source, length) for (key, source), length in whole]
        written = self._engine.write(jobs, settings)
        drafts: dict[str, list[Draft]] = {key: [] for key in texts}
        for key, source in sources.items():
            found = _drafts(written[key], source, uncased=self._engine.uncased)
            drafts[key.rpartition(":")[0]].extend(found)
        return drafts

    def _too_long(self, rows: Sequence[str], settings: GenerationSettings) -> bool:
        return sum(self._engine.count(rows)) > TOO_LONG * (settings.max_new_tokens or 0)


def _drafts(written: Written, source: str, *, uncased: bool) -> Iterator[Draft]:
    """The sentences of what was written; one that was cut off only where there is no other."""
    text = surface.restore(written.text, source, uncased=uncased)
    found = surface.sentences(text, finished=written.finished)
    yield from (Draft(sentence, written.score) for sentence in found)
    if text and not found:
        yield Draft(text, written.score, whole=False)


def _with_evidence(drafts: Sequence[Draft], passage: Passage) -> Iterator[SummarySentence]:
    """Each draft once, with the source sentences it rests on, none where there are none. One that
    was cut off gives way to the source sentence it follows."""
    ready = Sources.of(passage.texts)
    seen: set[str] = set()
    for draft in drafts:
        match = align(draft.text, ready)
        text, places = draft.text, match.places
        if not draft.whole:
            text, places = (passage.texts[places[0]] if places else ""), places[:1]
        if text and text not in seen:
            seen.add(text)
            spans = tuple(passage.spans[place] for place in places)
            yield SummarySentence(text, spans, draft.score)


def _worth(article: Article, reading: Reading) -> dict[Span, float]:
    """The salience of each sentence, by its span."""
    pairs = zip(article.sentences, reading.salience.tolist(), strict=True)
    return {article.span(sentence): value for sentence, value in pairs}


def _most(spans: Sequence[Span], worth: Mapping[Span, float]) -> float:
    return max((worth.get(span, 0.0) for span in spans), default=0.0)

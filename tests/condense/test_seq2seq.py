"""The condenser that writes, with tiny checkpoints of four shapes."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from summarizer.condense.chunks import chunks
from summarizer.condense.engine import Job
from summarizer.condense.seq2seq import Seq2SeqCondenser
from summarizer.condense.settings import GenerationSettings
from summarizer.errors import UsageError
from summarizer.records import Summary
from tests.condense.articles import FUND, HARBOR, TALKS, article, readings
from tests.condense.conftest import SHAPES

SHORT = GenerationSettings(beams=2, max_new_tokens=16, min_new_tokens=4)
ARTICLES = (HARBOR, TALKS, FUND)
LONG = article(
    *(
        f"{HARBOR.cut(s)} {n} {TALKS.cut(TALKS.sentences[n % 4])}"
        for n in range(6)
        for s in HARBOR.body()
    )
)

Engines = Callable[[str], Any]


def condenser(engine: Any, settings: GenerationSettings = SHORT) -> Seq2SeqCondenser:
    return Seq2SeqCondenser("tiny", engine, settings, instructions=False)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_checkpoint_condenses(engine: Engines, shape: str) -> None:
    """BART, T5, Pegasus and encoder-decoder checkpoints give one summary an article, by id."""
    summaries = condenser(engine(shape)).condense(ARTICLES, readings(*ARTICLES))
    assert [s.article for s in summaries] == [a.id for a in ARTICLES]
    for summary, own in zip(summaries, ARTICLES, strict=True):
        body = {own.span(sentence) for sentence in own.body()}
        assert summary.sentences
        assert all(set(s.spans) <= body for s in summary.sentences)
        assert all(0.0 <= s.score <= 1.0 for s in summary.sentences)


@pytest.mark.parametrize("shape", SHAPES)
def test_order_changes_nothing(engine: Engines, shape: str) -> None:
    """The same articles in another order give the same summaries, to the last bit."""

    def by_id(order: list[Any]) -> dict[str, Summary]:
        made = condenser(engine(shape)).condense(order, readings(*ARTICLES))
        return {summary.article: summary for summary in made}

    shuffled = list(ARTICLES)
    random.Random(1).shuffle(shuffled)
    assert by_id(list(ARTICLES)) == by_id(shuffled)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_sentence_reaches_the_model(engine: Engines, shape: str) -> None:
    """What the encoder is given of a long article holds all its sentences, none cut."""
    tiny = engine(shape)
    seen: list[str] = []

    def keep(_: Any, args: Any, kwargs: Any) -> None:
        rows = kwargs["input_ids"]
        assert rows.shape[1] <= tiny._checkpoint.window
        seen.extend(tiny._checkpoint.tokenizer.batch_decode(rows, skip_special_tokens=True))

    encoder = tiny._checkpoint.model.get_encoder()
    hook = encoder.register_forward_pre_hook(keep, with_kwargs=True)
    try:
        condenser(tiny, GenerationSettings(beams=1, max_new_tokens=8)).condense([LONG], {})
    finally:
        hook.remove()
    assert len(seen) > 5
    squeezed = ["".join(text.split()) for text in seen]
    tokenizer = tiny._checkpoint.tokenizer
    for sentence in LONG.body():
        ids = tokenizer(LONG.cut(sentence), add_special_tokens=False)["input_ids"]
        wanted = "".join(tokenizer.decode(ids, skip_special_tokens=True).split())
        assert any(wanted in text for text in squeezed)


def test_a_sentence_longer_than_the_window_reaches_the_model_in_parts(engine: Engines) -> None:
    """One endless sentence is read whole, over several chunks."""
    tiny = engine("t5")
    words = [f"{HARBOR.cut(s)[:-1]} and" for s in HARBOR.body()] * 3
    own = article(" ".join(words))
    jobs: list[Job] = []

    class Watching:
        defaults, uncased, count, room = tiny.defaults, tiny.uncased, tiny.count, tiny.room

        def write(self, given: Any, settings: GenerationSettings) -> Any:
            given = list(given)
            jobs.extend([] if jobs else given)
            return tiny.write(given, settings)

    (summary,) = condenser(Watching()).condense([own], {})
    assert len(jobs) > 1
    assert " ".join(job.source for job in jobs) == own.text
    assert summary.left_out == ()


def test_what_is_too_long_is_condensed_again(engine: Engines) -> None:
    """The summaries of many chunks are condensed once more, not strung together."""
    tiny = engine("t5")
    texts = [LONG.cut(sentence) for sentence in LONG.body()]
    parts = chunks(texts, tiny.count, tiny.room("summarize: "))
    (summary,) = condenser(tiny).condense([LONG], readings(LONG))
    assert 0 < len(summary.sentences) < len(parts) / 2


def test_articles_without_text_give_an_empty_summary_that_says_so(engine: Engines) -> None:
    """Nothing to condense is said in words, and the others are condensed all the same."""
    empty = article(origin="empty.txt")
    made = condenser(engine("bart")).condense([empty, FUND], {})
    assert made[0].sentences == ()
    assert made[0].left_out == ("empty.txt: nothing to condense",)
    assert made[1].sentences


def test_an_article_given_twice_is_condensed_once(engine: Engines) -> None:
    """Equal ids are one article."""
    made = condenser(engine("bart")).condense([FUND, FUND], {})
    assert [summary.article for summary in made] == [FUND.id]


def test_the_engine_refuses_to_cut(engine: Engines) -> None:
    """A source longer than the window is an error, never shortened in silence."""
    tiny = engine("bart")
    job = Job("x", "", LONG.text, 2000)
    with pytest.raises(ValueError, match="longer than the window"):
        tiny.write([job], SHORT.over(tiny.defaults))


@pytest.mark.parametrize("beams", [1, 3])
def test_scores_are_the_models_own_probability(engine: Engines, beams: int) -> None:
    """A score is what the unconstrained model gives each token on average."""
    import torch

    tiny = engine("bart")
    settings = GenerationSettings(beams=beams, max_new_tokens=10).over(tiny.defaults)
    (written,) = tiny.write([Job("x", "", FUND.text, 40)], settings).values()
    inputs = tiny._checkpoint.tokenizer(FUND.text, return_tensors="pt")
    start = tiny._checkpoint.model.config.decoder_start_token_id
    tokens = torch.tensor([[start, *written.tokens]])
    with torch.no_grad():
        logits = tiny._checkpoint.model(**inputs, decoder_input_ids=tokens[:, :-1]).logits
    chosen = logits.log_softmax(-1).gather(2, tokens[:, 1:, None]).mean()
    assert written.score == pytest.approx(float(chosen.exp()), rel=1e-3)


def test_ungrounded_writing_matches_generate(engine: Engines) -> None:
    """Without grounding, the tokens are those that transformers' own `generate` gives."""
    tiny = engine("t5")
    settings = GenerationSettings(
        beams=3, max_new_tokens=12, min_new_tokens=0, grounded=False
    ).over(tiny.defaults)
    (written,) = tiny.write([Job("x", "summarize: ", FUND.text, 40)], settings).values()
    inputs = tiny._checkpoint.tokenizer("summarize: " + FUND.text, return_tensors="pt")
    direct = tiny._checkpoint.model.generate(
        **inputs, num_beams=3, max_new_tokens=12, no_repeat_ngram_size=3, early_stopping=True
    )
    tokens = direct[0, 1:].tolist()
    end = tiny._checkpoint.tokenizer.eos_token_id
    cut = tokens[: tokens.index(end) + 1] if end in tokens else tokens
    assert list(written.tokens) == cut


def test_an_instruction_must_leave_room(engine: Engines) -> None:
    """An instruction as long as the window is refused by name."""
    follower = Seq2SeqCondenser("tiny", engine("t5"), SHORT, instructions=True)
    with pytest.raises(UsageError, match="leaves no room in tiny"):
        follower.answer(LONG.text, [FUND.span(FUND.sentences[0])], {FUND.id: FUND})

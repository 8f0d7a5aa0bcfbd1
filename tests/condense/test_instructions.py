"""Answers to instructions, by a tiny T5 that is taught two of them on the spot."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.condense import Condenser, GenerationSettings, load
from summarizer.records import Article, Span
from tests.condense.articles import article

PRICE = "State the price."
LEADER = "State who leads."
BUYERS = ("Harbor", "Calder", "Ostrander", "Northgate", "Bellweather", "Regulators")
LEADERS = ("Maria", "Piet", "Lindqvist", "Vries")
PRICES = ("14.5", "2.4", "640", "310")


def _stories() -> list[tuple[str, str]]:
    """Pairs of sentences, one that names a price and one that names a leader."""
    return [
        (f"{buyer} pays ${price} million.", f"{leader} will run {buyer}.")
        for number, buyer in enumerate(BUYERS)
        for price in PRICES
        for leader in (LEADERS[number % 4], LEADERS[(number + 1) % 4])
    ]


@pytest.fixture(scope="session")
def follower(tmp_path_factory: pytest.TempPathFactory) -> Condenser:
    """A T5 of two small layers that learned to pick by instruction."""
    import torch
    from transformers import T5Config, T5ForConditionalGeneration

    from tests.condense.checkpoints import save, t5_tokenizer, train

    torch.manual_seed(5)
    torch.set_num_threads(1)
    tokenizer = t5_tokenizer()
    config = T5Config(
        vocab_size=len(tokenizer), d_model=64, d_kv=16, d_ff=128, num_layers=2, num_heads=4,
        n_positions=96, decoder_start_token_id=0, dropout_rate=0.0,
    )  # fmt: skip
    model = T5ForConditionalGeneration(config)
    pairs = []
    for price, leader in _stories():
        for first, second in ((price, leader), (leader, price)):
            pairs.append((f"{PRICE}\n\n{first} {second}", price))
            pairs.append((f"{LEADER}\n\n{first} {second}", leader))
    train(model, tokenizer, pairs, steps=120, batch=32)
    folder: Path = save(model, tokenizer, tmp_path_factory.mktemp("models") / "tiny-flan-t5")
    return load(str(folder), GenerationSettings(beams=2, max_new_tokens=24, length_penalty=1.0))


def _routed(*texts: str) -> tuple[tuple[Span, ...], dict[str, Article]]:
    own = article(*texts)
    return tuple(own.span(s) for s in own.sentences), {own.id: own}


@pytest.mark.slow
def test_each_instruction_gets_its_own_answer(follower: Condenser) -> None:
    """Asked for the price and for the leader, the same sentences give two different answers, each
    with the sentence it rests on; whoever ignores the instruction is right half the time."""
    assert follower.follows_instructions
    right = verbatim = 0
    for price, leader in _stories()[::3]:
        spans, articles = _routed(leader, price)
        for instruction, text, span in ((PRICE, price, spans[1]), (LEADER, leader, spans[0])):
            answer = follower.answer(instruction, spans, articles)
            right += [s.spans for s in answer] == [(span,)]
            verbatim += [s.text for s in answer] == [text]
    assert right >= 27
    assert verbatim >= 16


@pytest.mark.slow
def test_an_answer_uses_the_words_it_was_given_alone(follower: Condenser) -> None:
    """The instruction's own words are no source, and neither is what the model learned."""
    spans, articles = _routed("Bellweather keeps its chairman.", "Analysts in Canada were content.")
    answers = follower.answer(PRICE, spans, articles)
    text = " ".join(s.text for s in answers)
    assert not {"price", "State", "$", "million", "Harbor"} & set(text.replace(".", "").split())


@pytest.mark.slow
def test_nothing_routed_gives_no_answer(follower: Condenser) -> None:
    """Without sentences there is nothing to say."""
    assert follower.answer(PRICE, (), {}) == []


@pytest.mark.slow
def test_answers_come_from_several_articles(follower: Condenser) -> None:
    """Routed sentences of different articles are read together, and each span points home."""
    one, two = article("Harbor pays $2.4 million."), article("Maria will run Harbor.")
    spans = (two.span(two.sentences[0]), one.span(one.sentences[0]))
    answers = follower.answer(PRICE, spans, {one.id: one, two.id: two})
    assert [s.spans for s in answers] == [spans[1:]]

"""Grounded decoding: only words of the source and the closed list, whole words only."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import torch

from summarizer.condense.grounded import FORCED, GroundedLogits, Grounds
from summarizer.condense.lexicon import closed_list, closing_marks, words
from summarizer.condense.words import function_words
from tests.condense.conftest import SHAPES

SOURCE = (
    "Tri-State Lines (U.S.) fell 14.5% to $31.20, said Northgate's chairman. "
    "It had 14 rivals; “Birchwood” made $2.4 billion."
)
OTHER = "Ostrander Capital sold its 12% stake for about €640 million."

Engines = Callable[[str], Any]


def grounds(engine: Any) -> tuple[Grounds, int, Any]:
    """What grounds the vocabulary of an engine's model, its end token and its tokenizer."""
    model, tokenizer = engine._checkpoint.model, engine._checkpoint.tokenizer
    size = model.get_output_embeddings().weight.shape[0]
    end = tokenizer.eos_token_id if tokenizer.eos_token_id is not None else tokenizer.sep_token_id
    return Grounds(tokenizer, size, end), end, tokenizer


def random_text(engine: Any, source: str, seed: int, length: int = 60) -> str:
    """What comes out when a model without any preference is bound to a source."""
    made, end, tokenizer = grounds(engine)
    process = GroundedLogits(made.automaton([source]), end)
    random = torch.Generator().manual_seed(seed)
    ids = torch.zeros(1, 1, dtype=torch.long)
    for _ in range(length):
        scores = torch.rand(1, made._size, generator=random).log()
        scores[:, end] = -torch.inf
        ids = torch.cat([ids, process(ids, scores).argmax(1)[None]], 1)
    return str(tokenizer.decode(ids[0, 1:], skip_special_tokens=True))


def plain(text: str) -> set[str]:
    """The words of a text in small letters, marks apart."""
    return set(re.findall(r"[^\W\d_]+|\d+(?:\.\d+)*", text.lower()))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_model_prefers_only_known_words_come_out(
    engine: Engines, shape: str, seed: int
) -> None:
    """With random scores, every word but the last is a whole word of the source or the list."""
    text = random_text(engine(shape), SOURCE, seed)
    written = re.sub(r"(\d) ?\. ?(\d)", r"\1.\2", text)
    found = re.findall(r"[^\W\d_]+|\d+(?:\.\d+)*", written.lower())
    assert len(found) > 5
    assert set(found[:-1]) <= plain(SOURCE) | function_words() | {"s"}


@pytest.mark.parametrize("shape", SHAPES)
def test_numbers_are_copied_whole(engine: Engines, shape: str) -> None:
    """No part of a number is ever written as a number of its own."""
    for seed in range(4):
        text = random_text(engine(shape), SOURCE, seed)
        joined = re.sub(r"(?<=\d) ?([.,]) ?(?=\d)", r"\1", text)
        numbers = re.findall(r"\d+(?:[.,]\d+)*", joined.rpartition(" ")[0])
        assert set(numbers) <= {"14.5", "31.20", "14", "2.4"}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_source_itself_can_be_written(engine: Engines, shape: str) -> None:
    """No token of the source's own spelling is ever masked."""
    made, end, tokenizer = grounds(engine(shape))
    automaton = made.automaton([SOURCE])
    ids = tokenizer(SOURCE, add_special_tokens=False)["input_ids"]
    states, row = automaton.starts[:1], torch.zeros(1, dtype=torch.long)
    for token in [*ids, end]:
        assert automaton.allowed(states, row)[0, token], tokenizer.decode([token])
        states = automaton.step(states, row, torch.tensor([token]))


@pytest.mark.parametrize("shape", SHAPES)
def test_each_row_is_bound_to_its_own_source(engine: Engines, shape: str) -> None:
    """In a batch, no row may write what only another row's source says."""
    made, _, tokenizer = grounds(engine(shape))
    automaton = made.automaton([SOURCE, OTHER])
    rows = torch.arange(2)
    allowed = automaton.allowed(automaton.starts, rows)
    first = tokenizer("Ostrander", add_special_tokens=False)["input_ids"][0]
    own = tokenizer("Birchwood", add_special_tokens=False)["input_ids"][0]
    assert allowed[:, own].tolist()[0]
    assert allowed[:, first].tolist()[1]
    alone = made.automaton([OTHER])
    again = alone.allowed(alone.starts, torch.zeros(1, dtype=torch.long))
    assert torch.equal(again[0], allowed[1])


@pytest.mark.parametrize("shape", SHAPES)
def test_reordered_beams_keep_their_place(engine: Engines, shape: str) -> None:
    """Following beams from step to step gives what walking each from its start gives."""
    made, end, _ = grounds(engine(shape))
    automaton = made.automaton([SOURCE, OTHER])
    following = GroundedLogits(automaton, end)
    random = torch.Generator().manual_seed(3)
    ids = torch.zeros(6, 1, dtype=torch.long)
    for _ in range(12):
        scores = torch.rand(6, made._size, generator=random).log()
        scores[:, end] = -torch.inf
        processed = following(ids, scores)
        walking = GroundedLogits(automaton, end)
        walking(ids[:, :1], scores)
        if ids.shape[1] > 1:
            assert torch.equal(processed, walking(ids, scores))
        order = torch.cat([torch.randint(0, 3, (3,), generator=random) + base for base in (0, 3)])
        ids = torch.cat([ids[order], processed.argmax(1)[order][:, None]], 1)


def test_a_ban_never_breaks_a_word(engine: Engines) -> None:
    """Where another rule bans the only way to complete a word, the word is completed anyway."""
    made, end, tokenizer = grounds(engine("t5"))
    process = GroundedLogits(made.automaton([SOURCE]), end)
    path = tokenizer("Birchwood", add_special_tokens=False)["input_ids"]
    assert len(path) > 1
    scores = torch.zeros(1, made._size)
    process(torch.tensor([[0]]), scores)
    scores[0, path[1]] = -torch.inf
    allowed = process(torch.tensor([[0, path[0]]]), scores)
    others = [t for t in range(made._size) if allowed[0, t] > -torch.inf]
    if others == [path[1]]:
        assert allowed[0, path[1]] == FORCED
    else:
        assert path[1] not in others


def test_the_end_is_allowed_after_whole_words_only(engine: Engines) -> None:
    """A summary can't end inside a word."""
    made, end, tokenizer = grounds(engine("t5"))
    process = GroundedLogits(made.automaton(["Birchwood"]), end)
    path = tokenizer("Birchwood", add_special_tokens=False)["input_ids"]
    scores = torch.zeros(1, made._size)
    ids = torch.tensor([[0]])
    for token in path:
        assert process(ids, scores)[0, end] == -torch.inf
        ids = torch.cat([ids, torch.tensor([[token]])], 1)
    assert process(ids, scores)[0, end] == 0


def test_a_forced_first_token_passes(engine: Engines) -> None:
    """BART checkpoints put a token of their own first; the source begins after it."""
    made, end, tokenizer = grounds(engine("bart"))
    process = GroundedLogits(made.automaton([SOURCE]), end, forced=0)
    scores = torch.full((1, made._size), -torch.inf)
    scores[0, 0] = 0.0
    assert process(torch.tensor([[2]]), scores)[0].argmax() == 0
    first = tokenizer("Tri", add_special_tokens=False)["input_ids"][0]
    assert process(torch.tensor([[2, 0]]), torch.zeros(1, made._size))[0, first] == 0


def test_a_mark_is_not_followed_by_another() -> None:
    """One closing mark is enough, where the list doesn't name the two together."""
    assert {".”", ".", "'s"} <= set(closing_marks())
    assert not {"..", "!!"} & set(closing_marks())


def test_words_come_without_quotes_marks_and_possessive() -> None:
    """Every form of a word that a summary may need is there, and no part of one."""
    found = set(words(SOURCE))
    assert {"Tri-State", "U.S", "(U.S.)", "14.5%", "$31.20", "Northgate", "Birchwood"} <= found
    assert {"Chairman", "it", "It"} <= found
    assert not {"Tri", "State", "31.20", "14.5", "Birch"} & found


def test_the_closed_list_states_nothing() -> None:
    """Negations, modals and numbers are left to the source."""
    assert not function_words() & {"not", "no", "never", "may", "will", "could", "two", "most"}
    assert "The" in closed_list()


def test_pegasus_may_break_lines(engine: Engines) -> None:
    """The sign between sentences is allowed after whole words, though no source has it."""
    made, end, tokenizer = grounds(engine("pegasus"))
    process = GroundedLogits(made.automaton(["He left."]), end)
    scores = torch.zeros(1, made._size)
    ids = torch.tensor([[0]])
    for token in tokenizer("He left.", add_special_tokens=False)["input_ids"]:
        process(ids, scores)
        ids = torch.cat([ids, torch.tensor([[token]])], 1)
    assert process(ids, scores)[0, tokenizer.convert_tokens_to_ids("<n>")] == 0

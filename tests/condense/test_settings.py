"""Generation settings."""

from __future__ import annotations

import pytest

from summarizer.condense import GenerationSettings
from summarizer.condense.families import defaults, follows_instructions, window
from summarizer.errors import UsageError


def test_settings_give_way_only_where_they_say_nothing() -> None:
    """What is set stays, what is None comes from the other settings."""
    merged = GenerationSettings(beams=1).over(GenerationSettings(beams=4, length_penalty=2.0))
    assert (merged.beams, merged.length_penalty) == (1, 2.0)


@pytest.mark.parametrize(
    "values",
    [{"beams": 0}, {"max_new_tokens": 0}, {"batch_tokens": 0}, {"no_repeat_ngram": -1}],
)
def test_impossible_settings_are_refused_by_name(values: dict[str, int]) -> None:
    """A number too low is an error that names the setting."""
    with pytest.raises(UsageError, match=next(iter(values))):
        GenerationSettings(**values)  # type: ignore[arg-type]


def test_lengths_must_not_cross() -> None:
    """The shortest summary can't be longer than the longest."""
    with pytest.raises(UsageError, match="min_new_tokens"):
        GenerationSettings(min_new_tokens=50, max_new_tokens=20)


@pytest.mark.parametrize(
    ("name", "follows"),
    [
        ("google/flan-t5-small", True),
        ("my-flan", True),
        ("allenai/tk-instruct-base-def-pos", True),
        ("t5-small", False),
        ("sshleifer/distilbart-cnn-12-6", False),
        ("flannel", False),
    ],
)
def test_names_tell_who_follows_instructions(name: str, follows: bool) -> None:
    """Whole words of a checkpoint's name decide."""
    assert follows_instructions(name) is follows


class _Config:
    """A config with the given attributes, as transformers' configs are."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)

    def to_diff_dict(self) -> dict[str, object]:
        return dict(self.__dict__)


def test_a_checkpoint_states_its_own_lengths() -> None:
    """The checkpoint's settings for summaries go before its general ones, those before its
    family's, and old lengths lose the start token they count."""
    own = {"summarization": {"num_beams": 6, "max_length": 200, "prefix": "tl;dr: "}}
    config = _Config(model_type="t5", task_specific_params=own)
    found = defaults(config, _Config(num_beams=2, no_repeat_ngram_size=4))
    assert (found.beams, found.max_new_tokens, found.prefix) == (6, 199, "tl;dr: ")
    assert found.no_repeat_ngram == 4
    assert found.min_new_tokens == 20


def test_families_have_their_prefix() -> None:
    """T5 is asked to summarize, Pegasus is not."""
    t5 = defaults(_Config(model_type="t5"), _Config())
    pegasus = defaults(_Config(model_type="pegasus"), _Config())
    assert (t5.prefix, pegasus.prefix) == ("summarize: ", "")


@pytest.mark.parametrize(
    ("config", "longest", "expected"),
    [
        (_Config(max_position_embeddings=1024), 10**30, 1024),
        (_Config(max_position_embeddings=1024), 512, 512),
        (_Config(n_positions=512), 10**30, 512),
        (_Config(), 10**30, 512),
        (_Config(max_encoder_position_embeddings=4096, max_position_embeddings=1), 10**30, 4096),
        (
            _Config(
                encoder=_Config(model_type="roberta", max_position_embeddings=514, pad_token_id=1)
            ),
            10**30,
            512,
        ),
    ],
)
def test_the_window_is_what_the_encoder_can_read(
    config: _Config, longest: int, expected: int
) -> None:
    """The positions the encoder has, or the tokenizer's limit where that is lower."""
    assert window(config, longest) == expected

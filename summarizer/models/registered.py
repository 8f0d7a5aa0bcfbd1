# mypy: disable-error-code="misc,override,no-untyped-call,arg-type,unused-ignore"
"""The same network as a transformers model: `AutoConfig`, `AutoModelForSeq2SeqLM`, `generate`.

Importing this module registers it. The first decoder token chooses the task (`config.task_ids`).
Scores are those of the vocabulary, minus infinity for whatever is neither in the source nor in the
closed list; words are copied whole and nothing is copied twice.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import torch
from torch import Tensor, nn
from transformers import (
    AutoConfig,
    AutoModelForSeq2SeqLM,
    GenerationMixin,
    PreTrainedConfig,
    PreTrainedModel,
)
from transformers.modeling_outputs import Seq2SeqLMOutput
from transformers.utils.generic import ModelOutput

from summarizer.models.checkpoint import MODEL_TYPE, known_fields
from summarizer.models.decode import Choices, begin_source
from summarizer.models.network import BriefNetwork, NetworkConfig


class BriefConfig(PreTrainedConfig):
    """The fields of NetworkConfig, with the names transformers asks for."""

    model_type = MODEL_TYPE
    is_encoder_decoder = True

    def __init__(self, **kwargs: Any) -> None:
        own = known_fields(kwargs)
        sizes = NetworkConfig(**own)
        for entry in fields(NetworkConfig):
            value = getattr(sizes, entry.name)
            setattr(self, entry.name, list(value) if isinstance(value, tuple) else value)
        self.hidden_size, self.num_hidden_layers = sizes.width, sizes.encoder_layers
        self.num_attention_heads = sizes.encoder_heads
        self.max_position_embeddings = sizes.positions
        kwargs.setdefault("is_encoder_decoder", True)
        super().__init__(**{k: v for k, v in kwargs.items() if k not in own})

    def sizes(self) -> NetworkConfig:
        """The plain configuration the network is built from."""
        return NetworkConfig(**known_fields(dict(vars(self))))


@dataclass
class ReadSource(ModelOutput):
    """The encoder's states [B, S, D] and the ids [B, S] they stand for, which the decoder
    copies."""

    last_hidden_state: Tensor | None = None
    source_ids: Tensor | None = None


class EncoderAdapter(nn.Module):
    """The encoder as `generate` calls it."""

    main_input_name = "input_ids"

    def __init__(self, network: BriefNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor | None = None, **_: Any
    ) -> ReadSource:
        pad = self.network.config.pad_id
        if attention_mask is not None:
            input_ids = input_ids.masked_fill(~attention_mask.bool(), pad)
        states = self.network.encode(input_ids, input_ids != pad)
        return ReadSource(last_hidden_state=states, source_ids=input_ids)


class BriefCache:
    """The decoder's keys and values, and the places copied; beams reorder it."""

    is_compileable = False

    def __init__(self, choices: Choices) -> None:
        self.choices = choices

    def get_seq_length(self, *_: Any) -> int:
        return self.choices.step

    def reorder_cache(self, rows: Tensor) -> None:
        self.choices.pick(rows)


class BriefForConditionalGeneration(PreTrainedModel, GenerationMixin):
    """Generates greedily or with beams, with its own cache."""

    config_class = BriefConfig
    base_model_prefix = "network"
    main_input_name = "input_ids"

    def __init__(self, config: BriefConfig) -> None:
        super().__init__(config)
        self.network = BriefNetwork(config.sizes())
        self.post_init()

    def _init_weights(self, module: nn.Module) -> None:
        if isinstance(module, BriefNetwork):
            module.function_ids = torch.tensor(module.config.function_ids, dtype=torch.long)

    def get_encoder(self, *_: Any, **__: Any) -> nn.Module:
        return EncoderAdapter(self.network)

    def get_input_embeddings(self) -> nn.Module:
        return self.network.encoder.words

    def get_output_embeddings(self) -> None:
        """None: what is written without copying goes through the input embeddings."""

    def _prepare_cache_for_generation(self, *_: Any, **__: Any) -> None:
        """Its own cache is made at the first step."""

    def prepare_inputs_for_generation(
        self, decoder_input_ids: Tensor, past_key_values: Any = None, **kwargs: Any
    ) -> dict[str, Any]:
        kept = ("attention_mask", "encoder_outputs")
        return {
            "decoder_input_ids": decoder_input_ids,
            "past_key_values": past_key_values,
            **{k: kwargs[k] for k in kept if k in kwargs},
        }

    def forward(
        self,
        input_ids: Tensor | None = None,
        attention_mask: Tensor | None = None,
        decoder_input_ids: Tensor | None = None,
        encoder_outputs: ReadSource | None = None,
        past_key_values: BriefCache | None = None,
        **_: Any,
    ) -> Seq2SeqLMOutput:
        """Scores [B, T, vocabulary] for the decoder ids that are not yet in the cache."""
        if encoder_outputs is None:
            encoder_outputs = self.get_encoder()(input_ids, attention_mask)
        states, ids = encoder_outputs.last_hidden_state, encoder_outputs.source_ids
        if decoder_input_ids is None:
            decoder_input_ids = torch.full((len(states), 1), self.config.decoder_start_token_id)
        if past_key_values is None:
            past_key_values = BriefCache(begin_source(self.network, states, ids))
        choices = past_key_values.choices
        scores = []
        for t in range(choices.step, decoder_input_ids.shape[1]):
            choices.next(decoder_input_ids[:, t])
            scores.append(choices.vocabulary())
        return Seq2SeqLMOutput(
            logits=torch.stack(scores, 1),
            past_key_values=past_key_values,
            encoder_last_hidden_state=states,
        )


AutoConfig.register(MODEL_TYPE, BriefConfig)
AutoModelForSeq2SeqLM.register(BriefConfig, BriefForConditionalGeneration)

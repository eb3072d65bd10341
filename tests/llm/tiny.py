"""A tiny model of the real kind, made here: our own tokenizer and weights that know one sentence.

Each word of the sentence points at the next one, so the model says the sentence after any prompt
that ends in a colon. Nothing is trained and nothing is random that matters.
"""

from __future__ import annotations

import os
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from assistant.embedding import own_model_folder

SENTENCE = "de jeugdhulpverlener bewaart het dossier gedurende twintig jaar [1] ."
SHOWN = "de jeugdhulpverlener bewaart het dossier gedurende twintig jaar."
TEMPLATE = "{% for m in messages %}{{ m.role }} : {{ m.content }}\n{% endfor %}antwoord :"
CONTEXT = 8192
SIZE = 64


def make_model(folder: Path, *, says: str = SENTENCE, for_ever: bool = False) -> Path:
    """Write a transformers folder of some five megabytes.

    Args:
        folder: made when it is not there.
        says: the sentence; no word of it occurs twice.
        for_ever: say it again and again, instead of once.
    """
    tokenizer = Tokenizer.from_file(str(own_model_folder() / "tokenizer.json"))
    tokenizer.decoder = decoders.WordPiece()
    words = tokenizer.encode(says).ids
    assert len(set(words)) == len(words)
    (colon,) = tokenizer.encode(":").ids
    end = words[0] if for_ever else tokenizer.token_to_id("[PAD]")
    torch.manual_seed(1)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=tokenizer.get_vocab_size(), hidden_size=SIZE, intermediate_size=SIZE,
            num_hidden_layers=1, num_attention_heads=1, max_position_embeddings=CONTEXT,
            tie_word_embeddings=False, bos_token_id=None, eos_token_id=0, pad_token_id=0,
        )
    )  # fmt: skip
    layer = model.model.layers[0]
    with torch.no_grad():
        layer.self_attn.o_proj.weight.zero_()  # so that only the last word counts
        layer.mlp.down_proj.weight.zero_()
        model.lm_head.weight.zero_()
        known = model.model.embed_tokens.weight
        known.normal_()
        for word, following in zip([colon, *words], [*words, end], strict=True):
            model.lm_head.weight[following] += known[word]
    model.generation_config.do_sample = False
    model.save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", eos_token="[PAD]",
        chat_template=TEMPLATE, model_max_length=CONTEXT,
    ).save_pretrained(folder)  # fmt: skip
    return folder


def damage(folder: Path) -> None:
    """Cut the weights in half."""
    weights = folder / "model.safetensors"
    os.truncate(weights, weights.stat().st_size // 2)

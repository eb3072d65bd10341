"""A static embedding model, from scratch: a Dutch subword vocabulary and a vector for each piece.

Trained with in-batch negatives (van den Oord et al., Representation Learning with Contrastive
Predictive Coding, 2018): a bank question must lie nearer to another question, a sentence or the
whole of its own passage than to those of the other passages in the batch. So must a Dutch word to
a word of related meaning, whether the corpus uses it or not: that is what makes a question
understood in words that no writer of the bank thought of.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch.nn import functional

from assistant.index import embedded_text, sentence_texts
from assistant.records import Passage

Log = Callable[[str], None]
_SLIPS = 0.25  # share of the longer words in which a hurried writer slips
_MISTYPINGS = 3  # ways in which each question is mistyped
UNKNOWN = "[UNK]"  # stands for what the vocabulary cannot spell


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that decides the trained model, apart from the data."""

    vocabulary: int = 14000  # subword pieces
    dimension: int = 384
    epochs: int = 10
    batch: int = 512
    rate: float = 0.01  # Adam, falling to a twentieth
    scale: float = 20.0  # cosines are multiplied by this before the softmax
    drop: float = 0.2  # share of pieces left out of a text, so that no single word decides
    related: float = 0.3  # weight of the loss over related words
    mistyped: float = 0.3  # share of the questions that are drawn as typed in haste
    seed: int = 20230401


def train_static(
    passages: Sequence[Passage],
    bank: Mapping[str, Sequence[str]],
    outside: Sequence[tuple[str, str]],
    related: Mapping[str, Sequence[str]],
    folder: Path,
    recipe: Recipe,
    *,
    log: Log = print,
) -> None:
    """Train the model and save it to `folder` in sentence-transformers' layout.

    Args:
        passages: the corpus.
        bank: questions by passage id.
        outside: questions that the corpus does not answer, with their topic; those of one topic
            are drawn together, away from the bank.
        related: Dutch words with words of related meaning; {} trains without.
        folder: made anew; what stood there is replaced.
        recipe: equal recipes and data give equal weights on one machine.
        log: told the loss of each epoch.
    """
    random_ = random.Random(recipe.seed)  # noqa: S311 - training, not secrets
    torch.manual_seed(recipe.seed)
    topics: dict[str, list[str]] = {}
    for question, topic in outside:
        topics.setdefault(f"outside/{topic}", []).append(question)
    asked: dict[str, Sequence[str]] = {**bank, **topics}
    questions = [(q, owner) for owner, qs in asked.items() for q in qs]
    by_id = {p.id: p for p in passages}
    tokenizer = _train_tokenizer(
        [
            *(embedded_text(p) for p in passages),
            *(text for text in (*(q for q, _ in questions), *related) for _ in range(2)),
        ],
        recipe.vocabulary,
    )
    unknown = tokenizer.token_to_id(UNKNOWN)
    assert unknown is not None  # noqa: S101 - the trainer was given it

    def pieces(text: str) -> list[int]:
        return [i for i in tokenizer.encode(text).ids if i != unknown] or [unknown]

    word_pairs = [(pieces(word), pieces(n)) for word, near in related.items() for n in near]
    question_pieces = {q: pieces(q) for q, _ in questions}
    mistyped_pieces = {
        q: [pieces(mistype(q, random_)) for _ in range(_MISTYPINGS)] for q, _ in questions
    }
    passage_pieces = {i: pieces(embedded_text(by_id[i])) for i in bank}
    sentence_pieces = {
        i: [pieces(f"{_place(by_id[i])} {s}") for s in sentence_texts(by_id[i])] for i in bank
    }
    owners = {**{i: by_id[i].group for i in bank}, **{t: t for t in topics}}
    groups = {g: n for n, g in enumerate(dict.fromkeys(owners.values()))}
    table = torch.nn.EmbeddingBag(tokenizer.get_vocab_size(), recipe.dimension, mode="mean")
    torch.nn.init.normal_(table.weight, 0, 0.1)
    optimiser = torch.optim.Adam(table.parameters(), lr=recipe.rate)

    def thin(ids: list[int]) -> list[int]:
        return [i for i in ids if random_.random() > recipe.drop] or ids

    def embed(batch: list[list[int]]) -> torch.Tensor:
        starts = np.cumsum([0, *(len(ids) for ids in batch[:-1])])
        flat = torch.tensor([i for ids in batch for i in ids])
        return functional.normalize(table(flat, torch.from_numpy(starts)), dim=1)

    def partner(passage_id: str) -> list[int]:
        chance = random_.random()
        if chance < 0.5 or passage_id in topics:
            return question_pieces[random_.choice(asked[passage_id])]
        if chance < 0.8:
            return random_.choice(sentence_pieces[passage_id])
        return passage_pieces[passage_id]

    def typed(question: str) -> list[int]:
        if random_.random() < recipe.mistyped:
            return thin(random_.choice(mistyped_pieces[question]))
        return thin(question_pieces[question])

    steps = recipe.epochs * 2 * len(questions) // recipe.batch
    step = 0
    for epoch in range(recipe.epochs):
        pairs = questions * 2
        random_.shuffle(pairs)
        losses: list[float] = []
        for begin in range(0, len(pairs) - 1, recipe.batch):
            part = pairs[begin : begin + recipe.batch]
            left = embed([typed(q) for q, _ in part])
            right = embed([thin(partner(i)) for _, i in part])
            group = torch.tensor([groups[owners[i]] for _, i in part])
            loss = contrastive_loss(left, right, group, recipe.scale)
            if word_pairs:
                drawn = random_.sample(word_pairs, min(recipe.batch, len(word_pairs)))
                words, nearby = embed([w for w, _ in drawn]), embed([n for _, n in drawn])
                own = torch.arange(len(drawn))
                loss = loss + recipe.related * contrastive_loss(words, nearby, own, recipe.scale)
            for setting in optimiser.param_groups:
                setting["lr"] = recipe.rate * max(0.05, 1 - step / max(steps, 1))
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            losses.append(loss.item())
            step += 1
        log(f"static: epoch {epoch + 1} of {recipe.epochs}, loss {np.mean(losses):.3f}")
    _save(tokenizer, table.weight.detach(), folder)


def mistype(text: str, random_: random.Random) -> str:
    """Return the text as somebody types it in haste: one slip in about a quarter of its words.

    A letter is left out, doubled or another one, or two change places; never the first or last.
    """
    found = text.split(" ")
    for place, word in enumerate(found):
        if len(word) > 3 and random_.random() < _SLIPS:
            at = random_.randrange(1, len(word) - 2)
            before, letter, after = word[:at], word[at], word[at + 1 :]
            found[place] = random_.choice(
                (
                    before + after,
                    before + after[0] + letter + after[1:],
                    before + letter + letter + after,
                    before + random_.choice("aeioustnrl") + after,
                )
            )
    return " ".join(found)


def load_related_words() -> dict[str, tuple[str, ...]]:
    """Return Dutch words with words of related meaning.

    Source: FreeDict's Dutch-English dictionaries (GPL-2.0-or-later) and an English sentence
    model; see `scripts/build_related_words.py`.
    """
    path = resources.files("assistant.training").joinpath("related-words.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return {word: tuple(near) for word, *near in (line.split("\t") for line in lines)}


def contrastive_loss(
    left: torch.Tensor, right: torch.Tensor, group: torch.Tensor, scale: float
) -> torch.Tensor:
    """Return the loss of a batch of pairs in both directions; members of one group don't repel.

    Args:
        left: unit rows, shape (batch, dimension).
        right: unit rows of the partners, same shape.
        group: group number of each pair, shape (batch,).
        scale: what cosines are multiplied by.
    """
    scores = left @ right.T * scale
    size = len(group)
    same = (group[:, None] == group[None]) & ~torch.eye(size, dtype=torch.bool)
    scores = scores.masked_fill(same, -1e4)
    target = torch.arange(size)
    there = functional.cross_entropy(scores, target)
    return there + functional.cross_entropy(scores.T, target)


def _place(passage: Passage) -> str:
    return f"{passage.topic or passage.section[-1]}. {passage.lead_in}"


def _train_tokenizer(texts: Sequence[str], size: int) -> Tokenizer:
    """A WordPiece vocabulary; the same texts give the same one.

    The trainer numbers the letters inside words in the order of a hash table, and decides between
    equally frequent pairs by number (tokenizers 0.22). Given as special tokens they have a number
    before it begins; the tokenizer that comes out is made anew, without them being special.
    """
    tokenizer = _bare_tokenizer(models.WordPiece(unk_token=UNKNOWN))
    normalised = (tokenizer.normalizer.normalize_str(t) for t in texts)
    letters = sorted({letter for text in normalised for letter in text if not letter.isspace()})
    special = ["[PAD]", UNKNOWN, *letters, *(f"##{letter}" for letter in letters)]
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, special_tokens=special, min_frequency=2, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return _bare_tokenizer(models.WordPiece(tokenizer.get_vocab(), unk_token=UNKNOWN))


def _bare_tokenizer(model: models.WordPiece) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKD(), normalizers.Lowercase(), normalizers.StripAccents()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def _save(tokenizer: Tokenizer, weights: torch.Tensor, folder: Path) -> None:
    import shutil

    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Normalize, StaticEmbedding

    module = StaticEmbedding(tokenizer, embedding_weights=weights.numpy())
    model = SentenceTransformer(modules=[module, Normalize()], device="cpu")
    temporary = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(temporary, ignore_errors=True)
    model.save(str(temporary), create_model_card=False)
    card = folder / "README.md"  # written by hand, stays
    if card.is_file():
        shutil.copy(card, temporary)
    shutil.rmtree(folder, ignore_errors=True)
    temporary.rename(folder)

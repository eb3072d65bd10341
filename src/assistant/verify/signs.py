"""From an alignment to the words that are new, gone or put for another: what the checker weighs.

A sign is a short text: "s:nie" a word of the sentence that its evidence lacks, "y:geven" one that
it has in other words only, "e:tenzij" a word of the matched clauses that is gone, "b:nie_nodig"
two words in a row of which one is a function word, "p:moet>kan" a word put for another. Words are
roots.
"""

from __future__ import annotations

from itertools import pairwise

from assistant.verify.align import SYNONYM, Alignment

_SAID = SYNONYM - 0.01  # from here a word counts as said, in the same words or not
_STRONG = 0.15  # share of the matched weight from which a clause counts as matched


def find_signs(a: Alignment) -> frozenset[str]:
    """Return the signs of an alignment."""
    sentence, passage = a.sentence, a.passage
    units = {*a.units, *(passage.leads[u] for u in a.units)}
    words = [t.root for n, t in enumerate(passage.tokens) if passage.unit_of[n] in units]
    inside, beside = set(words), set(pairwise(words))
    said = dict(zip(sentence.content, a.best.tolist(), strict=True))
    signs: set[str] = set()
    for place, token in enumerate(sentence.tokens):
        if token.root not in inside:
            kind = "s" if said.get(place, 0.0) < _SAID else "y"
            signs.add(f"{kind}:{token.root}")
    roots = [t.root for t in sentence.tokens]
    for place, pair in enumerate(pairwise(roots)):
        if pair not in beside and not (place in said and place + 1 in said):
            signs.add(f"b:{pair[0]}_{pair[1]}")
    signs |= _lost(a, set(roots))
    for row, column in enumerate(a.partner.tolist()):
        if column >= 0:
            own = sentence.tokens[sentence.content[row]].root
            other = passage.tokens[passage.content[column]].root
            if own != other:
                signs.add(f"p:{own}>{other}")
    return frozenset(signs)


def _lost(a: Alignment, roots: set[str]) -> set[str]:
    passage = a.passage
    matched = a.matched_clauses()
    total = sum(matched.values())
    strong = {clause for clause, weight in matched.items() if weight >= _STRONG * total}
    back = a.similarity.max(axis=0).tolist() if a.similarity.size else []
    said = dict(zip(passage.content, back, strict=False))
    return {
        f"e:{token.root}"
        for place, token in enumerate(passage.tokens)
        if passage.clause_of[place] in strong
        and token.root not in roots
        and said.get(place, 0.0) < _SAID
    }

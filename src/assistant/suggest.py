"""Questions of the bank that a reader may have meant, or may ask next."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from assistant.embedding import Vectors
from assistant.followup import leans
from assistant.language import words
from assistant.records import Hit

MOST = 3
FROM_HITS = 5  # passages whose questions are looked at
# Cosine with the typed question. Measured on the development questions: at 0.35 one of the three
# leads to a passage that answers in 69 % of the answerable questions, and four of ten questions
# off topic get one; at 0.30 that is 75 % and six of ten.
NEAR = 0.35
# A question nearer than this asks the same in other words: nothing to ask next.
SAME = 0.6
# An answer of which the calibrated probability is at least this needs no other question. Of the
# development questions that reach it 2 % have no answer in the corpus, of those below it 20 %.
SURE = 0.9
_FEWEST_WORDS, _MOST_WORDS = 4, 25


class QuestionBank:
    """The bank's questions by passage, those that read well on a button."""

    def __init__(
        self,
        questions: Iterable[tuple[str, str]],
        embed: Callable[[Sequence[str]], Vectors],
        allowed: Callable[[str], bool],
    ) -> None:
        """Take the questions; those that cannot stand alone are passed over when asked for.

        Args:
            questions: passage id and question, for every question of the bank.
            embed: gives one unit row for each text.
            allowed: whether a question may be asked; the bank holds some that the checklist stops.
        """
        self._embed = embed
        self._allowed = allowed
        self._questions: dict[str, list[str]] = defaultdict(list)
        for passage_id, question in questions:
            self._questions[passage_id].append(question)

    def near(self, question: str, vector: Vectors, hits: Sequence[Hit]) -> tuple[str, ...]:
        """Return the questions nearest to a typed one, one for each passage found, best first.

        Args:
            question: as typed; a suggestion says something else.
            vector: its unit vector, shape (1, dimension).
            hits: what was found, best first.

        Returns:
            At most `MOST` questions, each with a capital; none when none is near.
        """
        return self._nearest(question, vector, hits, below=math.inf)

    def next(self, question: str, vector: Vectors, hits: Sequence[Hit]) -> tuple[str, ...]:
        """Return, as `near`, questions that go on from an answered one; none asks the same.

        One for each passage found: what else people ask about it.
        """
        return self._nearest(question, vector, hits, below=SAME)

    def _nearest(
        self, question: str, vector: Vectors, hits: Sequence[Hit], *, below: float
    ) -> tuple[str, ...]:
        typed = words(question)
        found: list[str] = []
        for hit in hits[:FROM_HITS]:
            known = [q for q in self._questions.get(hit.passage.id, ()) if reads_well(q)]
            if len(found) == MOST:
                break
            known = [q for q in known if words(q) != typed and _shown(q) not in found]
            if not known:
                continue
            cosines = self._embed(known) @ vector[0]
            cosines[cosines >= below] = -1.0
            best = int(cosines.argmax())
            if cosines[best] >= NEAR and self._allowed(known[best]):
                found.append(_shown(known[best]))
        return tuple(found)


def _shown(question: str) -> str:
    return question[0].upper() + question[1:]


def reads_well(question: str) -> bool:
    """Whether a question of the bank can be a button: a whole question of some length."""
    count = len(question.split())
    return question.endswith("?") and _FEWEST_WORDS <= count <= _MOST_WORDS and not leans(question)

"""Only sentences that stand in what they cite."""

from __future__ import annotations

from assistant.records import Citation, Passage, Sentence, SourceKind
from assistant.verify import only_verbatim


def test_what_cannot_be_proven_is_left_out() -> None:
    text = "De school mag dit delen."
    here = Passage(
        id="x/1", source_id="x", kind=SourceKind.OWN, ref="Stuk 1", section=("X",), text=text,
        start=0, end=len(text),
    )  # fmt: skip
    citation = Citation(n=1, passage=here, quote=text, start=0, end=len(text))
    good = Sentence(text="De school mag dit", citations=(1,))
    bad = [
        Sentence(text="De school mag alles delen.", citations=(1,)),
        Sentence(text="De school mag dit", citations=()),
        Sentence(text="De school mag dit", citations=(1, 2)),
    ]
    assert only_verbatim([bad[0], good, *bad[1:]], [citation]) == (good,)

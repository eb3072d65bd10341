"""`assistant eval` tells what jurists said of citations, and measures all the same without."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.desk.model import Judge, Judgement
from assistant.desk.store import open_desk
from assistant.evaluation import agreement_with_jurists
from assistant.settings import Settings
from tests.desk.material import submission


def test_the_judgements_of_the_desk_are_found(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path)
    assert agreement_with_jurists(settings) == ()
    assert list(tmp_path.iterdir()) == []  # looking makes no database
    desk = open_desk(settings)
    assert agreement_with_jurists(settings) == ()
    item_id = desk.submit(submission()).item_id
    desk.act(item_id, Judge(1, Judgement.RIGHT), by="anna", version=0)
    desk.close()
    weeks = agreement_with_jurists(settings)
    assert [dict(w.counts) for w in weeks] == [{Judgement.RIGHT: 1}]


def test_a_desk_out_of_reach_is_told_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.sqlite").write_bytes(b"no database at all, but a text" * 100)
    url = f"sqlite:///{tmp_path}/broken.sqlite"
    assert agreement_with_jurists(Settings(database_url=url)) == ()
    assert "agreement with jurists is unknown" in capsys.readouterr().err

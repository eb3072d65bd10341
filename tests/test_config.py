"""The file of settings: what it may hold, what goes first, and that all of it is described."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from assistant import config
from assistant.__main__ import main
from assistant.errors import SettingsError
from assistant.settings import SECRETS, Origin, Settings, load_settings, read_settings
from tests.fakes import ROOT

EXAMPLE = ROOT / "deploy" / "vindplaats.toml"
NAMES = [f.name for f in fields(Settings)]
# Defaults in the folder of the program; the file shows them as they look from there.
IN_PROGRAM = {"corpus", "index", "state", "desk_cases"}


def written(folder: Path, text: str) -> Path:
    path = folder / "vindplaats.toml"
    path.write_text(text, encoding="utf-8")
    return path


# -- the file --


def test_the_example_changes_nothing() -> None:
    assert load_settings({}, config=EXAMPLE) == Settings()


def test_the_example_describes_every_setting_with_its_default(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    shown = re.sub(r"(?m)^# (?=[a-z_]+ = )", "", text)
    content = tomllib.loads(shown)
    assert sorted(content) == sorted(NAMES)
    settings = load_settings({}, config=written(tmp_path, shown))
    for name in NAMES:
        default = getattr(Settings(), name)
        if name not in IN_PROGRAM and default not in ("", Path()):
            assert getattr(settings, name) == default, name
        elif name in IN_PROGRAM:
            assert default == ROOT / content[name], name


def test_a_value_of_the_file_goes_after_all_others(tmp_path: Path) -> None:
    file = written(tmp_path, 'port = 1\nhost = "a"\nmax_characters = 10\nthreshold = 1\n')
    environment = {"ASSISTANT_CONFIG": str(file), "ASSISTANT_PORT": "2", "ASSISTANT_HOST": "b"}
    settings, origins = read_settings(environment, port=3)
    assert (settings.port, settings.host, settings.max_characters) == (3, "b", 10)
    assert settings.threshold == 1.0
    assert origins["port"] == Origin("argument", "--port")
    assert origins["host"] == Origin("environment", "ASSISTANT_HOST")
    assert origins["max_characters"] == Origin("file", str(file))
    assert origins["llm"] == Origin("default")


def test_the_argument_goes_before_the_variable(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    first, second = written(tmp_path, "port = 1"), written(tmp_path / "other", "port = 2")
    assert load_settings({"ASSISTANT_CONFIG": str(first)}, config=second).port == 2


def test_a_path_is_seen_from_the_folder_of_the_file(tmp_path: Path) -> None:
    settings = load_settings({}, config=written(tmp_path, 'state = "s"\nindex = "/srv/index"'))
    assert settings.state == tmp_path / "s"
    assert settings.index == Path("/srv/index")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("poort = 1", r"poort is no setting; known are corpus, .*port", id="unknown"),
        pytest.param('port = "80"', "port must be a whole number, not '80'", id="text-for-number"),
        pytest.param("port = true", "port must be a whole number, not True", id="bool-for-number"),
        pytest.param("port = 1.0", "port must be a whole number, not 1.0", id="float-for-int"),
        pytest.param("port = 65536", "port must be from 0 to 65535", id="too-high"),
        pytest.param("threshold = nan", "threshold must be from -1 to 1", id="nan"),
        pytest.param('threshold = "1"', "threshold must be a number", id="text-for-float"),
        pytest.param("index = 1", "index must be text in quotes", id="number-for-path"),
        pytest.param('index = " "', "index is empty", id="empty-path"),
        pytest.param('auth = "ldap"', "auth must be one of none, users, oidc", id="choice"),
        pytest.param('open_sources = "yes"', "must be true or false, not 'yes'", id="word"),
        pytest.param('proxies = ["a"]', "proxies must be text in quotes", id="list"),
        pytest.param("[llm]\nurl = 1", "llm must be text in quotes", id="table"),
        pytest.param("port = ", "is no TOML in UTF-8", id="no-toml"),
        pytest.param("port = 1\nport = 2", "is no TOML in UTF-8", id="twice"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(SettingsError, match=message) as found:
        load_settings({}, config=file)
    assert str(found.value).startswith(str(file))


def test_a_secret_of_the_wrong_kind_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="session_secret must be text") as found:
        load_settings({}, config=written(tmp_path, "session_secret = 987654"))
    assert "987654" not in str(found.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none.toml: cannot be read \(No such file"):
        load_settings({"ASSISTANT_CONFIG": str(tmp_path / "none.toml")})


# -- what the command tells --


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["config", *arguments])
    return code, capsys.readouterr().out


def test_no_secret_is_shown(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert {"llm_api_key", "database_url", "session_secret", "oidc_client_secret"} == SECRETS
    file = written(tmp_path, "".join(f'{name} = "kanarie-{name}"\n' for name in SECRETS))
    for form in ((), ("--json",)):
        code, out = run(capsys, "show", "--config", str(file), *form)
        assert code == 0
        assert "kanarie" not in out
        assert out.count(config.MASK) == len(SECRETS)
        assert all(name in out for name in NAMES)


def test_every_value_tells_where_it_comes_from(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_CONFIG", str(written(tmp_path, "desk_days = 10")))
    monkeypatch.setenv("ASSISTANT_LOG_FORMAT", "json")
    out = json.loads(run(capsys, "show", "--port", "1", "--json")[1])
    assert out["port"] == {"value": "1", "from": "argument", "place": "--port"}
    assert out["log_format"]["from"] == "environment"
    assert (out["desk_days"]["value"], out["desk_days"]["from"]) == ("10", "file")
    assert out["host"] == {"value": "127.0.0.1", "from": "default", "place": ""}


def test_settings_that_cannot_be_read_are_one_failed_check(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out = run(capsys, "check", "--config", str(written(tmp_path, "port = -1")))
    assert code == 1
    assert re.fullmatch(r"FAIL  settings  .*port must be from 0 to 65535, not -1\n", out)


@pytest.mark.slow
def test_every_part_that_does_not_work_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, no folder", encoding="utf-8")
    file = written(
        tmp_path,
        f'corpus = "{tmp_path}/none"\nindex = "{tmp_path}/none"\nstate = "state"\n'
        'database_url = "postgresql://u:kanarie@127.0.0.1:1/x"\nllm = "server"\n'
        'llm_url = "http://127.0.0.1:1/v1"\nhost = "0.0.0.0"\ntraces = "http://8.8.8.8:4318"\n'
        'chroma_url = "http://127.0.0.1:1"\n',
    )
    file.chmod(0o644)
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "config", "check", "--config", file, "--json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "kanarie" not in done.stdout + done.stderr
    found = {c["check"]: c["ok"] for c in json.loads(done.stdout)["checks"]}
    port = found.pop("port")
    assert port in (True, False)  # others use this machine too
    assert found == {
        "settings": True, "secrets": False, "corpus": False, "index": False,
        "vector server": False, "state folder": False, "database": False, "language model": False,
        "who may come in": False, "traces": False,
    }  # fmt: skip


def test_looking_changes_nothing(tmp_path: Path) -> None:
    settings = Settings(
        state=tmp_path / "state", index=tmp_path / "index", corpus=tmp_path, port=0,
        auth="users", public_url="https://x.example",
    )  # fmt: skip
    origins = {name: Origin("default") for name in NAMES}
    found = {c.name: c for c in config.checks(settings, origins)}
    assert found["database"].ok is True
    assert "will be made" in found["database"].message
    assert found["who may come in"].ok is False
    assert list(tmp_path.iterdir()) == []

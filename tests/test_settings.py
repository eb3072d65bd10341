"""Settings: read once, checked where they come in; every switch that phones home is off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import TELEMETRY_OFF, Settings, load_settings, silence_telemetry


def test_defaults_when_nothing_is_set() -> None:
    assert load_settings({}) == Settings()
    assert load_settings({"PATH": "/bin", "ASSIST": "x"}) == Settings()


def test_arguments_go_before_the_environment() -> None:
    environment = {"ASSISTANT_INDEX": "/a", "ASSISTANT_PORT": "1234"}
    settings = load_settings(environment, index="/b", port=None)
    assert settings.index == Path("/b")
    assert settings.port == 1234


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("ASSISTANT_POORT", "1", "ASSISTANT_POORT is no setting; known are .*ASSISTANT_PORT"),
        ("ASSISTANT_PORT", "tachtig", "port must be of type int, not 'tachtig'"),
        ("ASSISTANT_PORT", "65536", "port must be from 0 to 65535"),
        ("ASSISTANT_PORT", "-1", "port must be from 0 to 65535"),
        ("ASSISTANT_PORT", "", "port is empty"),
        ("ASSISTANT_INDEX", "", "index is empty"),
        ("ASSISTANT_INDEX", "  ", "index is empty"),
        ("ASSISTANT_EMBEDDER", "", "embedder is empty"),
        ("ASSISTANT_MAX_CHARACTERS", "0", "max_characters must be from 1"),
        ("ASSISTANT_THRESHOLD", "nan", "threshold must be from -1 to 1"),
        ("ASSISTANT_THRESHOLD", "2", "threshold must be from -1 to 1"),
        ("ASSISTANT_LLM", "ollama", "llm must be one of none, server, folder, not 'ollama'"),
        ("ASSISTANT_LLM_TIMEOUT", "0", "llm_timeout must be from 0.1"),
        ("ASSISTANT_LLM_CONCURRENCY", "0", "llm_concurrency must be from 1"),
        ("ASSISTANT_LLM_ALLOW_REMOTE", "maybe", "llm_allow_remote must be true or false"),
    ],
)
def test_a_setting_without_a_usable_value_is_named(variable: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_settings({variable: value})


@pytest.mark.parametrize(("value", "expected"), [("true", True), ("0", False), ("False", False)])
def test_a_switch_is_read_as_words(value: str, expected: bool) -> None:
    settings = load_settings({"ASSISTANT_LLM_ALLOW_REMOTE": value})
    assert settings.llm_allow_remote is expected


def test_the_key_of_a_server_is_not_shown() -> None:
    settings = load_settings({"ASSISTANT_LLM_API_KEY": "geheim-1"})
    assert settings.llm_api_key == "geheim-1"
    assert "geheim" not in repr(settings)


def test_every_switch_is_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in TELEMETRY_OFF:
        monkeypatch.setenv(name, "on")
    silence_telemetry()
    assert {n: os.environ[n] for n in TELEMETRY_OFF} == TELEMETRY_OFF


_WATCH = """
import os, sys
LOUD = ("chromadb", "gradio", "llama_index", "sentence_transformers", "transformers",
        "huggingface_hub", "onnxruntime", "posthog", "opentelemetry", "torch", "tokenizers")

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in LOUD and os.environ.get("ANONYMIZED_TELEMETRY") != "False":
            sys.exit(f"{name} is imported before telemetry is off")

os.environ.pop("ANONYMIZED_TELEMETRY", None)
sys.meta_path.insert(0, Watch())
from assistant.__main__ import main
code = main(sys.argv[1:])
print("chromadb" in sys.modules)
sys.exit(code)
"""


@pytest.mark.slow
def test_the_switches_are_off_before_a_library_is_imported(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in TELEMETRY_OFF}
    done = subprocess.run(
        [sys.executable, "-c", _WATCH, "search", "--index", str(tmp_path), "mag dat?"],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert "there is no index; run 'assistant index'" in done.stderr
    assert "before telemetry is off" not in done.stderr

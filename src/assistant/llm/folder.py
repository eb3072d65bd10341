"""A transformers model in this process, through llama-index."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import torch
from llama_index.llms.huggingface import HuggingFaceLLM
from transformers import AutoModelForCausalLM, AutoTokenizer, StoppingCriteriaList
from transformers.utils.logging import disable_progress_bar

from assistant.llm.calls import CallError, End, Limits, Put, read
from assistant.llm.model import ANSWER_TOKENS, DEFAULT_CONTEXT, chat, estimate, plain, whole
from assistant.llm.prompts_nl import Message


class FolderModel:
    """A transformers model that is loaded from a folder into this process."""

    def __init__(self, folder: Path, *, context: int) -> None:
        """Remember the folder; `check` loads it.

        Args:
            folder: holds config.json, safetensors weights and a tokenizer.
            context: tokens; 0 reads it from the folder.
        """
        self._folder = folder.expanduser()
        self._context = context
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None  # model and tokenizer

    @property
    def context(self) -> int:
        """As set, but no more than the model was made for."""
        own = 0
        if self._loaded is not None:
            own = whole(getattr(self._loaded[0].config, "max_position_embeddings", 0))
        return min(self._context or own or DEFAULT_CONTEXT, own or self._context or DEFAULT_CONTEXT)

    def check(self) -> None:
        """Load the model, the first time; that may take minutes for a large one."""
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._folder)

    def count(self, messages: Sequence[Message]) -> int:
        """Count with the tokenizer of the folder."""
        if self._loaded is None:
            return estimate(messages)
        tokenizer = self._loaded[1]
        return len(tokenizer(_prompt(tokenizer, messages))["input_ids"])

    def write(self, messages: Sequence[Message], limits: Limits) -> Generator[str, None, None]:
        """Yield the pieces that the model generates, greedily."""
        with closing(read(lambda put: self._start(messages, put), limits)) as pieces:
            yield from pieces

    def _start(self, messages: Sequence[Message], put: Put) -> Callable[[], None]:
        stop = threading.Event()
        if self._loaded is None:
            put(CallError("model-unreachable", "the model is not loaded"))
            return stop.set
        model, tokenizer = self._loaded
        stoppable = _Stoppable(model, stop)
        threading.Thread(
            target=_generate,
            args=(self._llm(stoppable, tokenizer), stoppable, messages, put, stop),
            name="llm-call",
            daemon=True,
        ).start()
        return stop.set

    def _llm(self, model: _Stoppable, tokenizer: Any) -> HuggingFaceLLM:
        return HuggingFaceLLM(
            model=model,
            tokenizer=tokenizer,
            model_name=str(self._folder),
            tokenizer_name=str(self._folder),
            context_window=self.context,
            max_new_tokens=ANSWER_TOKENS,
            generate_kwargs={"do_sample": False},
            messages_to_prompt=lambda chat: _prompt(
                tokenizer, [Message(str(c.role.value), str(c.content)) for c in chat]
            ),
            is_chat_model=True,
        )


class _Stoppable:
    """A transformers model of which one generation can be stopped.

    HuggingFaceLLM (llama-index-llms-huggingface 0.8.0) generates in a thread that it never stops,
    and waits forever for one that failed.
    """

    def __init__(self, model: Any, stop: threading.Event) -> None:
        self._model = model
        self._stop = stop
        self.failed: str = ""  # class of the error that ended the generation
        self.ended = False  # the model ended its text itself
        self.returned = threading.Event()  # the stream ends before it is known how

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def generate(self, **arguments: Any) -> None:
        """Generate until the text ends, the limit is reached or it is stopped."""

        def stopped(_ids: object, _scores: object, **_more: object) -> bool:
            return self._stop.is_set()

        arguments["stopping_criteria"] = StoppingCriteriaList([stopped])
        before = arguments["input_ids"].shape[1]
        try:
            tokens = self._model.generate(**arguments)
            self.ended = tokens.shape[1] - before < arguments["max_new_tokens"]
        except Exception as error:  # a thread: nobody else would see it
            self.failed = type(error).__name__
            arguments["streamer"].end()
        finally:
            self.returned.set()


def _generate(
    llm: HuggingFaceLLM,
    model: _Stoppable,
    messages: Sequence[Message],
    put: Put,
    stop: threading.Event,
) -> None:
    try:
        for reply in llm.stream_chat(chat(messages)):
            put(reply.delta or "")
        model.returned.wait()
    except Exception as error:  # a thread: nobody else would see it
        model.failed = type(error).__name__
    if model.failed:
        put(CallError("model-stopped", f"the model failed ({model.failed})"))
    else:
        put(End(model.ended and not stop.is_set()))


def _load(folder: Path) -> tuple[Any, Any]:
    """Model and tokenizer of a folder; nothing is downloaded and no code of the folder is run."""
    if not (folder / "config.json").is_file():
        raise CallError("model-unreachable", f"{folder} holds no transformers model")
    disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        tokenizer = AutoTokenizer.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False
        )
        model: Any = AutoModelForCausalLM.from_pretrained(
            folder,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            dtype="auto",
        )
    except Exception as error:  # transformers raises whatever the files make it
        raise CallError(
            "model-unreachable", f"{folder} cannot be loaded ({type(error).__name__})"
        ) from error
    device = "cuda" if torch.cuda.is_available() else "cpu"
    return model.to(torch.device(device)).eval(), tokenizer


def _prompt(tokenizer: Any, messages: Sequence[Message]) -> str:
    """The messages in the form that the model was trained on, or plainly when it has none."""
    if not getattr(tokenizer, "chat_template", None):
        return "\n\n".join([*(m.text for m in messages), "Antwoord:\n"])
    try:
        text = tokenizer.apply_chat_template(
            plain(messages), tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
    except Exception:  # a template raises what it likes: some know no system message
        first, second, *rest = messages
        folded = [Message("user", f"{first.text}\n\n{second.text}"), *rest]
        text = tokenizer.apply_chat_template(
            plain(folded), tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
    # tokenizing adds the first token once more, which makes some models worse
    begin = tokenizer.bos_token
    return str(text).removeprefix(begin) if begin else str(text)

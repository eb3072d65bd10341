"""The whole error tree. Messages are English, for operators; users read `texts_nl.explain`."""


class AssistantError(Exception):
    """Something went wrong that the caller can do something about."""


class SettingsError(AssistantError):
    """A setting has no usable value; the message names it and what is wanted."""


class CorpusError(AssistantError):
    """A source document or the manifest cannot be used; mend, replace or leave out the file."""


class IndexUnavailableError(AssistantError):
    """There is no usable index; run `assistant index`."""


class ModelError(AssistantError):
    """An embedding or language model cannot be loaded or does not answer."""


class QuestionError(AssistantError):
    """A question cannot be answered because of its form: empty, too long or not text."""

    def __init__(self, reason: str) -> None:
        """Keep only a code; the text of the question never becomes part of an error.

        Args:
            reason: one of "empty", "too-short", "too-long", "not-text", "no-letters".
        """
        super().__init__(reason)
        self.reason = reason


class BatchError(AssistantError):
    """An input file of a batch command is not what its contract asks; nothing was written."""

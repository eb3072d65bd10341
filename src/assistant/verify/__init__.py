"""Decides, without a language model, whether a sentence follows from a passage. Pure."""

from assistant.verify.model import Reason, Verdict
from assistant.verify.verbatim import only_verbatim
from assistant.verify.verifier import Verifier, load_verifier

__all__ = ["Reason", "Verdict", "Verifier", "load_verifier", "only_verbatim"]

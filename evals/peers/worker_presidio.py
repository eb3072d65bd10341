"""Presidio's pattern recognisers for Dutch over a blank spaCy pipeline: nothing is downloaded."""

from __future__ import annotations

from collections.abc import Callable

from protocol import serve


def start() -> Callable[[str], list[str]]:
    """Return what finds the entity types of a text."""
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer

    # The e-mail recogniser calls tldextract.extract, which would fetch a list of domains; the
    # list inside the package is used instead.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())

    class BlankDutch(SpacyNlpEngine):
        """A tokeniser only; names would need a model, and none comes with the package."""

        def __init__(self) -> None:
            super().__init__(models=[{"lang_code": "nl", "model_name": "blank"}])
            self.nlp = {"nl": spacy.blank("nl")}

    registry = RecognizerRegistry(supported_languages=["nl"])
    registry.load_predefined_recognizers(languages=["nl"])
    registry.remove_recognizer("PhoneRecognizer")  # as it comes it knows no Dutch numbers
    regions = (*PhoneRecognizer.DEFAULT_SUPPORTED_REGIONS, "NL")
    registry.add_recognizer(PhoneRecognizer(supported_language="nl", supported_regions=regions))
    analyzer = AnalyzerEngine(
        registry=registry, nlp_engine=BlankDutch(), supported_languages=["nl"]
    )
    return lambda text: [found.entity_type for found in analyzer.analyze(text, language="nl")]


if __name__ == "__main__":
    serve(start)

"""Trains the small models that ship with the package, and fits the weights of the ranking.

Nothing of this is imported when questions are answered. Only the question bank and the corpus are
trained on; ranking weights and the answerability model are fitted on the development questions;
the test questions are never read here.
"""

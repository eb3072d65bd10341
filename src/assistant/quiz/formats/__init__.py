"""Quizzes in the forms of other programs: each module writes one, two can read it back too."""

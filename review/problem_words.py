"""A problem in one line."""

from __future__ import annotations

import re

from models.bilingual import Language
from models.status import Problem
from review import wording
from review.plain import plain


def problem_words(problem: Problem, language: Language) -> str:
    """The message, with its page before it where it does not name the page itself."""
    message = plain(problem.message)
    if problem.page is None or re.search(rf"\b{problem.page}\b", message):
        return message
    return f"{wording.PAGE.say(language).format(page=problem.page)}: {message}"

"""What can be worked out from a text."""

import re
from collections import Counter

WORD = re.compile(r"\w+(?:['’-]\w+)*")


def words(text):
    return WORD.findall(text)


def counts(text):
    """Names and numbers, in the order in which they are shown."""
    return [
        ("lines", len(text.splitlines())),
        ("words", len(text.split())),
        ("characters", len(text)),
    ]


def most_common(text, number):
    found = Counter(word.lower() for word in words(text))
    # Equally frequent words in alphabetical order.
    return sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))[:number]


def natural(line):
    """Sorts item9 before item10."""
    parts = re.split(r"(\d+)", line.casefold())
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]

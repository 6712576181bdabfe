"""Records in one JSON file of the folder in which the tool runs."""

import json
import os

from model import FILE


def load():
    try:
        with open(FILE, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return []
    except json.JSONDecodeError as error:
        raise ValueError(f"{FILE} cannot be read: {error}") from error


def save(records):
    # A stop in the middle leaves the old file.
    with open(f"{FILE}.new", "w", encoding="utf-8") as file:
        json.dump(records, file, indent=2, ensure_ascii=False)
    os.replace(f"{FILE}.new", FILE)


def place_of(records, id):
    for place, record in enumerate(records):
        if record["id"] == id:
            return place
    raise ValueError(f"There is no record {id}.")

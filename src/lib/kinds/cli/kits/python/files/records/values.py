"""What a field may hold: each reads the text of an option and says plainly what it wants."""

import argparse
from datetime import date, datetime


def whole(text):
    return int(text)


def decimal(text):
    value = float(text)
    return int(value) if value.is_integer() else value


def day(text):
    return date.fromisoformat(text).isoformat()


def moment(text):
    return datetime.fromisoformat(text).isoformat()


def switch(text):
    return {"yes": True, "true": True, "no": False, "false": False}[text.lower()]


def tags(text):
    return [tag.strip() for tag in text.split(",") if tag.strip()]


WANTED = {
    whole: "a whole number",
    decimal: "a number",
    day: "a date such as 2026-03-31",
    moment: "a time such as 2026-03-31T09:30",
    switch: "yes or no",
}


def reader(read):
    """The function for `argparse`: its complaint names what is wanted."""

    def checked(text):
        try:
            return read(text)
        except (ValueError, KeyError):
            raise argparse.ArgumentTypeError(f'"{text}" is not {WANTED.get(read, "possible here")}') from None

    return checked


def shown(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)

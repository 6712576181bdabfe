"""Values of JSON: reading, finding, flattening."""

import json


def parse(text):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"This is not JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from error


def at(value, path):
    """What stands at `a.0.b`."""
    for part in filter(None, path.split(".")):
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (KeyError, IndexError, ValueError, TypeError):
            raise ValueError(f'There is nothing at "{path}".') from None
    return value


def flat(value, path=""):
    """Each single value with the path to it."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if not entries:
        yield path, value
        return
    for name, inner in entries:
        yield from flat(inner, f"{path}.{name}" if path else str(name))


def rows(value):
    """The columns and rows of a list of objects."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError("Only a list of objects can become a table.")
    columns = list(dict.fromkeys(name for each in value for name in each))
    return columns, [[cell(each.get(name)) for name in columns] for each in value]


def cell(value):
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def shown(value):
    return json.dumps(value, indent=2, ensure_ascii=False)

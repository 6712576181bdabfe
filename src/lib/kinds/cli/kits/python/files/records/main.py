import argparse
import json
import sys

from about import ABOUT, EXAMPLES
from console import main
from model import FIELDS
from store import load, place_of, save
from values import reader, shown

NAMES = [field["name"] for field in FIELDS]


def add(options):
    records = load()
    id = 1 + max((record["id"] for record in records), default=0)
    records.append({"id": id, **{name: getattr(options, name) for name in NAMES}})
    save(records)
    print(f"Added {id}.")


def change(options):
    records = load()
    place = place_of(records, options.id)
    given = {name: getattr(options, name) for name in NAMES if getattr(options, name) is not None}
    records[place] = {**records[place], **given}
    save(records)
    print(f"Changed {options.id}.")


def remove(options):
    records = load()
    del records[place_of(records, options.id)]
    save(records)
    print(f"Removed {options.id}.")


def list_records(options):
    found = [record for record in load() if matches(record, options.find)]
    if options.sort:
        found.sort(key=lambda record: (record[options.sort] is None, sortable(record[options.sort])), reverse=options.reverse)
    lines = [["id", *NAMES], *([str(record["id"]), *(shown(record.get(name)) for name in NAMES)] for record in found)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(NAMES) + 1)]
    for line in lines if found else []:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def sortable(value):
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else shown(value).casefold()


def matches(record, words):
    text = " ".join(shown(record.get(name)) for name in NAMES).casefold()
    return all(word in text for word in (words or "").casefold().split())


def total(options):
    values = [record.get(options.field) or 0 for record in load()]
    print(f"{round(sum(values), 9):.9f}".rstrip("0").rstrip("."))


def export(_options):
    print(json.dumps(load(), indent=2, ensure_ascii=False))


def parser():
    whole = argparse.ArgumentParser(description=ABOUT, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = whole.add_subparsers(metavar="COMMAND", required=True)

    def command(name, run, help):
        added = commands.add_parser(name, help=help, description=help)
        added.set_defaults(run=run)
        return added

    def fields(added, first=None):
        for field in FIELDS:
            about = {"help": field["label"], "choices": field.get("choices"), "type": reader(field["read"])}
            if field["name"] == first:
                added.add_argument(first, metavar=field["option"].upper(), **about)
            else:
                added.add_argument(f"--{field['option']}", dest=field["name"], metavar="VALUE", **about)

    fields(command("add", add, "Add a record"), NAMES[0])
    added = command("list", list_records, "List records")
    added.add_argument("--find", metavar="WORDS", help="only those that hold the words")
    added.add_argument("--sort", choices=NAMES, help="in the order of a field")
    added.add_argument("--reverse", action="store_true", help="the greatest first")
    added = command("change", change, "Change a record")
    added.add_argument("id", type=int)
    fields(added)
    added = command("remove", remove, "Remove a record")
    added.add_argument("id", type=int)
    numbers = [field["name"] for field in FIELDS if field["isNumber"]]
    if numbers:
        added = command("total", total, "Add up a field")
        added.add_argument("field", choices=numbers)
    command("export", export, "Print all records as JSON")
    return whole


sys.exit(main(parser()))

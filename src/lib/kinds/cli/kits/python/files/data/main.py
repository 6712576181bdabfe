import argparse
import csv
import json
import sys

from about import ABOUT, EXAMPLES
from console import main, read, text_of
from values import at, flat, parse, rows, shown


def value_of(options):
    return parse(text_of(options.files))


def format(options):
    value = value_of(options)
    print(json.dumps(value, separators=(",", ":"), ensure_ascii=False) if options.compact else shown(value))


def check(options):
    value_of(options)
    print("This is JSON.")


def get(options):
    value = at(value_of(options), options.path)
    print(value if options.raw and isinstance(value, str) else shown(value))


def keys(options):
    for path, value in flat(value_of(options)):
        print(path, json.dumps(value, ensure_ascii=False))


def to_csv(options):
    columns, lines = rows(value_of(options))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows([columns, *lines])


def from_csv(options):
    lines = csv.DictReader(text_of(options.files).splitlines())
    print(shown(list(lines)))


def diff(options):
    before, after = (dict(flat(parse(read(path)))) for path in (options.before, options.after))
    for path in dict.fromkeys([*before, *after]):
        if path in before and before.get(path) != after.get(path, object()):
            print(f"- {path} {json.dumps(before[path], ensure_ascii=False)}")
        if path in after and after.get(path) != before.get(path, object()):
            print(f"+ {path} {json.dumps(after[path], ensure_ascii=False)}")


def parser():
    whole = argparse.ArgumentParser(description=ABOUT, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = whole.add_subparsers(metavar="COMMAND", required=True)

    def command(name, run, help):
        added = commands.add_parser(name, help=help, description=help)
        added.set_defaults(run=run)
        return added

    def files(added):
        added.add_argument("files", nargs="*", metavar="FILE", help="read instead of what is piped in")

    added = command("format", format, "Print JSON in an orderly way")
    added.add_argument("-c", "--compact", action="store_true", help="as short as it can be")
    files(added)
    files(command("check", check, "Say whether it is JSON, and where not"))
    added = command("get", get, "Print what stands at a path")
    added.add_argument("path", help="names and numbers with dots between: items.0.name")
    added.add_argument("-r", "--raw", action="store_true", help="a text without its quotes")
    files(added)
    files(command("keys", keys, "List every value with its path"))
    files(command("to-csv", to_csv, "Turn a list of objects into a table"))
    files(command("from-csv", from_csv, "Turn a table into a list of objects"))
    added = command("diff", diff, "Show how two files differ")
    added.add_argument("before")
    added.add_argument("after")
    return whole


sys.exit(main(parser()))

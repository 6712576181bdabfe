import argparse
import json
import sys

from about import ABOUT, EXAMPLES
from console import main, text_of
from table import COMPARE, Table, number, shown


def table_of(options):
    return Table.read(text_of(options.files))


def select(options):
    table_of(options).select(options.columns.split(",")).write(sys.stdout)


def filter(options):
    table_of(options).filter(options.column, options.test, options.value).write(sys.stdout)


def sort(options):
    table_of(options).sort(options.column, options.reverse).write(sys.stdout)


def sum(options):
    table = table_of(options)
    place = table.index(options.column)
    by = table.index(options.by) if options.by else None
    totals = {}
    for row in table.rows:
        group = "" if by is None else row[by]
        totals[group] = totals.get(group, 0) + (number(row[place]) or 0)
    if by is None:
        print(shown(totals.get("", 0)))
    else:
        Table([options.by, options.column], [[group, shown(total)] for group, total in totals.items()]).write(sys.stdout)


def show(options):
    table = table_of(options)
    lines = [table.columns, *table.rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(table.columns))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def to_json(options):
    table = table_of(options)
    rows = [dict(zip(table.columns, row)) for row in table.rows]
    print(json.dumps(rows, indent=2, ensure_ascii=False))


def parser():
    whole = argparse.ArgumentParser(description=ABOUT, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = whole.add_subparsers(metavar="COMMAND", required=True)

    def command(name, run, help):
        added = commands.add_parser(name, help=help, description=help)
        added.set_defaults(run=run)
        return added

    def files(added):
        added.add_argument("-f", "--files", nargs="*", metavar="FILE", help="read instead of what is piped in")

    added = command("select", select, "Keep some columns")
    added.add_argument("columns", help="names with commas between")
    files(added)
    added = command("filter", filter, "Keep the rows whose column fits")
    added.add_argument("column")
    added.add_argument("test", choices=list(COMPARE), help="how they compare")
    added.add_argument("value")
    files(added)
    added = command("sort", sort, "Sort rows, numbers by size")
    added.add_argument("column")
    added.add_argument("-r", "--reverse", action="store_true", help="from the greatest down")
    files(added)
    added = command("sum", sum, "Add up a column")
    added.add_argument("column")
    added.add_argument("--by", metavar="COLUMN", help="one sum for each value of this column")
    files(added)
    files(command("show", show, "Line the columns up for reading"))
    files(command("to-json", to_json, "Turn the rows into JSON"))
    return whole


sys.exit(main(parser()))

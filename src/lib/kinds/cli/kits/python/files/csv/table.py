"""A table with a heading, read from CSV and written as CSV."""

import csv
import io
import operator

COMPARE = {"=": operator.eq, "!=": operator.ne, ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


class Table:
    def __init__(self, columns, rows):
        self.columns = columns
        self.rows = rows

    @classmethod
    def read(cls, text):
        try:
            dialect = csv.Sniffer().sniff(text.partition("\n")[0], delimiters=",;\t|")
        except csv.Error:
            dialect = csv.excel
        lines = list(csv.reader(io.StringIO(text, newline=""), dialect))
        columns, *rows = lines or [[]]
        # A short row is filled up, or every command would have to ask.
        return cls(columns, [row + [""] * (len(columns) - len(row)) for row in rows if row])

    def index(self, name):
        if name not in self.columns:
            raise ValueError(f'There is no column "{name}". There are: {", ".join(self.columns)}')
        return self.columns.index(name)

    def select(self, names):
        places = [self.index(name) for name in names]
        return Table(names, [[row[place] for place in places] for row in self.rows])

    def filter(self, name, test, wanted):
        place, compare = self.index(name), COMPARE[test]
        return Table(self.columns, [row for row in self.rows if compare(*alike(row[place], wanted))])

    def sort(self, name, reverse):
        place = self.index(name)
        return Table(self.columns, sorted(self.rows, key=lambda row: key(row[place]), reverse=reverse))

    def write(self, file):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)


def number(text):
    """None for what is no number."""
    try:
        return float(text)
    except ValueError:
        return None


def shown(value):
    """15.0 as 15, and sums without the noise of their last digits."""
    return f"{round(value, 9):.9f}".rstrip("0").rstrip(".")


def alike(a, b):
    """Two numbers as numbers, anything else as texts."""
    numbers = number(a), number(b)
    return numbers if None not in numbers else (a, b)


def key(text):
    value = number(text)
    return (1, 0, text.casefold()) if value is None else (0, value, "")

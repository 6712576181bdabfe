import argparse
import re
import sys

from about import ABOUT, EXAMPLES
from console import main, text_of
from words import counts, most_common, natural


def count(options):
    for name, number in counts(text_of(options.files)):
        if not options.only or options.only == name:
            print(name, number)


def top(options):
    for word, number in most_common(text_of(options.files), options.number):
        print(f"{number:6}  {word}")


def search(options):
    pattern = pattern_of(options)
    found = False
    for number, line in enumerate(text_of(options.files).splitlines(), 1):
        if bool(pattern.search(line)) != options.invert:
            found = True
            print(f"{number}: {line}" if options.lines else line)
    return 0 if found else 1


def replace(options):
    pattern = pattern_of(options)
    text = text_of(options.files)
    # A plain replacement is meant letter by letter, not as a template.
    sys.stdout.write(pattern.sub(options.by if options.regex else lambda _: options.by, text))


def sort(options):
    lines = sorted(text_of(options.files).splitlines(), key=natural, reverse=options.reverse)
    for line in dict.fromkeys(lines) if options.unique else lines:
        print(line)


def case(options):
    change = {"upper": str.upper, "lower": str.lower, "title": str.title}[options.to]
    sys.stdout.write(change(text_of(options.files)))


def pattern_of(options):
    flags = re.IGNORECASE if options.ignore_case else 0
    try:
        return re.compile(options.what if options.regex else re.escape(options.what), flags)
    except re.error as error:
        raise ValueError(f'"{options.what}" is no regular expression: {error}') from error


def parser():
    whole = argparse.ArgumentParser(description=ABOUT, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = whole.add_subparsers(metavar="COMMAND", required=True)

    def command(run, help):
        added = commands.add_parser(run.__name__, help=help, description=help)
        added.set_defaults(run=run)
        return added

    def files(added):
        added.add_argument("files", nargs="*", metavar="FILE", help="read instead of what is piped in")

    def patterns(added):
        added.add_argument("what", help="what to look for")
        added.add_argument("-e", "--regex", action="store_true", help="it is a regular expression")
        added.add_argument("-i", "--ignore-case", action="store_true", help="take A and a for the same")

    added = command(count, "Count lines, words and characters")
    added.add_argument("--only", choices=["lines", "words", "characters"], help="show one of the numbers")
    files(added)
    added = command(top, "Show the most frequent words")
    added.add_argument("-n", "--number", type=int, default=10, help="how many (10)")
    files(added)
    added = command(search, "Show the lines that hold something; 1 where none does")
    patterns(added)
    added.add_argument("-l", "--lines", action="store_true", help="with the number of the line")
    added.add_argument("-v", "--invert", action="store_true", help="the lines that do not hold it")
    files(added)
    added = command(replace, "Replace something everywhere")
    patterns(added)
    added.add_argument("by", help="what stands there instead")
    files(added)
    added = command(sort, "Sort lines, numbers in them by size")
    added.add_argument("-r", "--reverse", action="store_true", help="from the last to the first")
    added.add_argument("-u", "--unique", action="store_true", help="equal lines once")
    files(added)
    added = command(case, "Change to upper, lower or title case")
    added.add_argument("to", choices=["upper", "lower", "title"])
    files(added)
    return whole


sys.exit(main(parser()))

"""Input, output and the end of a tool."""

import sys


def text_of(paths):
    """The text of all files, or what is piped in where none is named."""
    if not paths:
        return sys.stdin.read()
    return "".join(read(path) for path in paths)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def main(parser):
    """Runs the command that was chosen: 0 done, 1 failed, 2 called wrongly."""
    options = parser.parse_args()
    try:
        code = options.run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # `tool | head` closes the pipe early; that is no failure.
        sys.stderr.close()
        return 0
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
    except ValueError as error:
        print(error, file=sys.stderr)
    return 1

"""Runs one program after the other in one interpreter, each as if it had the interpreter to itself."""

import atexit
import builtins
import codecs
import importlib
import io
import json
import linecache
import os
import runpy
import sys
import traceback
import types

from pyodide.ffi import can_run_sync, run_sync

OWN_FOLDERS = ("/home/", "/tool/")
PATH = list(sys.path)
MAIN = sys.modules["__main__"]
NO_REPL = "python: name a file (python FILE), give code (python -c CODE) or pipe it in (python -)\n"


class Source(io.RawIOBase):
    """Bytes from the page; `pull` gives the next text, an empty one at the end."""

    def __init__(self, pull, ahead):
        self._pull = pull
        self._rest = ahead.encode()

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self._rest and can_run_sync():
            self._rest = run_sync(self._pull()).encode()
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


class Sink(io.RawIOBase):
    """Bytes to the page, as text."""

    def __init__(self, write):
        self._write = write
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode

    def writable(self):
        return True

    def write(self, data):
        self._write(self._decode(bytes(data)))
        return len(data)


def reader(raw):
    return io.TextIOWrapper(io.BufferedReader(raw), encoding="utf-8")


def writer(raw):
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8", line_buffering=True)


def run(request, pull, write_out, write_error):
    """Runs a program and gives its exit code."""
    call = json.loads(request)
    sys.stdin = reader(Source(pull, call["ahead"]))
    sys.stdout, sys.stderr = writer(Sink(write_out)), writer(Sink(write_error))
    os.environ.clear()
    os.environ.update(call["env"])
    os.chdir(call["cwd"])
    linecache.clearcache()
    importlib.invalidate_caches()
    try:
        return guarded(lambda: start(call))
    finally:
        clear()


def guarded(work):
    try:
        code = exit_code(work)
        return exit_code(atexit._run_exitfuncs) or code
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except ValueError:
                pass  # The program closed it.


def exit_code(work):
    try:
        return work() or 0
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return (end.code or 0) & 255
        print(end.code, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BaseException as error:
        report(error)
        return 1


def report(error):
    if isinstance(error, ModuleNotFoundError):
        error.add_note("Only Python's standard library and this tool's own files can be imported here.")
    trace = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename.startswith(("<harness>", "<frozen ")):
        trace = trace.tb_next
    traceback.print_exception(type(error), error, trace)


def start(call):
    """Python's own command line: a tool's entry, or FILE, -c CODE, -m MODULE, - and what follows."""
    argv = call["argv"]
    if call["entry"]:
        return execute_file(call["entry"], [call["env"].get("NAME", "tool"), *argv])
    first = argv[0] if argv else "-"
    if first in ("-V", "--version"):
        return print("Python", sys.version.split()[0])
    if first in ("-h", "--help"):
        return print("usage: python [-c CODE | -m MODULE | FILE | -] [ARGUMENT...]")
    if first == "-c" and len(argv) > 1:
        return execute(argv[1], "<string>", ["-c", *argv[2:]], "")
    if first == "-m" and len(argv) > 1:
        sys.path[:] = ["", *PATH]
        sys.argv = ["-m", *argv[2:]]
        runpy.run_module(argv[1], run_name="__main__", alter_sys=True)
        return 0
    if first == "-":
        source = sys.stdin.read()
        if not source:
            sys.stderr.write(NO_REPL)
            return 2
        return execute(source, "<stdin>", ["-", *argv[1:]], "")
    if first.startswith("-"):
        sys.stderr.write(f"python: unknown option {first}\n{NO_REPL}")
        return 2
    return execute_file(first, argv)


def execute_file(path, argv):
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        sys.stderr.write(f"python: can't open file '{path}': {error.strerror}\n")
        return 2
    return execute(source, os.path.abspath(path), argv, os.path.dirname(os.path.abspath(path)))


def execute(source, name, argv, folder):
    sys.argv = list(argv)
    sys.path[:] = [folder, *PATH]
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=name, __builtins__=builtins)
    sys.modules["__main__"] = main
    exec(compile(source, name, "exec"), main.__dict__)
    return 0


def clear():
    """Forgets the modules of the program: the next run may have others of the same name."""
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(OWN_FOLDERS):
            del sys.modules[name]
    sys.modules["__main__"] = MAIN

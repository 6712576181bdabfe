#!/usr/bin/env python3
"""A tool of several files in one: run it with --help."""

import base64
import builtins
import importlib.abc
import importlib.util
import io
import linecache
import os
import sys
import traceback
import types

ENTRY = ''
SOURCES = {}
# In Base64, read where the folder has no file of that name.
DATA = {}
FOLDER = ENTRY.rpartition("/")[0] and ENTRY.rpartition("/")[0] + "/"


class Carried(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Imports the modules that this file carries."""

    def path_of(self, name):
        place = FOLDER + name.replace(".", "/")
        return next((path for path in (f"{place}.py", f"{place}/__init__.py") if path in SOURCES), None)

    def is_package(self, name):
        place = FOLDER + name.replace(".", "/")
        return f"{place}.py" not in SOURCES and any(path.startswith(f"{place}/") for path in SOURCES)

    def find_spec(self, name, path=None, target=None):
        if not self.path_of(name) and not self.is_package(name):
            return None
        return importlib.util.spec_from_loader(name, self, is_package=self.is_package(name))

    def get_source(self, name):
        return SOURCES.get(self.path_of(name), "")

    def get_code(self, name):
        return code_of(self.path_of(name) or name, self.get_source(name))


def code_of(path, source):
    linecache.cache[path] = (len(source), None, source.splitlines(True), path)
    return compile(source, path, "exec")


def carrying(plain):
    """`open` that also finds the carried data."""

    def opened(file, mode="r", *rest, **more):
        try:
            return plain(file, mode, *rest, **more)
        except FileNotFoundError:
            name = os.path.normpath(file) if isinstance(file, (str, os.PathLike)) else ""
            data = DATA.get(name.replace(os.sep, "/"))
            if data is None or set(mode) & set("wax+"):
                raise
        content = io.BytesIO(base64.b64decode(data))
        if "b" in mode:
            return content
        return io.TextIOWrapper(content, encoding=more.get("encoding") or "utf-8", newline=more.get("newline"))

    return opened


def tell(kind, error, trace):
    """What Python itself prints lacks the lines of carried modules."""
    traceback.print_exception(kind, error, trace and trace.tb_next)


sys.excepthook = tell
sys.meta_path.insert(0, Carried())
builtins.open = io.open = carrying(io.open)
program = types.ModuleType("__main__")
program.__file__ = ENTRY
sys.modules["__main__"] = program
exec(code_of(ENTRY, SOURCES[ENTRY]), program.__dict__)

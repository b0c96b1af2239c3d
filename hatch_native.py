"""Translate the modules that read texts to machine code, beside the rest of the build.

mypyc comes with mypy (MIT). Where no C compiler is at hand the build says so and goes on: the Python does the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from hatch_source import spelled_out

OPTIONS = ("--ignore-missing-imports", "--python-version", f"{sys.version_info.major}.{sys.version_info.minor}")
# A C file for each module takes half as long as one for all. What the C compiler does beyond the second level gains
# nothing here; nobody reads the machine code in a debugger. What nobody else can see is called without a look at who
# may have put something in its place, and may be taken into its caller.
# What Python itself was built with is told again, for the newest setuptools leave it out where others are given.
FLAGS = "-DNDEBUG -fwrapv -fvisibility=hidden -fno-plt -include rare.h"
# Every step of machine code may fail, and hardly one ever does; nor is an int so long that it needs an object. What is
# done then is rare, so that it lies apart from what is run, which then fits the processor's cache better.
RARE = """
#if __has_include(<CPy.h>)
#include <CPy.h>
#define RARE(name) extern __typeof__(name) name __attribute__((cold))
RARE(CPy_AddTraceback); RARE(CPy_AttributeError); RARE(CPy_TypeError); RARE(CPy_TypeErrorTraceback);
RARE(CPyError_OutOfMemory); RARE(PyErr_SetString); RARE(CPy_DecRef);
RARE(CPyTagged_IncRef); RARE(CPyTagged_DecRef); RARE(CPyTagged_XDecRef); RARE(CPyLong_AsSsize_tAndOverflow_);
RARE(CPyTagged_IsEq_); RARE(CPyTagged_IsLt_); RARE(CPyTagged_Add_); RARE(CPyTagged_Subtract_);
#endif
"""
# One file after the other is how setuptools compiles; here as many together as there are cores.
TRANSLATE = """
import os, sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from mypyc.build import mypycify
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

class Together(build_ext):
    def build_extension(self, ext):
        told = {"include_dirs": ext.include_dirs, "extra_postargs": ext.extra_compile_args}
        compiled = partial(self.compiler.compile, output_dir=self.build_temp, **told)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            files = pool.map(compiled, ([source] for source in ext.sources))
            ext.extra_objects = [file for made in files for file in made]
        ext.sources = []
        super().build_extension(ext)

written, *sources = sys.argv[1:]
modules = mypycify(sources, opt_level="2", debug_level="0", multi_file=True)
name, same = written.removesuffix(".c").replace("/", "."), "-ffp-contract=off"  # to the last bit on every machine
fast = "-O3"  # without it spellings are compared in three times the time
modules.append(Extension(name, [written], extra_compile_args=[fast, same]))
together = {"build_ext": Together}
setup(name="geomap", ext_modules=modules, cmdclass=together, script_args=["--quiet", "build_ext", "--inplace"])
"""


class Native:
    """A translation under way; ``done`` waits for it."""

    def __init__(self, root: Path) -> None:
        sys.path.insert(0, str(root))
        from geomap import native  # noqa: PLC0415 - needs the path above

        self._target = native.FOLDER / native.digest()
        self._job: subprocess.Popen[str] | None = None
        if os.environ.get(native.PURE) or native.files():
            return
        self._work = tempfile.TemporaryDirectory(prefix="geomap-native-")
        self._tree = Path(self._work.name)
        shutil.copytree(native.ROOT, self._tree / "geomap", ignore=shutil.ignore_patterns("data", "__pycache__"))
        modules = [source.relative_to(root) for source in native.sources()]
        written = native.WRITTEN.relative_to(root).as_posix()
        for module in modules:
            self._tree.joinpath(module).write_text(spelled_out(root.joinpath(module).read_text("utf-8")), "utf-8")
        self._tree.joinpath("rare.h").write_text(RARE, "utf-8")
        self._job = subprocess.Popen(  # noqa: S603 - our own interpreter and names
            [sys.executable, "-c", TRANSLATE, written, *OPTIONS, *map(str, modules)],
            cwd=self._tree,
            env={**os.environ, "CFLAGS": f"{os.environ.get('CFLAGS', '')} {FLAGS}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def done(self) -> bool:
        """Put the machine code where ``geomap.native`` looks for it; tell whether there is some."""
        if self._job is not None:
            said, _ = self._job.communicate()
            if self._job.returncode:
                lines = said.strip().splitlines() or ["no reason given"]
                reason = next((line for line in lines if "error:" in line), lines[-1])
                print(f"geomap: no machine code, reading will take nearly twice as long ({reason})", file=sys.stderr)
            else:
                self._keep()
            self._work.cleanup()
        return self._target.is_dir()

    def _keep(self) -> None:
        draft = self._target.with_name(f".{self._target.name}.{os.getpid()}")
        for file in self._tree.rglob(f"*{EXTENSION_SUFFIXES[0]}"):
            if "build" not in file.relative_to(self._tree).parts:
                place = draft / file.relative_to(self._tree)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(file, place)
        for old in set(self._target.parent.iterdir()) - {draft}:  # of other sources, or left behind half made
            shutil.rmtree(old)
        draft.replace(self._target)

"""What pyproject.toml cannot say: the package `ccsim` takes the shared library along.

CCSIM_LIBRARY names a libccsim.so that is built already; "none" leaves it out, for systems that have it installed. Else it is built by CMake from the sources of the
program where the package lies among them, and left out where it does not.
"""
import os
import pathlib
import shutil
import subprocess
import tempfile

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOLD = os.environ.get("CCSIM_LIBRARY", "")
BUILDS = not TOLD and (ROOT / "CMakeLists.txt").exists() and (ROOT / "include/ccsim/ccsim.h").exists()
TAKES = BUILDS or TOLD not in ("", "none")


def build(folder: pathlib.Path) -> pathlib.Path:
    """The library, built in a folder."""
    subprocess.run(["cmake", "-S", str(ROOT), "-B", str(folder), "-DCMAKE_BUILD_TYPE=Release", "-DCCSIM_TESTS=OFF"], check=True)
    subprocess.run(["cmake", "--build", str(folder), "--parallel", "--target", "libccsim_shared"], check=True)
    return folder / "libccsim.so"


class BuildPy(build_py):
    def run(self) -> None:
        super().run()
        if not TAKES or getattr(self, "editable_mode", False):  # in place the library is that of the checkout's build
            return
        with tempfile.TemporaryDirectory() as folder:  # not among the sources, which pip may build in
            library = build(pathlib.Path(folder)) if BUILDS else pathlib.Path(TOLD)
            shutil.copyfile(library, pathlib.Path(self.build_lib) / "ccsim/libccsim.so")


class WithLibrary(Distribution):
    def has_ext_modules(self) -> bool:  # a wheel with the library is of one platform
        return TAKES


setup(cmdclass={"build_py": BuildPy}, distclass=WithLibrary)

"""pip installs the package from the checkout into an environment of its own, without a network, and it works there."""
import os
import pathlib
import shutil
import subprocess
import unittest

from case import FOLDER, SOURCE, Case, made, main

CHECK = """
import ccsim_results, pathlib, sys
assert pathlib.Path(ccsim_results.__file__).resolve().is_relative_to(pathlib.Path(sys.argv[1]).resolve()), ccsim_results.__file__
assert (pathlib.Path(ccsim_results.__file__).parent / "py.typed").exists()
result = ccsim_results.open(sys.argv[2])
print(ccsim_results.frame(result, metric="answered", entity="all")["mean"].item() == result.answered.sel(entity="all").item())
import importlib.metadata
print(importlib.metadata.version("ccsim-results") == ccsim_results.__version__)
"""
DRIVE = """
import ccsim, pathlib, sys
from ccsim import _library
assert _library._places()[0] == str(pathlib.Path(ccsim.__file__).resolve().with_name("libccsim.so")), _library._places()
print(ccsim.erlang(per_hour=20, handle_s=180, target=0.8).agents)
"""
BUILT = os.environ.get("CCSIM_BUILT_LIBRARY")
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_CONFIG_FILE": os.devnull, "HOME": str(FOLDER)}


for name in ("CCSIM_LIBRARY", "CCSIM_BUILT_LIBRARY"):
    os.environ.pop(name, None)


def have_pip():
    return subprocess.run(["/usr/bin/python3", "-c", "import setuptools, wheel, venv, pip"], capture_output=True).returncode == 0


@unittest.skipUnless(have_pip(), "pip, setuptools or wheel is not installed")
class Install(Case):
    def setUp(self):
        """A copy of the package, so that what a build leaves does not lie in the sources."""
        self.room = pathlib.Path(FOLDER) / self.id()
        self.source = self.room / "checkout/analysis/python"
        shutil.copytree(SOURCE / "analysis/python", self.source, ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info"))
        self.environment = self.room / "environment"
        self.run_quietly("/usr/bin/python3", "-m", "venv", "--system-site-packages", "--without-pip", self.environment)

    def run_quietly(self, *command, **more):
        env = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON"))}
        done = subprocess.run([str(word) for word in command], cwd=self.room, env={**env, **OFFLINE, **more}, capture_output=True,
                              text=True, timeout=240)
        self.assertEqual(done.returncode, 0, f"{command}:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def install(self, *options, **more):
        self.run_quietly(self.environment / "bin/python", "-m", "pip", "install", "--no-build-isolation", *options, **more)

    def works(self, where):
        found = self.run_quietly(self.environment / "bin/python", "-c", CHECK, where, made("office"))
        self.assertEqual(found.split(), ["True", "True"])

    def test_as_a_copy(self):
        self.install("--no-deps", self.source)
        shutil.rmtree(self.source)
        self.works(self.environment)

    @unittest.skipUnless(BUILT, "the library is not built, or under a sanitizer")
    def test_takes_a_library_along(self):
        self.install("--no-deps", self.source, CCSIM_LIBRARY=BUILT)
        shutil.rmtree(self.source)
        self.assertEqual(self.run_quietly(self.environment / "bin/python", "-c", DRIVE).split(), ["3"])

    def test_in_place(self):
        self.install("--no-deps", "-e", self.source)
        self.works(self.source)


if __name__ == "__main__":
    main()

"""The examples of docs/python.md and of the package's README run as they stand: commands marked `sh ci`, then the Python, page by page."""
import contextlib
import io
import os
import pathlib
import re
import subprocess
import sys

from case import FOLDER, PROGRAM, SOURCE, Case, main

try:
    import matplotlib.pyplot as plt
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

PAGE, README = SOURCE / "docs/python.md", SOURCE / "analysis/python/README.md"


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.M | re.S)


class Examples(Case):
    @classmethod
    def setUpClass(cls):
        """A folder that looks like the checkout, and in it the results that the page makes."""
        room = pathlib.Path(FOLDER) / "room"
        for folder in ("build/release", "results"):
            (room / folder).mkdir(parents=True)
        (room / "scenarios").symlink_to(SOURCE / "scenarios")
        (room / "build/release/ccsim").symlink_to(PROGRAM)
        os.chdir(room)
        for block in blocks(PAGE, "sh ci"):
            done = subprocess.run(["bash", "-euo", "pipefail", "-c", block], capture_output=True, text=True, timeout=240,
                                  stdin=subprocess.DEVNULL)
            if done.returncode != 0:
                raise AssertionError(f"{block}\n{done.stdout}\n{done.stderr}")

    def run_all(self, path):
        names, said = {}, io.StringIO()
        for block in blocks(path, "python"):
            with contextlib.redirect_stdout(said):
                exec(compile(block, path.name, "exec"), names)
        plt.close("all")
        return names, said.getvalue()

    def test_of_the_page_run(self):
        names, said = self.run_all(PAGE)
        self.assertEqual(len(blocks(PAGE, "python")), 5)
        self.assertGreater(len(said.splitlines()), 25)
        self.assertEqual(len(names["worst"]), 3)
        self.assertEqual(set(names["change"]["config"]), {"two more", "5 % fewer"})
        loans = names["change"].set_index(["config", "metric", "entity"]).loc[("two more", "service_level", "type/loans")]
        self.assertEqual(loans["verdict"], "better")
        self.assertGreater(pathlib.Path("results/bank.png").stat().st_size, 20000)

    def test_of_the_readme_run(self):
        names, _ = self.run_all(README)
        self.assertIn("result", names)


if __name__ == "__main__":
    main()

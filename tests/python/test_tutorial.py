"""examples/tutorial.py and the Python of docs/driving.md run as they stand."""
import contextlib
import io
import os
import re
import runpy
import sys
import warnings

from case import FOLDER, SOURCE, Case, main

try:
    import ccsim
    ccsim.version()
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

warnings.simplefilter("ignore", ccsim.ScenarioWarning)


class Tutorial(Case):
    def test_runs(self):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            runpy.run_path(str(SOURCE / "examples/tutorial.py"), run_name="__main__")
        for words in ("Erlang A: ", "simulated: ", "one more", "better", "line 5: ", "agents that surely reach 80 %: 6"):
            self.assertIn(words, said.getvalue())

    def test_of_the_page_runs(self):
        (FOLDER / "scenarios").symlink_to(SOURCE / "scenarios")
        os.chdir(FOLDER)
        names = {}
        blocks = re.findall(r"^```python\n(.*?)^```$", (SOURCE / "docs/driving.md").read_text(encoding="utf-8"), re.M | re.S)
        with contextlib.redirect_stdout(io.StringIO()):
            for block in blocks:
                exec(compile(block, "driving.md", "exec"), names)
        self.assertEqual(len(blocks), 4)
        self.assertEqual(len(names["study"].points()), 12)


if __name__ == "__main__":
    main()

"""What the tests in a browser share: one browser for all tests of a file, a folder of one's own, and what holds for every page."""
import pathlib
import shutil
import sys
import tempfile
import unittest

from browser import Browser, find

SKIPPED = 77


class BrowserTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def open(self, path, **how):
        page = self.browser.open(path, **how)
        self.addCleanup(page.close)
        return page

    def expect_drawn(self, page):
        """Every chart is there, with marks and a table; nothing went wrong, nothing was asked of the network, nothing sticks out."""
        page.settle()
        charts = page.charts()
        self.assertTrue(charts, "no chart")
        for chart in charts:
            with self.subTest(chart=chart["id"]):
                self.assertEqual(chart["state"], "drawn", chart["words"])
                self.assertGreater(chart["marks"], 0)
                self.assertFalse(chart["broken"], "NaN or undefined in the picture")
                self.assertTrue(chart["fits"], "wider than the page")
                self.assertTrue(chart["label"], "nothing for those who hear it")
                self.assertGreater(chart["rows"], 0, "no table of its data")
        self.assertEqual(page.problems(), [])
        self.assertEqual(page.overflow(), [])

    def expect_accessible(self, page):
        """No violation, all details opened; of long tables the first rows, as the others are made alike and take minutes."""
        page.evaluate("""document.querySelectorAll("details").forEach((d) => { d.open = true; });
            document.querySelectorAll("tbody").forEach((b) => [...b.rows].slice(5).forEach((row) => row.remove()))""")
        page.settle()
        self.assertEqual(page.axe(), [])


def main():
    if not find():
        print("no Chromium that starts: skipped")
        sys.exit(SKIPPED)
    unittest.main()

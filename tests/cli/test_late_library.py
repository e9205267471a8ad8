"""Libraries that are loaded when a file needs them: without HDF5 or libxlsxwriter everything else works, and what does not says why."""
import subprocess

from cli import PROGRAM, SOURCE, CliTest, main

LIBRARIES = {"hdf5": "HDF5", "xlsxwriter": "libxlsxwriter", "glpk": "GLPK"}


class LateLibrary(CliTest):
    def setUp(self):
        super().setUp()
        self.expect(0, "run", "office.cfg", "-r2", "-o", "a.h5")
        # A file of the library's name where the loader looks first, and no library.
        self.without = {"env": {"LD_LIBRARY_PATH": str(self.folder / "broken")}}
        (self.folder / "broken").mkdir()

    def break_library(self, word):
        needed = [text for text in PROGRAM_TEXTS if word in text]
        self.assertEqual(len(needed), 1, needed)
        self.write(f"broken/{needed[0]}", "no library\n")

    def test_the_program_starts_without_them(self):
        linked = subprocess.run(["ldd", PROGRAM], capture_output=True, text=True, check=True).stdout
        for word in LIBRARIES:
            self.assertNotIn(word, linked)

    def test_runs_need_no_hdf5(self):
        self.break_library("hdf5")
        self.expect(0, "run", "office.cfg", "-r2", **self.without)
        self.expect(73, "run", "office.cfg", "-r9000000", "-o", "b.h5", says="b.h5: HDF5 cannot be loaded (", **self.without)
        self.assertFalse((self.folder / "b.h5").exists())
        self.expect(66, "show", "a.h5", says="a.h5: HDF5 cannot be loaded (", **self.without)

    def test_tables_need_no_xlsxwriter(self):
        self.break_library("xlsxwriter")
        self.expect(0, "export", "a.h5", "-o", "a.csv", **self.without)
        self.expect(73, "export", "a.h5", "-o", "a.xlsx", says="libxlsxwriter cannot be loaded (", **self.without)
        self.assertFalse((self.folder / "a.xlsx").exists())


    def test_staff_needs_no_glpk_and_shifts_do(self):
        self.break_library("glpk")
        (self.folder / "week.cfg").write_text((SOURCE / "scenarios" / "shift_week.cfg").read_text())
        self.expect(0, "staff", "week.cfg", "--steady", **self.without)
        self.expect(66, "schedule", "week.cfg", "--steady", says="GLPK cannot be loaded (", **self.without)


def texts_of_program():
    """The names of shared libraries in the program's bytes."""
    with open(PROGRAM, "rb") as file:
        parts = file.read().split(b"\0")
    return sorted({part.decode() for part in parts if part.startswith(b"lib") and b".so." in part and part.isascii()})


PROGRAM_TEXTS = texts_of_program()

if __name__ == "__main__":
    main()

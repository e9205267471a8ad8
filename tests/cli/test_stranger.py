"""Result files of strangers and of other times: what was made to crash or stall HDF5 is refused, and every format that is promised is read."""
import gzip

from cli import SOURCE, CliTest, main

READERS = SOURCE / "tests/readers"


class Stranger(CliTest):
    def unpacked(self, folder):
        for packed in sorted((READERS / folder).glob("*.h5.gz")):
            yield self.write(packed.name[:-3], gzip.decompress(packed.read_bytes())).name

    def test_files_that_crash_or_stall_hdf5_are_damaged(self):
        self.expect(0, "run", "office.cfg", "-r2", "-o", "a.h5")
        n = 0
        for name in self.unpacked("hostile"):
            for args in (["show"], ["export"], ["report", "-o", "-"], ["compare", "a.h5"]):
                done = self.expect(65, *args, name, says=f"{name}: is damaged")
                self.assertEqual(done.stdout, "")
                n += 1
        self.assertEqual(n, 12)

    def test_a_child_leaves_nothing_of_its_parents_output_twice(self):
        self.expect(0, "run", "office.cfg", "-r2", "-o", "a.h5")
        self.assertEqual(self.expect(0, "show", "a.h5").stdout.count("An office"), 1)

    def test_every_format_that_is_promised_is_read(self):
        names = list(self.unpacked("formats"))
        self.assertEqual(names, ["format_2.h5", "format_3.h5"])
        offered = []
        for name in names:
            shown = self.json_of("show", name, "--json")
            offered.append([row["mean"] for row in shown["metrics"] if (row["metric"], row["entity"]) == ("offered", "all")])
            self.expect(0, "report", name, "-o", "-")
            self.expect(0, "export", name)
        self.assertEqual(offered, [[419], [419]])


if __name__ == "__main__":
    main()

"""What the tools of others read from a result file (h5py, xarray by both engines, pandas, netCDF4, ncdump), and what our own reader
makes of files that h5py has damaged.

Usage: test_readers.py WRITE_SAMPLE READ_SAMPLE [CLASS...]
The programs are made of write_sample.c, which has the same values, and read_sample.c. Exit status 77: the tool is not installed.
"""
import gzip
import importlib
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

try:
    import h5py
    import numpy as np
    import xarray as xr
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

REPLICATIONS, INTERVALS, DAYS = 7, 21, 2
TYPES = ["balance", "Crédits à 0 %", ""]
STARTS = [f"2026-03-02T{8 + i // 2:02}:{i % 2 * 30:02}" for i in range(INTERVALS)]
CUBE = (REPLICATIONS, len(TYPES), INTERVALS, DAYS)
WAIT = np.array([math.nan if i % 11 == 0 else 2.385 * i for i in range(math.prod(CUBE))]).reshape(CUBE)
OFFERED = np.array([2**64 - 1 - 3 * i for i in range(REPLICATIONS * len(TYPES))], dtype=np.uint64).reshape(CUBE[:2])
AGENTS = np.array([i * i for i in range(len(TYPES) * INTERVALS)], dtype=np.uint32).reshape(CUBE[1:3])
NOTES = [["n", "n", "n"], ["n", "é€😀\nsecond line", "n"]]
SCENARIO = "title = \"Crédits\";\nrun: { seed = 1; };\n"
DIMS = {"replication": REPLICATIONS, "interval": INTERVALS, "type": len(TYPES), "campaign": 0, "day": DAYS}
VARIABLES = {
    "interval": ("interval",),
    "type": ("type",),
    "campaign": ("campaign",),
    "day": ("day",),
    "wait_s": ("replication", "type", "interval", "day"),
    "offered": ("replication", "type"),
    "agents": ("type", "interval"),
    "note": ("day", "type"),
    "dialled": ("replication", "campaign"),
    "confidence": (),
}
SAMPLE = READ_SAMPLE = None
FORMATS = sorted((pathlib.Path(__file__).parent / "formats").glob("*.h5.gz"))


def have(module):
    try:
        importlib.import_module(module)
        return True
    except ImportError:
        return False


class H5py(unittest.TestCase):
    def setUp(self):
        self.file = h5py.File(SAMPLE, "r")
        self.addCleanup(self.file.close)

    def test_reads_values(self):
        np.testing.assert_array_equal(self.file["wait_s"][...], WAIT)
        np.testing.assert_array_equal(self.file["offered"][...], OFFERED)
        np.testing.assert_array_equal(self.file["agents"][...], AGENTS)
        self.assertEqual(self.file["type"].asstr()[...].tolist(), TYPES)
        self.assertEqual(self.file["note"].asstr()[...].tolist(), NOTES)
        self.assertEqual(self.file["dialled"].shape, (REPLICATIONS, 0))
        self.assertEqual(self.file["confidence"][()], 0.95)

    def test_reads_types(self):
        self.assertEqual(self.file["wait_s"].dtype, np.float64)
        self.assertEqual(self.file["offered"].dtype, np.uint64)
        self.assertEqual(self.file["agents"].dtype, np.uint32)
        self.assertEqual(h5py.check_string_dtype(self.file["type"].dtype), ("utf-8", None))

    def test_reads_attributes(self):
        attrs = self.file.attrs
        self.assertEqual(attrs["ccsim_format"], 3)
        self.assertEqual(attrs["ccsim_sealed"], 1)
        self.assertEqual(attrs["scenario_text"], SCENARIO)
        self.assertEqual(attrs["empty"], "")
        self.assertEqual(int(attrs["seed"]), 2**64 - 2)
        self.assertEqual(attrs["seed_text"], str(2**64 - 2))
        self.assertEqual(attrs["precision"], 0.05)
        self.assertEqual(self.file["wait_s"].attrs["units"], "s")
        self.assertEqual(self.file["offered"].attrs["long_name"], "contacts of 3 types")
        self.assertTrue(np.isnan(self.file["wait_s"].attrs["_FillValue"]).all())

    def test_follows_dimension_scales_both_ways(self):
        for name, dims in VARIABLES.items():
            if (name,) == dims:
                self.assertTrue(h5py.h5ds.is_scale(self.file[name].id), name)
                continue
            for axis, dim in enumerate(dims):
                self.assertEqual([scale.name for scale in self.file[name].dims[axis].values()], ["/" + dim], name)
                self.assertTrue(h5py.h5ds.is_attached(self.file[name].id, self.file[dim].id, axis), name)
        self.assertEqual(h5py.h5ds.get_scale_name(self.file["type"].id), b"type")
        self.assertEqual(len(self.file["campaign"].attrs["REFERENCE_LIST"]), 1)

    def test_keeps_the_order_of_variables(self):
        bare = {"replication"}
        self.assertEqual([name for name in self.file if name not in bare], sorted(VARIABLES))
        order = []
        self.file.id.links.iterate(lambda name: order.append(name.decode()), idx_type=h5py.h5.INDEX_CRT_ORDER)
        self.assertEqual([name for name in order if name not in bare], list(VARIABLES))

    def test_finds_the_large_variable_packed_and_no_variable_compact(self):
        self.assertEqual((self.file["wait_s"].compression, self.file["wait_s"].compression_opts), ("gzip", 1))
        self.assertTrue(self.file["wait_s"].shuffle)
        for name in self.file:  # R's ncdf4 refuses compact storage
            self.assertNotEqual(self.file[name].id.get_create_plist().get_layout(), h5py.h5d.COMPACT, name)


class Xarray:
    """The same for each engine."""

    engine = None

    def setUp(self):
        self.data = xr.open_dataset(SAMPLE, engine=self.engine)
        self.addCleanup(self.data.close)

    def test_reads_dimensions_in_place(self):
        self.assertEqual(dict(self.data.sizes), DIMS)
        for name, dims in VARIABLES.items():
            self.assertEqual(self.data[name].dims, dims, name)
        self.assertEqual(set(self.data.coords), {"interval", "type", "campaign", "day"})
        self.assertEqual(set(self.data.variables), set(VARIABLES))

    def test_reads_values(self):
        np.testing.assert_array_equal(self.data["wait_s"].values, WAIT)
        np.testing.assert_array_equal(self.data["offered"].values, OFFERED)
        np.testing.assert_array_equal(self.data["agents"].values, AGENTS)
        self.assertEqual(self.data["offered"].dtype, np.uint64)
        self.assertEqual(self.data["interval"].values.tolist(), STARTS)
        self.assertEqual(self.data["type"].values.tolist(), TYPES)
        self.assertEqual(self.data["day"].values.tolist(), [5, 6])
        self.assertEqual(self.data["note"].values.tolist(), NOTES)
        self.assertEqual(self.data["dialled"].shape, (REPLICATIONS, 0))
        self.assertEqual(float(self.data["confidence"]), 0.95)

    def test_selects_by_label(self):
        cell = self.data["wait_s"].sel(type="Crédits à 0 %", interval="2026-03-02T09:30", day=6).isel(replication=4)
        self.assertEqual(float(cell), WAIT[4, 1, 3, 1])

    def test_reads_attributes(self):
        self.assertEqual(set(self.data.attrs),
                         {"ccsim_format", "ccsim_sealed", "scenario_text", "empty", "seed", "seed_text", "precision"})
        self.assertEqual(self.data.attrs["scenario_text"], SCENARIO)
        self.assertEqual(int(self.data.attrs["seed"]), 2**64 - 2)
        self.assertEqual(self.data["wait_s"].attrs, {"units": "s", "long_name": "mean wait"})

    def test_makes_dates_of_the_times_of_whole_results(self):
        for packed in FORMATS:
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder, packed.stem)
                path.write_bytes(gzip.decompress(packed.read_bytes()))
                with xr.open_dataset(path, engine=self.engine) as data:
                    self.assertEqual(float(data["offered"].sel(entity="all").item()), 419)
                    if data.attrs["ccsim_format"] < 3:
                        continue
                    self.assertRegex(data.attrs["Conventions"], "^CF-")
                    self.assertIn("time", data.coords)
                    labels = data["interval"].values[:-1].astype("datetime64[ns]")
                    np.testing.assert_array_equal(data["time"].values[:-1], labels)

    def test_gives_a_pandas_table(self):
        table = self.data["wait_s"].to_dataframe()
        self.assertEqual(len(table), WAIT.size)
        self.assertEqual(int(table["wait_s"].isna().sum()), int(np.isnan(WAIT).sum()))


@unittest.skipUnless(have("h5netcdf"), "h5netcdf is not installed")
class H5netcdf(Xarray, unittest.TestCase):
    engine = "h5netcdf"


@unittest.skipUnless(have("netCDF4"), "netCDF4 for Python is not installed")
class Netcdf4(Xarray, unittest.TestCase):
    engine = "netcdf4"

    def test_masks_what_is_not_defined(self):
        import netCDF4

        with netCDF4.Dataset(SAMPLE) as data:
            self.assertEqual(list(data.dimensions), list(DIMS))
            self.assertEqual(list(data.variables), list(VARIABLES))
            wait = data["wait_s"][...]
            np.testing.assert_array_equal(np.ma.getmaskarray(wait), np.isnan(WAIT))
            np.testing.assert_array_equal(wait.filled(-1), np.where(np.isnan(WAIT), -1, WAIT))
            self.assertEqual(data["note"][...].tolist(), NOTES)


@unittest.skipUnless(shutil.which("ncdump"), "ncdump is not installed")
class Ncdump(unittest.TestCase):
    def run_ncdump(self, *options):
        done = subprocess.run(["ncdump", *options, SAMPLE], capture_output=True, text=True, encoding="utf-8")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_prints_the_header(self):
        header = self.run_ncdump("-h")
        found = dict(re.findall(r"^\t(\w+) = (\d+|UNLIMITED)", header, re.M))
        # netCDF has no fixed dimension without cells, and shows one as unlimited and still empty.
        self.assertEqual(found, {name: str(size or "UNLIMITED") for name, size in DIMS.items()})
        for line in ("string interval(interval) ;", "double wait_s(replication, type, interval, day) ;",
                     "uint64 offered(replication, type) ;", "uint agents(type, interval) ;", "double confidence ;",
                     'string wait_s:units = "s" ;', "wait_s:_FillValue = NaN ;", 'string offered:long_name = "contacts of 3 types" ;',
                     ":seed = 18446744073709551614ULL ;", 'string :seed_text = "18446744073709551614" ;', ":precision = 0.05 ;",
                     'string :scenario_text = "title = \\"Crédits\\";\\nrun: { seed = 1; };\\n" ;'):
            self.assertIn(line, header)

    def test_prints_values(self):
        self.assertRegex(self.run_ncdump("-v", "wait_s"), r"wait_s =\s+_, 2\.385,\s+4\.77,")
        # The empty text is netCDF's default fill value of texts.
        self.assertIn('type = "balance", "Crédits à 0 %", _ ;', self.run_ncdump("-v", "type"))


class OurReader(unittest.TestCase):
    """Every damage is refused with its own words, exit status 65 and no output of HDF5; memory is bounded."""

    def read(self, damage=None, unseal=True):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "damaged.h5")
        shutil.copyfile(SAMPLE, path)
        if damage:
            with h5py.File(path, "r+") as file:
                if unseal:
                    del file.attrs["ccsim_sealed"]
                damage(file)
        done = subprocess.run([READ_SAMPLE, path], capture_output=True, text=True, encoding="utf-8", timeout=60)
        return done.returncode, done.stdout, done.stderr.replace(path, "F").rstrip("\n")

    def refuses(self, damage, why):
        self.assertEqual(self.read(damage), (65, "", "F: " + why))

    def test_reads_the_sample(self):
        self.assertEqual(self.read(), (0, "5 dimensions, 10 variables, 6 attributes\n", ""))

    def test_reads_a_file_that_h5py_has_touched(self):
        self.assertEqual(self.read(lambda file: file.attrs.create("note", 1.5))[0], 0)

    def test_refuses_a_file_that_has_lost_its_seal(self):
        why = "has lost its checksum: another program has changed it. Where that was meant, delete its attribute ccsim_sealed"
        self.assertEqual(self.read(lambda file: file.attrs.create("note", 1.5), unseal=False), (65, "", "F: " + why))

    def test_refuses_objects_that_no_result_has(self):
        self.refuses(lambda file: file.create_group("group"), "group: is no variable")
        self.refuses(lambda file: file.__setitem__("soft", h5py.SoftLink("/wait_s")), "soft: is a link, which no result has")
        self.refuses(lambda file: file.__setitem__("other", h5py.ExternalLink("/etc/other.h5", "/x")),
                     "other: is a link, which no result has")
        self.refuses(lambda file: file.__setitem__("n" * 300, 1.5), "n" * 124 + "…: is too long a name")

    def test_refuses_data_that_lie_elsewhere(self):
        self.refuses(lambda file: file.create_dataset("x", (9,), "f8", external=[("/etc/passwd", 0, 72)]),
                     "x: keeps its data outside of the file")

        def virtual(file):
            layout = h5py.VirtualLayout((9,), "f8")
            layout[:] = h5py.VirtualSource("/etc/other.h5", "x", (9,))
            file.create_virtual_dataset("x", layout)

        self.refuses(virtual, "x: keeps its data outside of the file")

    def test_refuses_unknown_types_and_shapes(self):
        def add(file, name, values, dims=None):
            file[name] = values
            if dims is not None:
                file[name].attrs["_Netcdf4Coordinates"] = np.array(dims, dtype="i4")

        self.refuses(lambda file: add(file, "x", np.float32(1.5)), "x: is of an unknown type")
        self.refuses(lambda file: add(file, "x", np.int64(-1)), "x: is of an unknown type")
        self.refuses(lambda file: add(file, "x", np.bytes_("fixed")), "x: is of an unknown type")
        self.refuses(lambda file: add(file, "x", np.zeros((1,) * 6)), "x: has 6 dimensions; at most 5 are known")
        self.refuses(lambda file: add(file, "x", h5py.Empty("f8")), "x: has no shape")
        self.refuses(lambda file: add(file, "x", np.zeros(3), [9]), "x: lies over dimension 9, which is not there")
        self.refuses(lambda file: add(file, "x", np.zeros(3), [-1]), "x: lies over dimension -1, which is not there")
        self.refuses(lambda file: add(file, "x", np.zeros(3), [0]), "x: has 3 values along replication, which has 7")
        self.refuses(lambda file: add(file, "x", np.zeros(3), [0, 1]), "x: has an attribute _Netcdf4Coordinates of the wrong shape")
        self.refuses(lambda file: add(file, "x", np.zeros(3)), "x: is damaged: can't locate attribute: '_Netcdf4Coordinates'")
        self.refuses(lambda file: file["wait_s"].attrs.__setitem__("units", 5), "wait_s: has an attribute units that is no text")
        self.refuses(lambda file: file.attrs.__setitem__("list", np.zeros(3)), "list: is an attribute of an unknown type")
        self.refuses(lambda file: file.attrs.__setitem__("ccsim_format", np.uint64(4)),
                     "has format 4; this ccsim reads 2 to 3: a newer one wrote it")

    def test_refuses_dimensions_that_contradict(self):
        def number(name, value):
            return lambda file: file[name].attrs.modify("_Netcdf4Dimid", np.int32(value))

        self.refuses(number("type", 1), "type: has the same number as dimension interval")
        self.refuses(number("type", 99), "type: is dimension 99, which cannot be")
        self.refuses(number("type", -2), "type: is dimension -2, which cannot be")
        self.refuses(number("type", 9), "campaign: is a dimension, but one with a lower number is missing")
        self.refuses(lambda file: file["wait_s"].attrs.create("_Netcdf4Dimid", np.int32(6)), "wait_s: is a dimension of rank 4")

    def test_believes_no_size_beyond_the_file(self):
        def claim(size, dtype):
            def damage(file):
                file.create_dataset("huge", (size,), dtype, chunks=(1,) if dtype != "f8" else None)
                file["huge"].attrs["_Netcdf4Dimid"] = np.int32(5)
                file["huge"].attrs["_Netcdf4Coordinates"] = np.array([5], dtype="i4")
                file["huge"].attrs["NAME"] = np.bytes_("huge")

            return damage

        for size in 10**8, 2**63 - 1:
            self.refuses(claim(size // 8, "f8"), "huge: is damaged: it claims more values than the file can hold")
            self.refuses(claim(size // 8, h5py.string_dtype()), "huge: is damaged: it claims more values than the file can hold")


def main():
    global SAMPLE, READ_SAMPLE
    READ_SAMPLE = sys.argv.pop(2)
    with tempfile.TemporaryDirectory() as folder:
        SAMPLE = os.path.join(folder, "sample.h5")
        subprocess.run([sys.argv.pop(1), SAMPLE], check=True)
        result = unittest.main(exit=False).result
        if result.testsRun == len(result.skipped):
            return 77
        return not result.wasSuccessful()


if __name__ == "__main__":
    sys.exit(main())

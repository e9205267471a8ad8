"""open(): the values of the file, units, names and times; files that are refused."""
import pathlib
import re
import shutil
import unittest
import warnings

from case import FOLDER, Case, ccsim, compared, h5py, made, main, np, stopped

import pandas as pd
import xarray as xr


class Values(Case):
    def check(self, path, left_out=("interval", "day", "interval_open", "config")):
        data = ccsim.open(path)
        with h5py.File(path, "r") as file:
            names = [name for name in file if name in data.variables and name not in left_out]
            self.assertGreater(len(names), 150)
            missing = [name for name in file if name not in data.variables and not file[name].attrs.get("NAME", b"").startswith(b"This is a netCDF")]
            self.assertEqual(missing, ["time"] if "time" in file else [])
            if "time" in file:  # is the coordinate interval, for readers that do not make times of labels
                begin = np.datetime64(re.fullmatch(r"seconds since (\S+) 00:00:00", file["time"].attrs["units"])[1], "s")
                np.testing.assert_array_equal(begin + file["time"][...].astype("timedelta64[s]"), data["interval"].values.astype("datetime64[s]"))
            for name in names:
                values = file[name].asstr()[...] if h5py.check_string_dtype(file[name].dtype) else file[name][...]
                np.testing.assert_array_equal(data[name].values, values, name)
                self.assertEqual(data[name].dtype.kind, values.dtype.kind, name)
                for key in ("units", "long_name"):
                    self.assertEqual(data[name].attrs.get(key), file[name].attrs.get(key), name)
        return data

    def test_are_those_of_the_file(self):
        data = self.check(made("office"))
        self.assertEqual(data["asa_s"].dims, ("config", "entity"))
        self.assertEqual(data["value_by_replication"].dims, ("config", "replication", "entity", "metric"))
        self.assertEqual(data["asa_s"].attrs["units"], "s")
        self.assertEqual(data["service_level"].attrs["units"], "1")

    def test_of_all_modes_are_those_of_the_file(self):
        self.check(made("steady"))
        self.check(made("pause"))
        self.check(compared())

    def test_that_are_not_defined_stay_nan(self):
        data = ccsim.open(made("office"))
        self.assertTrue(np.isnan(data["occupancy"].sel(entity="type/sales")).all())
        self.assertTrue(np.isnan(ccsim.open(made("office", "-r", "1"))["service_level_half_width"]).all())
        self.assertTrue(np.isnan(data["occupancy_by_interval"].sel(entity="group/general").isel(interval=-1)).all())

    def test_of_single_replications_by_interval_can_be_left_out(self):
        path = made("office", "--keep", "intervals")
        self.assertIn("value_by_interval", ccsim.open(path))
        self.assertNotIn("value_by_interval", ccsim.open(path, kept=False))

    def test_are_read_from_a_file_that_another_tool_has_written_anew(self):
        again = FOLDER / "again.h5"
        with xr.open_dataset(made("office"), engine="h5netcdf") as bare:
            bare.to_netcdf(again, engine="h5netcdf")
            with self.assertRaisesRegex(ccsim.ResultError, "delete its attribute ccsim_sealed"):
                ccsim.open(again)
            bare.attrs.pop("ccsim_sealed")
            bare.to_netcdf(again, engine="h5netcdf")
        left, right = ccsim.open(made("office")), ccsim.open(again)
        pd.testing.assert_frame_equal(ccsim.frame(left), ccsim.frame(right))


class Names(Case):
    def test_select_entities(self):
        data = ccsim.open(made("office"))
        self.assertEqual(data["entity_kind"].values.tolist(), ["all", "type", "type", "channel", "group", "group"])
        self.assertEqual(data["entity_name"].values.tolist(), ["all", "service", "sales", "voice", "general", "closers"])
        self.assertEqual(data["entity_label"].sel(entity="type/sales").item(), "Sales")
        types = data["service_level"].isel(entity=(data["entity_kind"] == "type").values)
        self.assertEqual(types["entity"].values.tolist(), ["type/service", "type/sales"])

    def test_describe_metrics(self):
        data = ccsim.open(made("office"))
        self.assertEqual(data["metric_unit"].sel(metric="asa_s").item(), "s")
        self.assertEqual(data["metric_kind"].sel(metric="wait_p50_s").item(), "quantile")

    def test_of_one_configuration_stand_in_the_attributes(self):
        data = ccsim.open(made("office", "-s", "18446744073709551615"))
        self.assertEqual((data.attrs["title"], data.attrs["mode"], data.attrs["confidence"]), ("An office", "day", 0.95))
        self.assertEqual(data.attrs["seed"], 2**64 - 1)
        self.assertEqual(data.attrs["replications"], 7)
        self.assertIn("title = \"An office\"", data.attrs["scenario"])
        self.assertEqual(data["config"].values.tolist(), ["office"])

    def test_of_several_configurations_do_not(self):
        data = ccsim.open(compared())
        self.assertEqual(data["config"].values.tolist()[1:], ["two more", "one closer less"])
        for key in ("name", "title", "seed", "settings", "scenario", "replications"):
            self.assertNotIn(key, data.attrs)
        self.assertEqual(data["config_replications"].values.tolist(), [7, 7, 7])
        self.assertEqual(data["config_settings"].sel(config="two more").item(), "groups.general.staff+=2")
        self.assertEqual(data["service_level"].sel(entity="all").shape, (3,))  # no figure without saying of which


class Times(Case):
    def test_are_local_begins_with_their_labels(self):
        data = ccsim.open(made("pause"))
        self.assertEqual(data["interval"].dtype, "datetime64[ns]")
        found = [(str(time)[:16], label, bool(is_open)) for time, label, is_open in
                 zip(data["interval"].values, data["interval_label"].values, data["interval_open"].values)]
        self.assertEqual(found[:10], [
            ("2026-03-02T08:00", "2026-03-02T08:00", True), ("2026-03-02T08:30", "2026-03-02T08:30", True),
            ("2026-03-02T09:00", "2026-03-02T09:00", True), ("2026-03-02T09:30", "2026-03-02T09:30", True),
            ("2026-03-02T10:00", "2026-03-02 closed from 10:00", False), ("2026-03-02T10:30", "2026-03-02T10:30", True),
            ("2026-03-02T11:00", "2026-03-02T11:00", True), ("2026-03-02T11:30", "2026-03-02T11:30", True),
            ("2026-03-02T12:00", "2026-03-02 after close", False), ("2026-03-03T08:00", "2026-03-03T08:00", True)])
        self.assertEqual(str(data["interval_end"].values[0])[:16], "2026-03-02T08:30")
        self.assertEqual(str(data["interval_end"].values[8])[:16], "2026-03-03T08:00")
        self.assertTrue(np.isnat(data["interval_end"].values[-1]))
        self.assertEqual(data["day"].values.astype("datetime64[D]").astype(str).tolist(), ["2026-03-02", "2026-03-03"])

    def test_select(self):
        data = ccsim.open(made("pause"))
        one = data["offered_by_interval"].sel(entity="all", interval="2026-03-03T11:00")
        self.assertEqual(one.item(), data["offered_by_interval"].sel(entity="all").values[0, 15])
        morning = data["offered_by_interval"].sel(interval=slice("2026-03-02T08:00", "2026-03-02T09:59"))
        self.assertEqual(morning.sizes["interval"], 4)

    def test_of_the_hour_that_comes_twice_are_told_apart_by_labels(self):
        data = ccsim.open(made("night"))
        labels = [label for label in data["interval_label"].values if label.startswith("2026-11-01T01:30")]
        self.assertEqual(labels, ["2026-11-01T01:30", "2026-11-01T01:30-05:00"])
        twice = data["interval"].values[np.isin(data["interval_label"].values, labels)]
        self.assertEqual([str(time)[:16] for time in twice], ["2026-11-01T01:30"] * 2)

    def test_do_not_exist_in_a_steady_state(self):
        data = ccsim.open(made("steady"))
        self.assertNotIn("interval", data.dims)
        self.assertEqual(data["batch"].values.tolist()[:12], list(range(1, 13)))


class Warned(Case):
    def warnings_of(self, work):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            out = work()
        return out, caught

    def test_that_a_run_was_stopped(self):
        path = stopped()
        data, caught = self.warnings_of(lambda: ccsim.open(path))
        n = data.attrs["replications"]
        self.assertEqual([(one.category, str(one.message), one.filename) for one in caught], [
            (ccsim.ResultWarning, f"{path}: is incomplete: the run was stopped after {n} of 9000000 replications", __file__)])
        self.assertEqual(self.warnings_of(lambda: ccsim.frame(data))[1], [])  # said once, by open()
        _, caught = self.warnings_of(lambda: ccsim.frame(path))
        self.assertEqual([one.filename for one in caught], [__file__])

    def test_of_nothing_where_all_is_there(self):
        self.assertEqual(self.warnings_of(lambda: (ccsim.open(made("office")), ccsim.open(compared())))[1], [])

    def test_that_variants_were_stopped(self):
        path = FOLDER / "incomplete.h5"
        shutil.copyfile(compared(), path)
        with h5py.File(path, "r+") as file:
            del file.attrs["ccsim_sealed"]
            file.attrs["complete"], file.attrs["replications_asked"] = np.uint64(0), np.uint64(100)
            file["config_replications"][...] = [7, 7, 6]
        with self.assertWarnsRegex(ccsim.ResultWarning, "the run was stopped after 6 to 7 of 100 replications"):
            ccsim.open(path)


class Refused(Case):
    def refuses(self, content, says):
        path = FOLDER / "bad.h5"
        path.write_bytes(content)
        with self.assertRaises(ccsim.ResultError) as caught:
            ccsim.open(path)
        self.assertTrue(str(caught.exception).startswith(f"{path}: "), caught.exception)
        self.assertIn(says, str(caught.exception))

    def changed(self, change, unseal=True):
        path = FOLDER / "changed.h5"
        shutil.copyfile(made("office"), path)
        with h5py.File(path, "r+") as file:
            if unseal:
                del file.attrs["ccsim_sealed"]
            change(file)
        return path.read_bytes()

    def test_truncated_and_damaged_files(self):
        whole = made("office").read_bytes()
        self.refuses(b"", "is empty")
        self.refuses(whole[:20], "is truncated: 20 bytes")
        self.refuses(whole[: len(whole) // 2], f"is truncated: {len(whole) // 2} bytes of {len(whole) - 16}")
        self.refuses(whole[:-1], "is damaged: its bytes do not match its checksum")
        for at in (len(whole) // 3, len(whole) - 20, len(whole) - 1, 100):
            self.refuses(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :], "is damaged: its bytes do not match its checksum")

    def test_foreign_files(self):
        self.refuses(b"title = 1;\n" * 20, "is no HDF5 file")
        foreign = FOLDER / "foreign.h5"
        with h5py.File(foreign, "w") as file:
            file["x"] = np.arange(3)
        self.refuses(foreign.read_bytes(), "is HDF5, but no result of ccsim")
        self.refuses(self.changed(lambda file: file.__delitem__("metric_unit")), "has no metric_unit")
        self.refuses(self.changed(lambda file: file.attrs.create("note", 1.5), unseal=False), "has lost its checksum")

    def test_other_formats(self):
        def number(x):
            return self.changed(lambda file: file.attrs.__setitem__("ccsim_format", np.uint64(x)))

        self.refuses(number(99), "has format 99, and this ccsim_results reads 2 to 3: a newer ccsim wrote it")
        self.refuses(number(1), "has format 1, and this ccsim_results reads 2 to 3: an older ccsim wrote it; run its scenario again")

    def test_missing_files_as_python_does(self):
        with self.assertRaises(FileNotFoundError):
            ccsim.open(FOLDER / "nowhere.h5")
        with self.assertRaises(OSError):
            ccsim.open(pathlib.Path(FOLDER))

    def test_data_sets_that_are_none(self):
        with self.assertRaisesRegex(ccsim.ResultError, "no result of ccsim"):
            ccsim.frame(xr.Dataset({"x": 1}))
        with self.assertRaisesRegex(ccsim.ResultError, "lost its dimension entity"):
            ccsim.frame(ccsim.open(made("office")).sel(entity="all"))


class Seal(unittest.TestCase):
    def test_is_fnv_1a(self):
        from ccsim_results._seal import START, fnv1a

        self.assertEqual(fnv1a(START, b""), 0xCBF29CE484222325)
        self.assertEqual(fnv1a(START, b"a"), 0xAF63DC4C8601EC8C)  # Fowler, Noll, Vo: test vectors
        self.assertEqual(fnv1a(START, b"foobar"), 0x85944171F73967E8)
        data = np.random.default_rng(2385).bytes(150001)
        plain = START
        for byte in data:
            plain = (plain ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
        self.assertEqual(fnv1a(START, data), plain)
        self.assertEqual(fnv1a(fnv1a(START, data[:77777]), data[77777:]), plain)


if __name__ == "__main__":
    main()

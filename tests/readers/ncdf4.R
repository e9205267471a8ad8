# What R's ncdf4 reads from results; test_r.sh gives the files. R turns dimensions round.
library(ncdf4)
files <- commandArgs(trailingOnly = TRUE)

file <- nc_open(files[1])
wait <- ncvar_get(file, "wait_s")
stopifnot(identical(dim(wait), c(2L, 21L, 3L, 7L)), is.na(wait[1]), all.equal(wait[2:11], 2.385 * 1:10), sum(is.na(wait)) == 81)
stopifnot(identical(as.vector(ncvar_get(file, "type")), c("balance", "Crédits à 0 %", "")))
stopifnot(all(ncvar_get(file, "agents") == (0:62)^2), ncvar_get(file, "confidence") == 0.95)
stopifnot(ncatt_get(file, "wait_s", "units")$value == "s", ncatt_get(file, 0, "scenario_text")$value == "title = \"Crédits\";\nrun: { seed = 1; };\n")
nc_close(file)

file <- nc_open(files[2])
begins <- as.POSIXct(ncvar_get(file, "time"), origin = sub("seconds since ", "", ncatt_get(file, "time", "units")$value), tz = "UTC")
stopifnot(identical(format(begins, "%Y-%m-%dT%H:%M")[1:8], as.vector(ncvar_get(file, "interval"))[1:8]))
stopifnot(startsWith(ncatt_get(file, 0, "Conventions")$value, "CF-"))
stopifnot(ncvar_get(file, "offered")[ncvar_get(file, "entity") == "all"] == 419)
nc_close(file)
